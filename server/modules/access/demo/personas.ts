// Demo mode: whom one can be, and becoming them.

import type { Role } from '../../../../contract/permissions.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { readGrants } from '../accounts/grant-views.ts'
import { describeTargets, workerDirectory } from '../directory.ts'
import { signedIn } from '../sign-in/signed-in.ts'
import { personaDoes } from './persona-words.ts'

export function listPersonas(call: Call<'GET /demo/personas'>): Promise<Reply<'GET /demo/personas'>> {
  return call.inTransaction('read', async ({ tx }) => {
    const accounts = await tx.selectFrom('account').select(['id', 'persona', 'name', 'title', 'worker_id']).where('persona', 'is not', null).where('status', '=', 'active').orderBy('id').execute()
    const grants = await readGrants(tx, accounts.map(({ id }) => id), call.today)
    const workers = accounts.flatMap(({ worker_id }) => worker_id ?? [])
    const described = await workerDirectory().describe(tx, workers)
    const places = new Map<number, number | null>()
    for (const worker of workers) places.set(worker, await workerDirectory().placeOf(tx, worker))
    const placeNames = await describeTargets(tx, 'place', [...places.values()].filter((place) => place !== null))
    return accounts.map((account) => {
      const held = grants.get(account.id) ?? []
      const role: Role | 'worker' = held[0]?.role ?? 'worker'
      const place = account.worker_id === null ? held.map((grant) => grant.target_name).join('、') : (placeNames.get(places.get(account.worker_id) ?? 0)?.name ?? '')
      return {
        id: account.persona ?? '',
        name: (account.worker_id === null ? undefined : described.get(account.worker_id)?.name) ?? account.name,
        role,
        title: account.title,
        does: personaDoes(role, call.language),
        place,
        app: role === 'worker' ? ('pocket' as const) : ('desk' as const),
      }
    })
  }, systemScope)
}

export function becomePersona(call: Call<'POST /demo/sessions'>): Promise<Reply<'POST /demo/sessions'>> {
  return call.inTransaction('write', async (inside) => {
    const account = await inside.tx.selectFrom('account').select(['id', 'kind']).where('persona', '=', call.body.persona).where('status', '=', 'active').executeTakeFirst()
    if (!account || account.kind === 'program') throw notFound()
    return signedIn(inside.tx, inside, { id: account.id, kind: account.kind as 'staff' | 'worker' }, 'demo')
  }, systemScope)
}

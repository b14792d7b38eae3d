// Two worlds for the authorisation matrix: one that every role of the matrix reaches, one that none does. Each has a
// township with a community and a grid, a company with an outlet, and makes things in them on request.

import type { Role } from '../../contract/permissions.ts'
import type { Tx } from '../platform/database/connection.ts'
import { json } from '../platform/database/json.ts'
import { newToken } from '../platform/secrets/keyring.ts'
import type { TestWaystation } from '../testing/waystation.ts'

export type World = {
  /** Stands in every name: an answer to somebody who does not reach this world must not hold it. */
  mark: string
  township: number
  community: number
  grid: number
  company: number
  outlet: number
  partner: number
  /** Open, and owned by the partner. */
  station: number
  worker(): Promise<{ worker: number; engagement: number }>
  /** One that stands as self-declared. */
  declared(): Promise<{ worker: number; engagement: number }>
  poster(): Promise<string>
  check(): Promise<number>
  pair(): Promise<{ pair: number; keep: number }>
  roster(state: 'ready' | 'applied'): Promise<number>
  compound(): Promise<number>
  /** A grid worker of the community. */
  colleague(): Promise<{ account: number; grant: number }>
  program(): Promise<number>
}

export type Actor = { account: number; token: string; worker: number }

const since = Temporal.Instant.from('2026-01-01T00:00:00Z')
const firstDay = Temporal.PlainDate.from('2026-01-01')
let number = 0

export async function makeWorld(waystation: TestWaystation, mark: string, township: number): Promise<World> {
  const { keyring } = waystation.services
  const sql = <T>(work: (tx: Tx) => Promise<T>) => waystation.sql(work)
  const named = (what: string) => `${mark}${what}${(number += 1)}`
  const community = await sql(async (tx) => (await tx.selectFrom('place').select('code').where('parent', '=', township).orderBy('code').executeTakeFirstOrThrow()).code)
  const addPlace = (code: number, kind: string) =>
    sql((tx) => tx.insertInto('place').values({ code, parent: community, kind, name: named('辖区'), full_name: named('辖区'), pinyin: 'x', initials: 'x', official: false }).execute())
  const grid = community + 901
  await addPlace(grid, 'grid')
  // Below the grid's: what the API adds goes on after the highest code.
  let compounds = 100
  const { company, outlet } = await sql(async (tx) => {
    const firm = await tx.insertInto('company').values({ name: named('公司'), short_name: named('公司'), credit_code: `test${number}`, kind: 'platform', trade: 'food-delivery', place: township, created_at: since }).returning('id').executeTakeFirstOrThrow()
    const shop = await tx.insertInto('outlet').values({ company_id: firm.id, name: named('网点'), name_key: named('网点'), kind: 'delivery-station', trade: 'food-delivery', place: grid, created_at: since }).returning('id').executeTakeFirstOrThrow()
    return { company: firm.id, outlet: shop.id }
  })
  const { partner, station } = await sql(async (tx) => {
    const owner = await tx.insertInto('partner').values({ name: named('单位'), short_name: named('单位'), kind: 'shop', place: community, created_at: since }).returning('id').executeTakeFirstOrThrow()
    const place = await tx.insertInto('station').values({ name: named('驿站'), kind: 'partner-shop', partner_id: owner.id, place: grid, lon: 116.46, lat: 39.93, status: 'open', created_at: since }).returning('id').executeTakeFirstOrThrow()
    return { partner: owner.id, station: place.id }
  })

  async function addWorker(standing: string) {
    const phone = `136${String((number += 1)).padStart(8, '0')}`
    const sealed = { phone: keyring.seal(phone), phone_hash: keyring.hash('phone', phone), phone_tail: phone.slice(-4) }
    const idNumber = `X${String(number).padStart(8, '0')}`
    return sql(async (tx) => {
      const name = named('工人')
      const one = await tx.insertInto('worker').values({ name, ...sealed, id_kind: 'passport', id_hash: keyring.hash('id:passport', idNumber), id_tail: idNumber.slice(-4), id_number: keyring.seal(idNumber), trade: 'food-delivery', place: grid, state: 'present', created_at: since }).returning('id').executeTakeFirstOrThrow()
      const spell = await tx.insertInto('engagement').values({ worker_id: one.id, company_id: company, outlet_id: outlet, place: grid, kind: 'direct', since: firstDay, standing }).returning('id').executeTakeFirstOrThrow()
      const source = standing === 'confirmed' ? 'roster' : 'self'
      await tx.insertInto('statement').values({ engagement_id: spell.id, source, stated_on: firstDay, name, ...sealed, outlet_id: outlet, kind: 'direct' }).execute()
      return { worker: one.id, engagement: spell.id }
    })
  }

  return {
    mark, township, community, grid, company, outlet, partner, station,
    worker: () => addWorker('confirmed'),
    declared: () => addWorker('self-declared'),
    async poster() {
      const code = newPosterCode()
      await sql((tx) => tx.insertInto('poster').values({ code, outlet_id: outlet, place: grid, created_by: 1, created_at: since }).execute())
      return code
    },
    check: () => sql(async (tx) => (await tx.insertInto('outlet_check').values({ outlet_id: outlet, place: grid, company_id: company, checked_by: 1, checked_at: since, note: named('走访'), seen: 1, missing: 0, unlisted: 0 }).returning('id').executeTakeFirstOrThrow()).id),
    async pair() {
      const [a, b] = [await addWorker('confirmed'), await addWorker('confirmed')]
      const { id } = await sql((tx) => tx.insertInto('duplicate_pair').values({ worker_a: a.worker, worker_b: b.worker, reasons: ['same-phone'], place: grid, found_at: since }).returning('id').executeTakeFirstOrThrow())
      return { pair: id, keep: a.worker }
    },
    roster: (state) =>
      sql(async (tx) => {
        const applied = state === 'applied' ? { applied_by: 1, applied_at: since, before: json({ last_as_of: null, last_rows: null }) as never } : {}
        const { id } = await tx
          .insertInto('roster')
          .values({ company_id: company, outlet_id: outlet, place: grid, as_of: firstDay, state, file_name: `${named('名单')}.csv`, file_bytes: 1, file_hash: Buffer.alloc(32), format: 'csv', mapping: json([]) as never, uploaded_by: 1, uploaded_at: since, ...applied })
          .returning('id')
          .executeTakeFirstOrThrow()
        await tx.insertInto('roster_row').values({ roster_id: id, row_no: 2, accepted: true, name: named('工人') }).execute()
        await tx.insertInto('roster_difference').values({ roster_id: id, row_no: 2, change: 'review', outlet_id: outlet, review_reason: 'same-name' }).execute()
        return id
      }),
    async compound() {
      compounds += 1
      await addPlace(community + compounds, 'compound')
      return community + compounds
    },
    colleague: () =>
      sql(async (tx) => {
        const account = await tx.insertInto('account').values({ kind: 'staff', name: named('同事'), login: named('login'), created_at: since }).returning('id').executeTakeFirstOrThrow()
        const grant = await tx.insertInto('role_grant').values({ account_id: account.id, role: 'grid_worker', place: community, from_on: firstDay, granted_at: since }).returning('id').executeTakeFirstOrThrow()
        return { account: account.id, grant: grant.id }
      }),
    async program() {
      return (await addActor(waystation, { kind: 'program', name: named('程序') }, { role: 'company_program', company_id: company })).account
    },
  }
}

/** Of the letters that posters have. */
function newPosterCode(): string {
  return `TEST${String((number += 1)).padStart(6, '2').replaceAll(/[01]/g, 'A')}${'BCDEFGHJK'.charAt(number % 9)}${'LMNPQRSTU'.charAt(Math.floor(number / 9) % 9)}`
}

type Given = { role: Role; place?: number; company_id?: number; outlet_id?: number; unit_id?: number; station_id?: number; partner_id?: number; until_on?: Temporal.PlainDate; from_on?: Temporal.PlainDate; revoked_at?: Temporal.Instant }

/** Somebody with a session, and a role over something. */
export async function addActor(waystation: TestWaystation, account: { kind: 'staff' | 'program' | 'worker'; name?: string; worker?: number }, grant?: Given): Promise<Actor> {
  const id = await waystation.sql(async (tx) => {
    const added = await tx.insertInto('account').values({ kind: account.kind, name: account.name ?? '', worker_id: account.worker ?? null, created_at: since }).returning('id').executeTakeFirstOrThrow()
    if (grant) await tx.insertInto('role_grant').values({ account_id: added.id, from_on: firstDay, granted_at: since, ...grant }).execute()
    return added.id
  })
  return { account: id, token: (await addSession(waystation, id)).token, worker: account.worker ?? 0 }
}

export async function addSession(waystation: TestWaystation, account: number): Promise<{ id: number; token: string }> {
  const token = newToken()
  const now = waystation.services.clock()
  const { id } = await waystation.sql((tx) =>
    tx.insertInto('session').values({ token_hash: waystation.services.keyring.tokenHash(token), account_id: account, kind: 'person', created_at: now, expires_at: now.add({ hours: 12 }), last_used_on: now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate() }).returning('id').executeTakeFirstOrThrow(),
  )
  return { id, token }
}

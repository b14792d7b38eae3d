// A roster that was not applied is taken away: its rows, its file, its entry. The spine keeps that there was one.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { deleteFile, uploadsFolder } from '../../../platform/uploads/stored-file.ts'
import { getRoster, lockRoster } from './reach.ts'
import { rosterTopic } from './topic.ts'
import { stateWords } from './words.ts'

export async function withdrawRoster(call: Call<'DELETE /rosters/{id}'>): Promise<Reply<'DELETE /rosters/{id}'>> {
  await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  const key = await call.inTransaction('write', async (inside) => {
    const { tx, services, city } = inside
    const roster = await lockRoster(tx, call.params.id)
    if (roster.state === 'applied' || roster.state === 'reversed') throw new Problem('wrong-state', { state: stateWords(roster.state, call.language) })
    for (const table of ['roster_row', 'roster_difference', 'roster_leaver', 'roster_decision']) await sql`delete from ${sql.ref(table)} where roster_id = ${roster.id}`.execute(tx)
    await tx.deleteFrom('roster').where('id', '=', roster.id).execute()
    await inside.emit({ kind: 'roster.withdrawn', place: roster.place, subject: roster.id, data: { company: roster.company_id, as_of: roster.as_of.toString(), state: roster.state } })
    await services.live.publish(tx, rosterTopic(city, roster.id), { state: 'withdrawn' })
    return roster.file_key ? services.keyring.open(roster.file_key) : undefined
  }, systemScope)
  if (key) await deleteFile(uploadsFolder(call.services.config.dataFolder, call.city.code), key)
}

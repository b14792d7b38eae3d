// Personal data goes when it has done its work: the rows of a roster some days after it can no longer be taken back,
// its file as soon as it is decided.

import { sql } from 'kysely'
import { systemScope } from '../../../../platform/database/scope.ts'
import type { City, Services } from '../../../../platform/http/call.ts'
import { todayOf } from '../../../../platform/jobs/city-work.ts'
import type { JobData } from '../../../../platform/jobs/jobs.ts'
import { sweepFiles, uploadsFolder } from '../../../../platform/uploads/stored-file.ts'
import { settingValue } from '../../../access/index.ts'

/** A preview that nobody decides in so long is closed: the company has sent others since. */
const UNDECIDED_DAYS = 30

export async function purgeRosters(_data: JobData, services: Services): Promise<void> {
  for (const city of await services.cities.list()) {
    await closeUndecided(services, city)
    await deleteRows(services, city)
    await sweep(services, city)
  }
}

/**
 * A roster can no longer be taken back once a later one was applied, or it was reversed or refused itself. What stays
 * are its counts, for the history of the company. (Where a file has no header, the mapping's headers are its first row.)
 */
async function deleteRows(services: Services, city: City): Promise<void> {
  await services.db.write(city.schema, systemScope, async (tx) => {
    const days = await settingValue({ tx, services, today: todayOf(services) }, 'roster.keep-rows-days')
    const before = services.clock().subtract({ hours: 24 * days })
    const { rows } = await sql<{ id: number }>`
      select r.id from roster r
      where r.purged_at is null and case r.state
        when 'applied' then (select min(l.applied_at) from roster l where l.company_id = r.company_id and l.state = 'applied' and (l.applied_at, l.id) > (r.applied_at, r.id))
        when 'reversed' then r.reversed_at
        when 'refused' then r.uploaded_at end < ${before}::timestamptz
      order by r.id limit 500`.execute(tx)
    const ids = rows.map((row) => row.id)
    if (ids.length === 0) return
    for (const table of ['roster_row', 'roster_difference', 'roster_leaver', 'roster_decision', 'roster_change', 'roster_worker_change']) await sql`delete from ${sql.ref(table)} where roster_id = any(${ids}::int8[])`.execute(tx)
    await sql`update roster set purged_at = ${services.clock()}, file_key = null, mapping = null where id = any(${ids}::int8[])`.execute(tx)
  })
}

async function closeUndecided(services: Services, city: City): Promise<void> {
  const before = services.clock().subtract({ hours: 24 * UNDECIDED_DAYS })
  await services.db.write(city.schema, systemScope, async (tx) => {
    await tx.updateTable('roster').set((row) => ({ state: 'refused', reason: 'not-decided', revision: row('revision', '+', 1) })).where('state', '=', 'ready').where('uploaded_at', '<', before).execute()
    // The sweep below deletes files whose key is gone; this one of a roster whose columns nobody named.
    await tx.updateTable('roster').set({ file_key: null }).where('state', '=', 'refused').where('file_key', 'is not', null).where('uploaded_at', '<', before).execute()
  })
}

async function sweep(services: Services, city: City): Promise<void> {
  const sealed = await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('roster').select('file_key').where('file_key', 'is not', null).execute())
  const known = sealed.flatMap(({ file_key }) => (file_key ? [services.keyring.open(file_key)] : []))
  await sweepFiles(uploadsFolder(services.config.dataFolder, city.code), known, services.clock().subtract({ hours: 24 }))
}

// Lists go when they have done their work: rows 90 days after the import was decided, the file as soon as it is.

import { systemScope } from '../../../../platform/database/scope.ts'
import type { City, Services } from '../../../../platform/http/call.ts'
import { todayOf } from '../../../../platform/jobs/city-work.ts'
import type { JobData } from '../../../../platform/jobs/jobs.ts'
import { sweepFiles } from '../../../../platform/uploads/stored-file.ts'
import { settingValue } from '../../../access/index.ts'
import { importsFolder } from '../import-store.ts'

/** A preview that nobody decides in so long is closed: the network has changed since. */
const UNDECIDED_DAYS = 30

export async function purgeImports(_data: JobData, services: Services): Promise<void> {
  for (const city of await services.cities.list()) {
    const now = services.clock()
    await services.db.write(city.schema, systemScope, async (tx) => {
      const undecided = now.subtract({ hours: 24 * UNDECIDED_DAYS })
      await tx.updateTable('station_import').set((row) => ({ state: 'refused', reason: 'not-decided', file_key: null, revision: row('revision', '+', 1) })).where('state', '=', 'ready').where('uploaded_at', '<', undecided).execute()
      await tx.updateTable('station_import').set({ file_key: null }).where('state', '=', 'refused').where('file_key', 'is not', null).where('uploaded_at', '<', undecided).execute()
      const days = await settingValue({ tx, services, today: todayOf(services) }, 'station-import.keep-rows-days')
      const before = now.subtract({ hours: 24 * days })
      const old = await tx
        .selectFrom('station_import')
        .select('id')
        .where('purged_at', 'is', null)
        .where((row) => row.or([row.and([row('state', 'in', ['applied', 'reversed']), row('applied_at', '<', before)]), row.and([row('state', '=', 'refused'), row('uploaded_at', '<', before)])]))
        .orderBy('id')
        .limit(500)
        .execute()
      if (old.length === 0) return
      const ids = old.map(({ id }) => id)
      await tx.deleteFrom('station_import_row').where('import_id', 'in', ids).execute()
      await tx.updateTable('station_import').set({ purged_at: now, mapping: null }).where('id', 'in', ids).execute()
    })
    await sweep(services, city)
  }
}

async function sweep(services: Services, city: City): Promise<void> {
  const sealed = await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('station_import').select('file_key').where('file_key', 'is not', null).execute())
  const known = sealed.flatMap(({ file_key }) => (file_key ? [services.keyring.open(file_key)] : []))
  await sweepFiles(importsFolder(services, city), known, services.clock().subtract({ hours: 24 }))
}

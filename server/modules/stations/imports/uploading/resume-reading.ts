// What a killed server left in the middle of reading is read by whoever is there: at the start, and every minute.

import { systemScope } from '../../../../platform/database/scope.ts'
import type { Services } from '../../../../platform/http/call.ts'
import type { JobData } from '../../../../platform/jobs/jobs.ts'
import { importTopic } from '../import-store.ts'
import { readUploaded } from './read-uploaded.ts'

/** A younger one is about to be read by the job that came with its upload. */
const WAIT_MINUTES = 2
/** After so long, nobody is going to read the file any more: the person is told to send it again. */
const GIVE_UP_MINUTES = 60

export async function resumeReading(data: JobData, services: Services, signal: AbortSignal): Promise<void> {
  const now = services.clock()
  const young = now.subtract({ minutes: data['start'] ? 0 : WAIT_MINUTES })
  for (const city of await services.cities.list()) {
    const left = await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('station_import').select(['id', 'uploaded_at']).where('state', '=', 'reading').where('uploaded_at', '<', young).orderBy('id').execute())
    for (const { id, uploaded_at } of left) {
      await readUploaded({ city: city.code, import: id }, services, signal).catch((error: unknown) => services.log.warn({ err: error, import: id }, 'reading again failed'))
      if (Temporal.Instant.compare(uploaded_at, now.subtract({ minutes: GIVE_UP_MINUTES })) > 0) continue
      await services.db.write(city.schema, systemScope, async (tx) => {
        const { numUpdatedRows } = await tx.updateTable('station_import').set((row) => ({ state: 'refused', reason: 'interrupted', progress: null, file_key: null, revision: row('revision', '+', 1) })).where('id', '=', id).where('state', '=', 'reading').executeTakeFirst()
        if (numUpdatedRows > 0n) await services.live.publish(tx, importTopic(city, id), { state: 'refused' })
      })
    }
  }
}

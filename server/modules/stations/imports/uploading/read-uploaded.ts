// The job between upload and preview: file → staged rows → comparison, in one transaction. A crash leaves nothing of
// it, and the import still `reading`: it is then read again from the beginning.

import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import { json } from '../../../../platform/database/json.ts'
import { systemScope } from '../../../../platform/database/scope.ts'
import type { City, Services } from '../../../../platform/http/call.ts'
import { cityOf } from '../../../../platform/jobs/city-work.ts'
import type { JobData } from '../../../../platform/jobs/jobs.ts'
import { RefusedFile, type RefusalDetail } from '../../../../platform/lists/refused-file.ts'
import { deleteFile, withClearFile } from '../../../../platform/uploads/stored-file.ts'
import { comparePreview } from '../comparing/compare-preview.ts'
import { importsFolder, importTopic, MOST_ROWS, type ImportRecord } from '../import-store.ts'
import { rememberedMapping } from '../mapping/remembered-mapping.ts'
import { stationListReader } from '../reading/read-stations.ts'

const DEADLINE_MS = 120_000

/** Safe to run again, and twice at once: only one holds the import's lock, and only while it is `reading`. */
export async function readUploaded(data: JobData, services: Services, signal: AbortSignal): Promise<void> {
  const city = await cityOf(services, data['city'])
  if (!city) return
  const id = Number(data['import'])
  const found = await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('station_import').selectAll().where('id', '=', id).executeTakeFirst())
  if (found?.state !== 'reading' || !found.file_key) return
  const file = services.keyring.open(found.file_key)
  const folder = importsFolder(services, city)
  try {
    await withClearFile(folder, file, (path) => readAndCompare(services, city, found, path, signal))
  } catch (error) {
    if (error instanceof NotMine) return
    if (signal.aborted) throw error
    const refusal = error instanceof RefusedFile ? error : asRefusal(error)
    if (!refusal) throw error
    services.log.info({ import: id, reason: refusal.reason, why: refusal.detail.why }, 'list of stations refused')
    await refuse(services, city, found, refusal.reason, refusal.detail)
    // A file whose columns were not recognised may be read once a person says what they are.
    if (refusal.reason !== 'wrong-sheet') await deleteFile(folder, file)
    return
  }
  await services.live.publishNow(importTopic(city, id), { state: 'ready' })
}

async function readAndCompare(services: Services, city: City, found: ImportRecord, path: string, signal: AbortSignal): Promise<void> {
  const { config } = services
  await services.db.write(city.schema, systemScope, async (tx) => {
    // Locked as long as it is read: a withdrawal waits, a second reader leaves.
    const { rows } = await sql<{ id: number }>`select id from station_import where id = ${found.id} and state = 'reading' for update skip locked`.execute(tx)
    if (rows.length === 0) throw new NotMine()
    await tx.deleteFrom('station_import_row').where('import_id', '=', found.id).execute()
    const remembered = await rememberedMapping(tx, found.place)
    const datum = found.datum_said as 'wgs84' | 'gcj02' | 'bd09' | null
    const summary = await stationListReader.read(
      { path, limits: { bytes: config.rosterMaxBytes, unpacked: config.rosterMaxUnpackedBytes, rows: Math.min(config.rosterMaxRows, MOST_ROWS) }, remembered, datum: datum ?? undefined },
      { keys: config.secretKeys, deadlineMs: DEADLINE_MS, signal, onChunk: (text) => stage(tx, found.id, text), onProgress: (progress) => void services.live.publishNow(importTopic(city, found.id), progress).catch(() => undefined) },
    )
    await tx
      .updateTable('station_import')
      .set({
        state: 'ready', reason: null, reason_why: null, ready_at: services.clock(), progress: null, rows: summary.rows, format: summary.format, encoding: summary.encoding, sheet: summary.sheet,
        header_row: summary.headerRow, mapping: json(summary.mapping) as never, datum: summary.datum,
      })
      .where('id', '=', found.id)
      .execute()
    await comparePreview(tx, found.id)
  })
}

/** A chunk is whole lines, each the JSON of one row. */
async function stage(tx: Tx, id: number, chunk: Buffer): Promise<void> {
  const rows = `[${chunk.toString().trimEnd().replaceAll('\n', ',')}]`
  await sql`
    insert into station_import_row (import_id, row_no, said, raw, unread)
    select ${id}, d."rowNo", d.said, d.raw, d.unread
    from jsonb_to_recordset(${rows}::text::jsonb) as d ("rowNo" int4, said jsonb, raw bytea, unread jsonb)`.execute(tx)
}

async function refuse(services: Services, city: City, { id }: ImportRecord, reason: string, detail: RefusalDetail): Promise<void> {
  await services.db.write(city.schema, systemScope, async (tx) => {
    await tx
      .updateTable('station_import')
      .set((row) => ({
        state: 'refused', reason, reason_why: detail.why, progress: null, revision: row('revision', '+', 1), sheet: detail.sheet ?? null, header_row: detail.headerRow ?? null,
        ...(detail.mapping ? { mapping: json(detail.mapping) as never } : {}),
        ...(reason === 'wrong-sheet' ? {} : { file_key: null }),
      }))
      .where('id', '=', id)
      .where('state', '=', 'reading')
      .execute()
    await services.live.publish(tx, importTopic(city, id), { state: 'refused' })
  })
}

/** What only a file can have caused although the database said it: text that no encoding allows, numbers out of range. */
function asRefusal(error: unknown): RefusedFile | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') ? new RefusedFile('unreadable-file', { why: `the database refused the rows: ${code}` }) : undefined
}

class NotMine extends Error {}

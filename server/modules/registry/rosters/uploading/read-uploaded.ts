// The job between upload and preview: file → staged rows → comparison, in one transaction. A crash leaves nothing of
// it, and the roster still `reading`: it is then read again from the beginning.

import { finished } from 'node:stream/promises'
import { sql } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '../../../../platform/database/connection.ts'
import { json } from '../../../../platform/database/json.ts'
import { systemScope } from '../../../../platform/database/scope.ts'
import type { City, Services } from '../../../../platform/http/call.ts'
import { asOwner, cityOf, todayOf } from '../../../../platform/jobs/city-work.ts'
import type { JobData } from '../../../../platform/jobs/jobs.ts'
import { RefusedFile, type RefusalDetail } from '../../../../platform/lists/refused-file.ts'
import { deleteFile, uploadsFolder, withClearFile } from '../../../../platform/uploads/stored-file.ts'
import { compareRoster, guardLimits } from '../comparing/compare-roster.ts'
import { rememberedMapping } from '../mapping/remembered-mapping.ts'
import type { RosterRecord } from '../reach.ts'
import { COPY_COLUMNS } from '../reading/copy-text.ts'
import type { RosterSummary } from '../reading/read-roster-file.ts'
import { readRoster } from '../reading/read-roster.ts'
import { rosterTopic } from '../topic.ts'

/** Longer than 1,000,000 rows take on a slow machine; a file that needs more was made to. */
const DEADLINE_MS = 300_000

/** Safe to run again, and twice at once: only one holds the roster's lock, and only while it is `reading`. */
export async function readUploaded(data: JobData, services: Services, signal: AbortSignal): Promise<void> {
  const city = await cityOf(services, data['city'])
  if (!city) return
  const id = Number(data['roster'])
  const roster = await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('roster').selectAll().where('id', '=', id).executeTakeFirst())
  if (roster?.state !== 'reading' || !roster.file_key) return
  const file = services.keyring.open(roster.file_key)
  const folder = uploadsFolder(services.config.dataFolder, city.code)
  try {
    await withClearFile(folder, file, (path) => readAndCompare(services, city, roster, path, signal))
  } catch (error) {
    if (error instanceof Withdrawn || error instanceof ReadElsewhere || (await isGone(services, city, id))) return
    if (signal.aborted) throw error
    const refusal = error instanceof RefusedFile ? error : asRefusal(error)
    if (!refusal) throw error
    services.log.info({ roster: id, reason: refusal.reason, why: refusal.detail.why }, 'roster refused')
    await refuse(services, city, roster, refusal.reason, refusal.detail)
    // A file whose columns were not recognised may be read once a person says what they are.
    if (refusal.reason !== 'wrong-sheet') await deleteFile(folder, file)
    return
  }
  await services.live.publishNow(rosterTopic(city, id), { state: 'ready' })
}

async function readAndCompare(services: Services, city: City, roster: RosterRecord, path: string, signal: AbortSignal): Promise<void> {
  const { config } = services
  const { remembered, outlet } = await services.db.read(city.schema, systemScope, async (tx) => ({
    remembered: await rememberedMapping(tx, roster.company_id),
    outlet: roster.outlet_id === null ? undefined : (await tx.selectFrom('outlet').select('name').where('id', '=', roster.outlet_id).executeTakeFirstOrThrow()).name,
  }))
  const stop = new AbortController()
  await asOwner(services, city, async (tx, client) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${rosterTopic(city, roster.id)}, 0)) as mine`.execute(tx)
    if (!rows[0]?.mine) throw new ReadElsewhere()
    await sql`delete from roster_row where roster_id = ${roster.id}`.execute(tx)
    const copy = client.query(copyFrom(`copy roster_row (${COPY_COLUMNS.join(', ')}) from stdin`))
    const copied = finished(copy)
    copied.catch(() => undefined)
    let summary: RosterSummary
    try {
      summary = await readRoster({
        path, keys: config.secretKeys, rosterId: roster.id, rememberedMapping: remembered, singleOutlet: outlet, deadlineMs: DEADLINE_MS,
        limits: { bytes: config.rosterMaxBytes, unpacked: config.rosterMaxUnpackedBytes, rows: config.rosterMaxRows },
        today: todayOf(services).toString(),
        onProgress: progressReporter(services, city, roster, () => stop.abort(new Withdrawn())),
        onChunk: (text) => new Promise((resolve, reject) => copy.write(text, (error) => (error ? reject(error) : resolve()))),
        signal: AbortSignal.any([signal, stop.signal]),
      })
      copy.end()
      await copied
    } catch (error) {
      copy.destroy()
      throw error
    }
    await compareRoster(tx, await guardLimits({ tx, services, today: todayOf(services) }), roster, summary.rows)
    await record(tx, roster, summary, services.clock())
  })
}

async function record(tx: Tx, roster: RosterRecord, summary: RosterSummary, now: Temporal.Instant): Promise<void> {
  const kept = await tx
    .updateTable('roster')
    .set({
      state: 'ready', reason: null, ready_at: now, progress: null, format: summary.format, encoding: summary.encoding, sheet: summary.sheet, header_row: summary.headerRow,
      mapping: json(summary.mapping) as never,
    })
    .where('id', '=', roster.id)
    .where('state', '=', 'reading')
    .executeTakeFirst()
  if (kept.numUpdatedRows === 0n) throw new Withdrawn()
}

async function refuse(services: Services, city: City, { id }: RosterRecord, reason: string, detail: RefusalDetail): Promise<void> {
  await services.db.write(city.schema, systemScope, async (tx) => {
    await tx
      .updateTable('roster')
      .set((row) => ({
        state: 'refused', reason, reason_why: detail.why, progress: null, revision: row('revision', '+', 1), sheet: detail.sheet ?? null, header_row: detail.headerRow ?? null,
        ...(detail.mapping ? { mapping: json(detail.mapping) as never } : {}),
        ...(reason === 'wrong-sheet' ? {} : { file_key: null }),
      }))
      .where('id', '=', id)
      .where('state', '=', 'reading')
      .execute()
    await services.live.publish(tx, rosterTopic(city, id), { state: 'refused' })
  })
}

/** Few enough writes that a large file is not slowed down, often enough for a bar that moves. */
const PROGRESS_EVERY_MS = 400

function progressReporter(services: Services, city: City, { id }: RosterRecord, withdrawn: () => void) {
  let last = 0
  return ({ rows, fraction }: { rows: number; fraction: number }) => {
    const now = performance.now()
    if (now - last < PROGRESS_EVERY_MS) return
    last = now
    services.db
      .write(city.schema, systemScope, async (tx) => {
        const { numUpdatedRows } = await tx.updateTable('roster').set({ rows, progress: fraction }).where('id', '=', id).where('state', '=', 'reading').executeTakeFirst()
        if (numUpdatedRows === 0n) withdrawn()
        await services.live.publish(tx, rosterTopic(city, id), { rows, fraction })
      })
      .catch((error: unknown) => services.log.warn({ err: error }, 'progress of a roster'))
  }
}

/** What only a file can have caused although the database said it: text that no encoding allows, numbers out of range. */
function asRefusal(error: unknown): RefusedFile | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') ? new RefusedFile('unreadable-file', { why: `the database refused the rows: ${code}` }) : undefined
}

/** Withdrawn while it was compared: what was written about it then found no roster. */
async function isGone(services: Services, city: City, id: number): Promise<boolean> {
  return (await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('roster').select('id').where('id', '=', id).executeTakeFirst())) === undefined
}

class Withdrawn extends Error {}
class ReadElsewhere extends Error {}

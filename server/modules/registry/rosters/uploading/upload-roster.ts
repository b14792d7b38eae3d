// A file arrives: stored as it streams in, put on record, and a job is sent to read it — in one transaction, so that
// a crash leaves either a roster that will be read or nothing but a file that the nightly sweep deletes.

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { invalidField, notFound, Problem, ruleProblem } from '../../../../platform/http/problem.ts'
import { deleteFile, storeFile, uploadsFolder, type StoredFile } from '../../../../platform/uploads/stored-file.ts'
import { getCompany } from '../reach.ts'
import { warmReader } from '../reading/read-roster.ts'

type Upload = Call<'POST /companies/{id}/rosters'>

/** What the list covers: the company, or one outlet of it. */
type Coverage = { company: number; outlet: number | null; place: number; asOf: Temporal.PlainDate }

export async function uploadRoster(call: Upload): Promise<Reply<'POST /companies/{id}/rosters'>> {
  const { rosterMaxBytes, dataFolder } = call.services.config
  // A body that cannot be a roster is not even looked at; one that is only too large gets an answer as a roster.
  if (Number(call.request.headers['content-length'] ?? 0) > rosterMaxBytes * 4 + 65_536) throw new Problem('too-large', { limit: megabytes(rosterMaxBytes) })
  const coverage = await call.inTransaction('read', (inside) => coverageOf(inside, call))
  const folder = uploadsFolder(dataFolder, call.city.code)
  // The thread that will read it starts while the file is still on its way.
  warmReader()
  const part = await call.request.file({ limits: { fileSize: rosterMaxBytes, files: 1 }, throwFileSizeLimit: false })
  if (!part) throw invalidField('file', call.language === 'en' ? 'Send the roster in the field `file`' : '请在 file 字段里上传花名册文件')
  const stored = await storeFile(folder, part.file)
  const tooLarge = part.file.truncated
  const name = fileName(part.filename)
  let taken = false
  try {
    const answer = await call.inTransaction('write', (inside) =>
      once(inside, 202, { hash: stored.hash.toString('hex'), name }, async () => {
        await requireNotOlder(inside, coverage)
        taken = !tooLarge
        return record(inside, coverage, { ...stored, name, tooLarge })
      }),
    )
    call.answer.header('location', `/api/v1/${call.city.code}/rosters/${answer.id}`)
    return answer
  } finally {
    if (!taken) await deleteFile(folder, stored.key)
  }
}

async function coverageOf(inside: Context, call: Upload): Promise<Coverage> {
  const { company, whole, outlets } = await getCompany(inside.tx, call, call.params.id)
  const asOf = call.query.as_of ? Temporal.PlainDate.from(call.query.as_of) : call.today
  if (Temporal.PlainDate.compare(asOf, call.today.add({ days: 1 })) > 0) throw invalidField('as_of', call.language === 'en' ? 'The day lies in the future' : '日期还没到')
  if (company.closed_on && Temporal.PlainDate.compare(company.closed_on, asOf) <= 0) throw ruleProblem(call.language === 'en' ? 'The company is closed' : '这家企业已经停业')
  if (call.query.outlet === undefined && whole) return { company: company.id, outlet: null, place: company.place, asOf }
  const outlet = call.query.outlet === undefined ? only(outlets) : outlets.find(({ id }) => id === call.query.outlet)
  if (!outlet && call.query.outlet !== undefined) throw notFound()
  if (!outlet) throw invalidField('outlet', call.language === 'en' ? 'Say which of your outlets this list is of' : '请选择这份名单是哪个网点的')
  return { company: company.id, outlet: outlet.id, place: outlet.place, asOf }
}

/** A list older than the one that stands would bring back people who have left. The same day may be corrected. */
async function requireNotOlder({ tx }: Context, { company, outlet, asOf }: Coverage): Promise<void> {
  const { rows } = await sql<{ standing: Temporal.PlainDate | null }>`
    select greatest(
      (select last_as_of from company where id = ${company}),
      (select max(as_of) from roster where company_id = ${company} and state = 'applied' and outlet_id = ${outlet}::bigint)
    ) as standing`.execute(tx)
  const standing = rows[0]?.standing
  if (standing && Temporal.PlainDate.compare(asOf, standing) < 0) throw new Problem('older-than-standing', { date: standing.toString() })
}

async function record(inside: Context, coverage: Coverage, file: StoredFile & { name: string; tooLarge: boolean }): Promise<{ id: number; state: 'reading' | 'refused' }> {
  const { keyring, jobs } = inside.services
  const state = file.tooLarge ? 'refused' : 'reading'
  const { id } = await inside.tx
    .insertInto('roster')
    .values({
      company_id: coverage.company, outlet_id: coverage.outlet, place: coverage.place, as_of: coverage.asOf, state,
      reason: file.tooLarge ? 'too-large' : null,
      file_name: file.name, file_bytes: file.bytes, file_hash: file.hash, file_key: file.tooLarge ? null : keyring.seal(file.key),
      progress: file.tooLarge ? null : 0,
      uploaded_by: inside.actor.account, uploaded_at: inside.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await inside.emit({ kind: 'roster.uploaded', place: coverage.place, subject: id, data: { company: coverage.company, outlet: coverage.outlet, as_of: coverage.asOf.toString(), bytes: file.bytes } })
  if (!file.tooLarge) await jobs.send(inside.tx, 'roster.read', { city: inside.city.code, roster: id })
  return { id, state }
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined
}

/** As the sender called it: without folders and control characters, short enough to show. */
function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 200) || 'roster'
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}

// A person says which column is what: remembered for the company, and the file is read again.

import { systemScope } from '../../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { invalidField, Problem, ruleProblem } from '../../../../platform/http/problem.ts'
import { foldHeader } from '../../../../platform/lists/fold-header.ts'
import { words } from '../../words.ts'
import { getRoster, lockRoster } from '../reach.ts'
import { stateWords } from '../words.ts'
import { fromWire, mappingOf } from './remembered-mapping.ts'

type Correct = Call<'PUT /rosters/{id}/mapping'>

export async function correctMapping(call: Correct): Promise<Reply<'PUT /rosters/{id}/mapping'>> {
  await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  // The mapping belongs to the whole company, which an outlet manager does not reach.
  return call.inTransaction('write', (inside) => once(inside, 202, call.body, () => remember(inside, call)), systemScope)
}

async function remember(inside: Context, call: Correct): Promise<{ id: number; state: 'reading' }> {
  const { tx, services, city, now, actor, language } = inside
  const roster = await lockRoster(tx, call.params.id)
  const readable = roster.state === 'ready' || (roster.state === 'refused' && roster.reason === 'wrong-sheet')
  if (!readable) throw new Problem('wrong-state', { state: stateWords(roster.state, language) })
  if (!roster.file_key) throw ruleProblem(words(language, '文件已不在，请重新上传', 'The file is no longer kept; upload it again'))
  const keys = new Map(mappingOf(roster.mapping).map((one) => [one.header, one.key]))
  const given = call.body.columns.map(({ header, field }) => ({ key: keys.get(header) ?? foldHeader(header), field: fromWire(field) }))
  requireEachOnce(given, language)
  for (const { key, field } of given) {
    await tx
      .insertInto('roster_mapping')
      .values({ company_id: roster.company_id, header_key: key, field: field ?? '', set_by: actor.account, set_at: now })
      .onConflict((row) => row.columns(['company_id', 'header_key']).doUpdateSet({ field: field ?? '', set_by: actor.account, set_at: now }))
      .execute()
  }
  // What somebody decided about single rows was decided about other readings of them.
  await tx.deleteFrom('roster_decision').where('roster_id', '=', roster.id).execute()
  await tx.updateTable('roster').set((row) => ({ state: 'reading', reason: null, progress: 0, revision: row('revision', '+', 1) })).where('id', '=', roster.id).execute()
  await services.jobs.send(tx, 'roster.read', { city: city.code, roster: roster.id })
  await inside.emit({ kind: 'roster.mapping-corrected', place: roster.place, subject: roster.id, data: { company: roster.company_id, columns: given.length } })
  return { id: roster.id, state: 'reading' }
}

function requireEachOnce(given: readonly { field: string | null }[], language: Context['language']): void {
  const fields = given.flatMap(({ field }) => field ?? [])
  if (new Set(fields).size < fields.length) throw invalidField('columns', words(language, '同一项内容只能对应一列', 'Each field can be one column only'))
}

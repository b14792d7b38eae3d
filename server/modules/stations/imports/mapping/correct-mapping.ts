// A person says which column is what: remembered for the place, and the file is read again.

import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { invalidField, Problem, ruleProblem } from '../../../../platform/http/problem.ts'
import { foldHeader } from '../../../../platform/lists/fold-header.ts'
import { words } from '../../../../platform/words.ts'
import { lockImport } from '../import-store.ts'
import { stateWords } from '../import-words.ts'
import { mappingOf } from './remembered-mapping.ts'

type Correct = Call<'PUT /stations/imports/{id}/mapping'>

export async function correctMapping(call: Correct): Promise<Reply<'PUT /stations/imports/{id}/mapping'>> {
  return call.inTransaction('write', (inside) => once(inside, 202, call.body, () => remember(inside, call)))
}

async function remember(inside: Context, call: Correct): Promise<{ id: number; state: 'reading' }> {
  const { tx, services, city, now, actor, language } = inside
  const found = await lockImport(tx, inside, call.params.id)
  const readable = found.state === 'ready' || (found.state === 'refused' && found.reason === 'wrong-sheet')
  if (!readable) throw new Problem('wrong-state', { state: stateWords(found.state, language) })
  if (!found.file_key) throw ruleProblem(words(language, '文件已不在，请重新上传', 'The file is no longer kept; upload it again'))
  const keys = new Map(mappingOf(found.mapping).map((one) => [one.header, one.key]))
  const given = call.body.columns.map(({ header, field }) => ({ key: keys.get(header) ?? foldHeader(header), field: field ?? '' }))
  const fields = given.flatMap(({ field }) => (field === '' ? [] : [field]))
  if (new Set(fields).size < fields.length) throw invalidField('columns', words(language, '同一项内容只能对应一列', 'Each field can be one column only'))
  for (const { key, field } of given) {
    await tx
      .insertInto('station_import_mapping')
      .values({ place: found.place, header_key: key, field, set_by: actor.account, set_at: now })
      .onConflict((row) => row.columns(['place', 'header_key']).doUpdateSet({ field, set_by: actor.account, set_at: now }))
      .execute()
  }
  await tx
    .updateTable('station_import')
    .set((row) => ({ state: 'reading', reason: null, progress: 0, uploaded_at: now, datum_said: call.body.datum ?? found.datum_said, revision: row('revision', '+', 1) }))
    .where('id', '=', found.id)
    .execute()
  await services.jobs.send(tx, 'station-import.read', { city: city.code, import: found.id })
  await inside.emit({ kind: 'station-import.mapping-corrected', place: found.place, subject: found.id, data: { columns: given.length } })
  return { id: found.id, state: 'reading' }
}

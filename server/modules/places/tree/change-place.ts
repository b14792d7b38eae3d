// Grids and compounds: what the code list does not know and a city adds itself.

import { sql } from 'kysely'
import { isInside } from '../../../../contract/place-code.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, invalidField, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { getPlace, wholeCode, type PlaceView } from '../place-view.ts'
import { spellName } from './spell-name.ts'

export async function addPlace(call: Call<'POST /places'>): Promise<Reply<'POST /places'>> {
  const { kind, position } = call.body
  const name = trimmedName(call, call.body.name)
  const parent = await getPlaceInReach(call, call.body.parent)
  if (parent.kind !== 'community') throw ruleProblem(say(call, '网格和小区只能加在社区、村下面', 'grids and compounds stand below a community'))
  if (parent.retired_on) throw ruleProblem(say(call, '上级已撤销', 'the community is retired'))
  // Two people who add to one community come one after the other, or both would take the same code.
  await call.tx.selectFrom('place').select('code').where('code', '=', parent.code).forUpdate().execute()
  await requireFreeName(call, parent.code, name)
  const code = await nextCode(call, parent.code)
  await call.tx
    .insertInto('place')
    .values({ code, parent: parent.code, kind, name, full_name: `${parent.full_name} ${name}`, ...spellName(name), official: false, lon: position?.lon ?? null, lat: position?.lat ?? null })
    .execute()
  await call.emit({ kind: 'place.added', place: code, subject: code, data: { kind } })
  return answer(call, code)
}

export async function changePlace(call: Call<'PATCH /places/{code}'>): Promise<Reply<'PATCH /places/{code}'>> {
  const place = await getOwnPlace(call, call.params.code)
  call.requireMatch(place.revision)
  const { position } = call.body
  const name = call.body.name === undefined ? undefined : trimmedName(call, call.body.name)
  if (name !== undefined && name !== place.name) {
    await requireFreeName(call, place.parent, name)
    const above = place.full_name.slice(0, place.full_name.length - place.name.length)
    await call.tx.updateTable('place').set({ name, full_name: above + name, ...spellName(name) }).where('code', '=', place.code).execute()
  }
  if (position) await call.tx.updateTable('place').set({ lon: position.lon, lat: position.lat }).where('code', '=', place.code).execute()
  await raiseRevision(call, place)
  await call.emit({ kind: 'place.changed', place: place.code, subject: place.code, data: { fields: Object.keys(call.body) } })
  return answer(call, place.code)
}

export async function retirePlace(call: Call<'POST /places/{code}/retirement'>): Promise<Reply<'POST /places/{code}/retirement'>> {
  const place = await getOwnPlace(call, call.params.code)
  call.requireMatch(place.revision)
  if (place.retired_on) throw new Problem('wrong-state', { state: say(call, '已撤销', 'retired') })
  const replacedBy = call.body.replaced_by === undefined ? null : wholeCode(call.body.replaced_by)
  if (replacedBy !== null) {
    const successor = await getPlaceInReach(call, replacedBy)
    if (successor.code === place.code || successor.retired_on) throw ruleProblem(say(call, '接替的应是另一个未撤销的辖区', 'what replaces it must be another place that is not retired'))
  }
  await call.tx.updateTable('place').set({ retired_on: call.today, replaced_by: replacedBy }).where('code', '=', place.code).execute()
  await raiseRevision(call, place)
  await call.emit({ kind: 'place.retired', place: place.code, subject: place.code, data: replacedBy === null ? {} : { replaced_by: replacedBy } })
  return answer(call, place.code)
}

/** A place that the caller may change something in or below: what is elsewhere does not exist. */
async function getPlaceInReach(call: Context, code: number): Promise<PlaceView & { revision: number }> {
  const whole = wholeCode(code)
  if (call.scope.places !== 'all' && !call.scope.places.some((range) => isInside(whole, range))) throw notFound()
  return getPlace(call.tx, whole)
}

async function getOwnPlace(call: Context, code: number): Promise<PlaceView & { revision: number }> {
  const place = await getPlaceInReach(call, code)
  if (place.official) throw ruleProblem(say(call, '来自官方代码表，不能在这里改', 'it comes from the official code list and is not changed here'))
  return place
}

/** Codes of retired places are never given again, so that what names them stays true. */
async function nextCode(call: Context, community: number): Promise<number> {
  const { rows } = await sql<{ code: number }>`select ${community}::bigint + n as code from generate_series(1, 999) n
    where not exists (select from place where code = ${community}::bigint + n)
    order by n > (select coalesce(max(code - ${community}::bigint), 0) from place where parent = ${community}) desc, n limit 1`.execute(call.tx)
  const [free] = rows
  if (!free) throw ruleProblem(say(call, '这个社区的代码用完了', 'this community has no code left'))
  return free.code
}

async function requireFreeName(call: Context, parent: number | null, name: string): Promise<void> {
  const same = await call.tx.selectFrom('place').select('code').where('parent', '=', parent).where('name', '=', name).where('retired_on', 'is', null).executeTakeFirst()
  if (same) throw new Problem('already-exists', { what: name })
}

/** Again in the WHERE: somebody may have come between the look and the write. */
async function raiseRevision(call: Context, place: { code: number; revision: number }): Promise<void> {
  const raised = await call.tx.updateTable('place').set({ revision: place.revision + 1 }).where('code', '=', place.code).where('revision', '=', place.revision).executeTakeFirst()
  if (raised.numUpdatedRows === 0n) throw new Problem('changed-meanwhile')
}

async function answer(call: Context, code: number): Promise<PlaceView> {
  const place = await getPlace(call.tx, code)
  call.answer.etag(place.revision)
  return place
}

function trimmedName(call: Context, name: string): string {
  const trimmed = name.trim().replaceAll(/\s+/g, ' ')
  if (!trimmed) throw invalidField('name', say(call, '请填写名称', 'Give it a name'))
  return trimmed
}

function say({ language }: Context, zh: string, en: string): string {
  return language === 'en' ? en : zh
}

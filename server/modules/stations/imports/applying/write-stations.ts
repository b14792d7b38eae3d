// One row of an applied list becomes a station, or changes one.

import { json } from '../../../../platform/database/json.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { spellName } from '../../../places/index.ts'
import type { Change, ChangedField } from '../comparing/compare-rows.ts'

/** @returns its number */
export async function addStation(inside: Context, from: number, changes: readonly Change[]): Promise<number> {
  const said = new Map<ChangedField, unknown>(changes.map(({ field, after }) => [field, after]))
  const { lon, lat } = said.get('position') as { lon: number; lat: number }
  const status = String(said.get('status') ?? 'open')
  const place = Number(said.get('place'))
  const { id } = await inside.tx
    .insertInto('station')
    .values({
      ...named(String(said.get('name'))), kind: String(said.get('kind')), partner_id: Number(said.get('owner')), place, lon, lat,
      address: String(said.get('address') ?? ''), entrance_note: String(said.get('entrance_note') ?? ''), amenities: (said.get('amenities') as string[] | undefined) ?? [],
      hours: said.has('hours') ? (json(said.get('hours')) as never) : null, capacity: (said.get('capacity') as number | undefined) ?? null, audience: String(said.get('audience') ?? 'everyone'),
      status, opened_on: status === 'open' ? inside.today : null, last_confirmed_on: status === 'open' ? inside.today : null, created_at: inside.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await inside.emit({ kind: 'station.added', place, subject: id, data: { import: from, status } })
  return id
}

export async function changeStation(inside: Context, from: number, id: number, changes: readonly Change[]): Promise<void> {
  const set: Record<string, unknown> = {}
  for (const change of changes) Object.assign(set, columns(change, inside.today))
  const { place } = await inside.tx
    .updateTable('station')
    .set((row) => ({ ...set, revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .returning('place')
    .executeTakeFirstOrThrow()
  await inside.emit({ kind: 'station.changed', place, subject: id, data: { import: from, fields: changes.map(({ field }) => field) } })
}

function columns({ field, before, after }: Change, today: Temporal.PlainDate): Record<string, unknown> {
  if (field === 'name') return named(String(after))
  if (field === 'owner') return { partner_id: after }
  if (field === 'position') return after as { lon: number; lat: number }
  if (field === 'hours') return { hours: json(after) }
  if (field === 'status') return { status: after, closed_on: after === 'closed' ? today : null, ...(after === 'open' ? { pause_note: '' } : {}), ...(after === 'open' && before === 'planned' ? { opened_on: today, last_confirmed_on: today } : {}) }
  return { [field]: after }
}

function named(name: string): { name: string; pinyin: string; initials: string } {
  return { name, ...spellName(name) }
}

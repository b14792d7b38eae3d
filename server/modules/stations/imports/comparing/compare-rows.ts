// What applying a list would come to: which rows are new, which change what, which say what stands already, and which
// are sent back although they could be read.

import { isInside, placeRange, type PlaceRange } from '../../../../../contract/place-code.ts'
import type { PlaceFinder } from '../../../places/index.ts'
import type { Field, MappedColumn, Rejection, RejectionCode, StagedStation } from '../reading/fields.ts'
import { cleanText } from '../../../../platform/lists/clean-text.ts'
import { columnsOf } from '../../../../platform/lists/columns.ts'
import { rejection } from '../reading/read-station.ts'
import { foldName, nearestName } from './fold-name.ts'

/** A station as it stands. */
export type Standing = {
  id: number; name: string; kind: string; partner_id: number; place: number; lon: number; lat: number; address: string; entrance_note: string; amenities: string[]
  hours: unknown; capacity: number | null; audience: string; status: string; revision: number
}
export type Partner = { id: number; name: string; short_name: string; credit_code: string | null }

/** `before` and `after` as the tables hold them; of a new station `before` is null. */
export type Change = { field: ChangedField; before: unknown; after: unknown }
export type ChangedField = Exclude<Field, 'id' | 'lon' | 'lat' | 'holidays'>

export type Compared = { rowNo: number; kind: 'new' | 'changed' | 'same' | 'rejected'; station: number | null; changes: Change[]; rejections: Rejection[] }

export type Against = { stations: readonly Standing[]; partners: readonly Partner[]; places: PlaceFinder; reach: readonly PlaceRange[] | 'all'; mapping: readonly MappedColumn[] }

type Row = { rowNo: number; said: StagedStation; unread: readonly Rejection[] }

/** Needed of a new station. */
const NEEDED = ['kind', 'owner', 'position'] as const satisfies readonly ChangedField[]

/** Nearer than this a position is the same: lists are written with four or five digits. */
const SAME_METRES = 2

export function compareRows(rows: readonly Row[], against: Against): Compared[] {
  const context = { mapping: against.mapping, columns: columnsOf(against.mapping) }
  const byId = new Map(against.stations.map((station) => [station.id, station]))
  const byName = Map.groupBy(against.stations, ({ name }) => foldName(name))
  const partners = partnerFinder(against.partners)
  const seen = new Map<string, number>()

  return rows.map(({ rowNo, said, unread }): Compared => {
    const rejections = [...unread]
    const refuse = (code: RejectionCode, field: Field, detail: Rejection['detail'] = {}) => void rejections.push(rejection(context, code, field, detail))
    const found = standing(said, byId, byName, refuse)
    const key = found ? `#${found.id}` : foldName(said.name)
    const before = seen.get(key)
    if (said.name !== '' && before !== undefined) refuse('duplicate-in-file', 'name', { row: before })
    else if (said.name !== '') seen.set(key, rowNo)

    const owner = said.owner === undefined ? undefined : partners.find(said.owner)
    if (said.owner !== undefined && owner === undefined) refuse('unknown-owner', 'owner', { name: said.owner, near: partners.near(said.owner) ?? '' })
    const place = placeOf(said, found, against.places, refuse)
    for (const one of [place, found?.place]) {
      if (one !== undefined && !isReached(one, against.reach)) {
        refuse('outside-reach', 'place', { name: against.places.name(one) })
        break
      }
    }
    const after = afterwards(said, found, { owner, place }, refuse)
    const changes = differences(found, after)
    if (!found) {
      for (const field of NEEDED) {
        if (after[field] === undefined && !rejections.some((one) => one.field === field || (field === 'position' && (one.field === 'lon' || one.field === 'lat')))) refuse('missing-required', field)
      }
      if (after.place === undefined && after.position !== undefined && !rejections.some((one) => one.field === 'place')) refuse('unknown-place', 'place', { name: '' })
    }
    const kind = rejections.length > 0 ? 'rejected' : !found ? 'new' : changes.length > 0 ? 'changed' : 'same'
    return { rowNo, kind, station: found?.id ?? null, changes: kind === 'rejected' ? [] : changes, rejections }
  })
}

type Refuse = (code: RejectionCode, field: Field, detail?: Rejection['detail']) => void

function standing(said: StagedStation, byId: ReadonlyMap<number, Standing>, byName: ReadonlyMap<string, Standing[]>, refuse: Refuse): Standing | undefined {
  if (said.id !== undefined) {
    const found = byId.get(said.id)
    if (!found) refuse('unknown-station', 'id', { said: said.id })
    return found
  }
  const all = byName.get(foldName(said.name)) ?? []
  // One that was closed is meant only where no other has the name.
  const going = all.filter(({ status }) => status !== 'closed')
  const named = going.length > 0 ? going : all
  if (named.length <= 1) return named[0]
  // Of several with one name, the one that stands there.
  const near = named.filter((one) => said.lon !== undefined && said.lat !== undefined && apart(one, { lon: said.lon, lat: said.lat }) < 300)
  if (near.length !== 1) refuse('ambiguous-name', 'name', { count: named.length })
  return near.length === 1 ? near[0] : undefined
}

/** What the list says, else where the position lies. A list may say the township and the position the community in it. */
function placeOf(said: StagedStation, found: Standing | undefined, places: PlaceFinder, refuse: Refuse): number | undefined {
  const moved = said.lon !== undefined && said.lat !== undefined && (!found || apart(found, { lon: said.lon, lat: said.lat }) >= SAME_METRES)
  const here = moved ? places.at({ lon: said.lon ?? 0, lat: said.lat ?? 0 }) : undefined
  if (said.place === undefined) return here
  const named = places.named(said.place)
  const [only] = named
  // Of several communities with one name, the one where it stands or is going to.
  const meant = named.length === 1 ? only : (named.find((code) => code === here) ?? named.find((code) => code === found?.place))
  if (meant === undefined) {
    refuse('unknown-place', 'place', { name: said.place })
    return undefined
  }
  // A township, or the city: which of its communities follows from the position.
  const within = (code: number | undefined) => (code !== undefined && isInside(code, placeRange(meant)) ? code : undefined)
  return meant % 1_000_000 === 0 ? (within(here) ?? within(found?.place) ?? meant) : meant
}

type After = Partial<Record<ChangedField, unknown>>

function afterwards(said: StagedStation, found: Standing | undefined, { owner, place }: { owner: number | undefined; place: number | undefined }, refuse: Refuse): After {
  const after: After = {}
  for (const field of ['kind', 'address', 'entrance_note', 'amenities', 'capacity', 'status'] as const) if (said[field] !== undefined) after[field] = said[field]
  if (said.name !== '') after.name = said.name
  if (owner !== undefined) after.owner = owner
  if (place !== undefined) after.place = place
  if (said.lon !== undefined && said.lat !== undefined) after.position = { lon: said.lon, lat: said.lat }
  const known = found?.hours as { holidays?: unknown; workdays?: unknown } | null | undefined
  if (said.hours) after.hours = said.hours
  else if (said.holidays !== undefined && known) after.hours = { ...known, holidays: said.holidays }
  if (said.audience !== undefined) {
    // Which trades or companies these are is chosen on the page.
    if (said.audience === 'trades' || said.audience === 'companies') {
      if (found?.audience !== said.audience) refuse('bad-audience', 'audience', { said: '', why: 'choose' })
    } else after.audience = said.audience
  }
  if (!found && said.status !== undefined && said.status !== 'planned' && said.status !== 'open') refuse('bad-status', 'status', { said: said.status, why: 'new' })
  if (found && said.status === 'planned' && found.status !== 'planned') refuse('bad-status', 'status', { said: said.status, why: 'open-already' })
  return after
}

function differences(found: Standing | undefined, after: After): Change[] {
  const before = (field: ChangedField): unknown => {
    if (!found) return null
    if (field === 'owner') return found.partner_id
    if (field === 'position') return { lon: found.lon, lat: found.lat }
    return found[field]
  }
  return (Object.entries(after) as [ChangedField, unknown][])
    .map(([field, value]): Change => ({ field, before: before(field), after: value }))
    .filter((change) => !found || !equal(change))
}

function equal({ field, before, after }: Change): boolean {
  if (field === 'position') return apart(before as { lon: number; lat: number }, after as { lon: number; lat: number }) < SAME_METRES
  if (field === 'amenities') return JSON.stringify((before as string[]).toSorted()) === JSON.stringify((after as string[]).toSorted())
  if (field === 'hours') return JSON.stringify(ordered(before)) === JSON.stringify(ordered(after))
  // Cells are read with plain spaces, brackets and signs.
  if (typeof before === 'string' && typeof after === 'string') return cleanText(before) === cleanText(after)
  return before === after
}

/** jsonb keeps no order of members. */
function ordered(hours: unknown): unknown {
  const { weekly, holidays, workdays } = (hours ?? {}) as Record<string, unknown>
  return [weekly, holidays, workdays]
}

function partnerFinder(partners: readonly Partner[]): { find(text: string): number | undefined; near(text: string): string | undefined } {
  const byKey = new Map<string, Set<number>>()
  for (const { id, name, short_name, credit_code } of partners) {
    for (const key of [foldName(name), foldName(short_name), (credit_code ?? '').toLowerCase()]) if (key !== '') byKey.set(key, (byKey.get(key) ?? new Set()).add(id))
  }
  return {
    find(text) {
      const found = [...(byKey.get(foldName(text)) ?? [])]
      return found.length === 1 ? found[0] : undefined
    },
    near: (text) => nearestName(text, partners.map(({ short_name }) => short_name)),
  }
}

function isReached(place: number, reach: Against['reach']): boolean {
  return reach === 'all' || reach.some((range) => isInside(place, range))
}

/** Metres, on a plane: good enough for "the same door". */
function apart(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  return Math.hypot((a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * 111_195
}

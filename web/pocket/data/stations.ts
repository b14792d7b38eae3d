/**
 * Stations: asked for anew, and kept as they were last seen for when there is no network. What is kept has no
 * distances and no order in time: it says which stations there are, not where somebody was.
 */
import { answerFor } from './answers.ts'
import { askFor, call, urlOf, type Api, type QueryOf, type ReplyOf } from './client.ts'
import { shelfOfMine } from './keeping.ts'
import { metresBetween, type Position } from './position.ts'
import { isProblem } from './problems.ts'

type Row = ReplyOf<Api['GET /stations']>['items'][number]
export type StationDetail = ReplyOf<Api['GET /stations/{id}']>
export type StationAmenity = Row['amenities'][number]
/** `distance` in metres where one asked from somewhere. */
export type Station = Row & { readonly distance?: number | undefined }

export interface Wanted {
  readonly amenities: readonly StationAmenity[]
  readonly openNow: boolean
  readonly search: string
}

export interface Found {
  readonly items: readonly Station[]
  /** More of them; undefined: that is all. */
  readonly next: string | undefined
  /** When it was true; milliseconds. Undefined: now. */
  readonly keptAt?: number | undefined
}

interface StationFeatures {
  readonly features: readonly { readonly id: number; readonly geometry: { readonly coordinates: readonly [number, number] }; readonly properties: Omit<Row, 'id' | 'position'> }[]
}

/** How many stations and pages of stations a phone keeps. */
const KEPT = { rows: 400, pages: 60 }
/** So many first, for a slow network; then as many as the server gives at once. */
const NEAR = { first: 20, most: 50 }

/** @throws ApiProblem when no answer came and nothing like it was kept */
export async function findStations(from: Position | undefined, wanted: Wanted, after?: string): Promise<Found> {
  try {
    const found = from === undefined || wanted.search !== '' ? await byName(from, wanted, after) : await nearest(from, wanted, after)
    void keepRows(found.items)
    return found
  } catch (problem) {
    if (!isProblem(problem, 'offline') || after !== undefined) throw problem
    const kept = await keptStations(from, wanted)
    if (kept === undefined) throw problem
    return kept
  }
}

/** The first list, if it came with the page: at once, so that the first frame has it. */
export function foundWithPage(): Found | undefined {
  const answer = answerFor(urlOf('GET /stations', { query: { limit: NEAR.first } })) as ReplyOf<Api['GET /stations']> | undefined
  if (answer === undefined) return undefined
  void keepRows(answer.items)
  return { items: answer.items, next: answer.next ?? undefined }
}

/** All that fit, for a map: one answer, however many there are. @throws ApiProblem when there is no answer and nothing was kept */
export async function allStations(wanted: Wanted): Promise<Found> {
  try {
    const query = { ...filters(wanted), ...(wanted.search === '' ? {} : { search: wanted.search }) }
    const { features } = await askFor<StationFeatures>('application/geo+json', 'GET /stations', { query })
    const items = features.map(({ id, geometry, properties }) => ({ ...properties, id, position: { lon: geometry.coordinates[0], lat: geometry.coordinates[1] } }))
    void keepRows(items)
    return { items, next: undefined }
  } catch (problem) {
    const kept = isProblem(problem, 'offline') ? await keptStations(undefined, wanted) : undefined
    if (kept === undefined) throw problem
    return kept
  }
}

/** @throws ApiProblem */
export async function getStation(id: number): Promise<{ readonly station: StationDetail; readonly keptAt?: number }> {
  try {
    const { data } = await call('GET /stations/{id}', { params: { id } })
    void keepPage(data)
    return { station: data }
  } catch (problem) {
    const kept = isProblem(problem, 'offline') ? (await read()).pages.find((one) => one.station.id === id) : undefined
    if (kept === undefined) throw problem
    return { station: kept.station, keptAt: kept.at }
  }
}

/** What the phone kept of a station: for the first glance, before the server has answered. */
export async function recallStation(id: number): Promise<StationDetail | undefined> {
  return (await read()).pages.find((one) => one.station.id === id)?.station
}

async function nearest({ lon, lat }: Position, wanted: Wanted, after: string | undefined): Promise<Found> {
  const limit = after === undefined ? NEAR.first : NEAR.most
  const { items } = (await call('GET /stations/nearest', { query: { lon, lat, ...filters(wanted), limit } })).data
  return { items, next: limit < NEAR.most && items.length === limit ? 'more' : undefined }
}

async function byName(from: Position | undefined, wanted: Wanted, after: string | undefined): Promise<Found> {
  const query: QueryOf<Api['GET /stations']> = { ...filters(wanted), limit: after === undefined ? NEAR.first : NEAR.most }
  if (wanted.search !== '') query.search = wanted.search
  if (after !== undefined) query.after = after
  const { items, next } = (await call('GET /stations', { query })).data
  return { items: withDistances(items, from), next: next ?? undefined }
}

function filters({ amenities, openNow }: Wanted): { amenity?: StationAmenity[]; open_at?: string } {
  return { ...(amenities.length > 0 ? { amenity: [...amenities] } : {}), ...(openNow ? { open_at: new Date().toISOString() } : {}) }
}

/** As found nearest: by distance where one is known, else as they come. */
function withDistances(items: readonly Row[], from: Position | undefined): Station[] {
  if (from === undefined) return [...items]
  return items.map((one) => ({ ...one, distance: Math.round(metresBetween(from, one.position)) })).sort((a, b) => a.distance - b.distance)
}

// What is kept. One record: a phone that is copied tells neither when nor how often a station was looked at.

interface Kept<Thing> {
  readonly at: number
  readonly station: Thing
}
interface KeptStations {
  readonly rows: readonly Kept<Row>[]
  readonly pages: readonly Kept<StationDetail>[]
}

const RECORD = 'stations'
const nothing: KeptStations = { rows: [], pages: [] }
let turn: Promise<void> = Promise.resolve()

async function read(): Promise<KeptStations> {
  const shelf = await shelfOfMine().catch(() => undefined)
  return ((await shelf?.recall(RECORD))?.data as KeptStations | undefined) ?? nothing
}

/** One change after the other, so that none overwrites another. */
function change(alter: (kept: KeptStations) => KeptStations): Promise<void> {
  turn = write(turn, alter).catch(() => undefined)
  return turn
}

async function write(before: Promise<void>, alter: (kept: KeptStations) => KeptStations): Promise<void> {
  await before
  const shelf = await shelfOfMine()
  await shelf.keep(RECORD, { at: Date.now(), data: alter(await read()) })
}

function keepRows(items: readonly Station[]): Promise<void> {
  const at = Date.now()
  const fresh = items.map((one) => ({ at, station: { ...one, distance: undefined } }))
  return change((kept) => ({ ...kept, rows: newest([...fresh, ...kept.rows], KEPT.rows) }))
}

function keepPage(station: StationDetail): Promise<void> {
  return change((kept) => ({ ...kept, pages: newest([{ at: Date.now(), station }, ...kept.pages], KEPT.pages) }))
}

/** Each station once, the latest word of it; kept by their numbers, not by when they were seen. */
function newest<Thing extends { readonly id: number }>(all: readonly Kept<Thing>[], most: number): Kept<Thing>[] {
  const seen = new Set<number>()
  const once = all.filter(({ station }) => !seen.has(station.id) && seen.add(station.id))
  return once.sort((a, b) => b.at - a.at).slice(0, most).sort((a, b) => a.station.id - b.station.id)
}

async function keptStations(from: Position | undefined, wanted: Wanted): Promise<Found | undefined> {
  const { rows } = await read()
  if (rows.length === 0) return undefined
  const term = wanted.search.trim()
  const items = rows
    .map((one) => one.station)
    .filter((one) => wanted.amenities.every((amenity) => one.amenities.includes(amenity)) && (term === '' || one.name.includes(term) || one.address.includes(term)))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  return { items: withDistances(items, from), next: undefined, keptAt: Math.min(...rows.map((one) => one.at)) }
}

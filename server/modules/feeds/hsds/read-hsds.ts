// GET /hsds/{city}/…: stations and services for programs of other houses. Nothing is written, nobody is named.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { words } from '../../../platform/words.ts'
import { describePlaces } from '../../places/index.ts'
import { publishedServices, type PublishedService } from '../../services/index.ts'
import { openingExceptions, publishedPartners, publishedStations, stationCount, type FeedPartner, type FeedStation } from '../../stations/index.ts'
import { pageOf, pagingOf, type Paging } from './hsds-page.ts'
import { thingOf, uuidOf } from './uuid-rules.ts'
import { locationCard, locationView, OFFICE, officeView, organizationView, restView, serviceParts, serviceView } from './views.ts'

/** So that programs ask again after five minutes, and pages of other sites may ask. */
function shared(call: Context): void {
  call.answer.header('cache-control', 'public, max-age=300')
  call.answer.header('access-control-allow-origin', '*')
}

export async function aboutHsds(call: Call<'GET /hsds'>): Promise<Reply<'GET /hsds'>> {
  shared(call)
  return {
    version: '3.0', profile: 'https://docs.openreferral.org/en/3.0/', openapi_url: new URL('/api/v1/openapi.json', `${call.request.protocol}://${call.request.host}`).toString(),
    description: words(call.language, `${call.city.name}的驿站和服务事项`, `Stations and services of ${call.city.name}`), publisher: { name: officeView(call).name },
  }
}

// ── organisations ──

export async function listOrganizations(call: Call<'GET /hsds/organizations'>): Promise<Reply<'GET /hsds/organizations'>> {
  shared(call)
  const paging = pagingOf(call.query)
  const all = [officeView(call), ...(await partnersShown(call)).map((partner) => organizationView(call, partner))].filter((one) => matches(call.query.search, one.name, one.alternate_name))
  return pageOf(slice(all, paging), all.length, paging)
}

/** More locations of one organisation stand in GET /hsds/{city}/locations?organization_id=. */
const MOST_NESTED = 200

export async function readOrganization(call: Call<'GET /hsds/organizations/{id}'>): Promise<Reply<'GET /hsds/organizations/{id}'>> {
  shared(call)
  const partner = partnerOf(call, call.params.id)
  if (partner === OFFICE) return { ...officeView(call), organization_identifiers: [], locations: [], attributes: [] }
  const found = (await partnersShown(call)).find(({ id }) => id === partner)
  if (!found) throw notFound()
  const stations = await publishedStations(call.tx, { partner: found.id }, { limit: MOST_NESTED, offset: 0 })
  return { ...organizationView(call, found), organization_identifiers: [], locations: await nested(call, stations), attributes: [] }
}

// ── locations ──

export async function listLocations(call: Call<'GET /hsds/locations'>): Promise<Reply<'GET /hsds/locations'>> {
  shared(call)
  const paging = pagingOf(call.query)
  const partner = call.query.organization_id === undefined ? undefined : partnerOf(call, call.query.organization_id)
  const choice = { partner, search: call.query.search }
  const [total, stations] = [await stationCount(call.tx, choice), await publishedStations(call.tx, choice, paging)]
  return pageOf(stations.map((station) => locationCard(call, station)), total, paging)
}

export async function readLocation(call: Call<'GET /hsds/locations/{id}'>): Promise<Reply<'GET /hsds/locations/{id}'>> {
  shared(call)
  const [location] = await nested(call, await stationsNamed(call, [numberOf(call, call.params.id, 'location')]))
  if (!location) throw notFound()
  return location
}

// ── services ──

export async function listServices(call: Call<'GET /hsds/services'>): Promise<Reply<'GET /hsds/services'>> {
  shared(call)
  const paging = pagingOf(call.query)
  const partner = call.query.organization_id === undefined ? undefined : partnerOf(call, call.query.organization_id)
  const all = (await allServices(call)).filter((one) => (partner === undefined || one.provider === partner) && matches(call.query.search, one.view.name, one.view.description))
  return pageOf(slice(all, paging).map(({ view }) => view), all.length, paging)
}

export async function readService(call: Call<'GET /hsds/services/{id}'>): Promise<Reply<'GET /hsds/services/{id}'>> {
  shared(call)
  const found = (await allServices(call)).find(({ view }) => view.id === call.params.id.toLowerCase())
  if (!found) throw notFound()
  const { service, provider, view } = found
  const stations = service ? await stationsNamed(call, service.content.station_ids) : await publishedStations(call.tx, { partner: provider }, { limit: MOST_NESTED, offset: 0 })
  const locations = await nested(call, stations)
  const links = stations.flatMap((station, at) => {
    const location = locations[at]
    return location ? [{ id: linkId(call, service?.id, station.id), service_id: view.id, location_id: location.id, location }] : []
  })
  const places = await describePlaces(call.tx, service ? [service.place, ...service.content.places] : [])
  const parts = service ? serviceParts(call, service, places) : { service_areas: [], cost_options: [], required_documents: [], attributes: [] }
  return { ...view, ...parts, service_at_locations: links }
}

// ── which service is where ──

export async function listLinks(call: Call<'GET /hsds/service_at_locations'>): Promise<Reply<'GET /hsds/service_at_locations'>> {
  shared(call)
  const paging = pagingOf(call.query)
  const partner = call.query.organization_id === undefined ? undefined : partnerOf(call, call.query.organization_id)
  const services = (await allServices(call)).filter((one) => partner === undefined || one.provider === partner)
  const rests = new Map(services.filter((one) => !one.service).map((one) => [one.provider, one]))
  const named = await stationsNamed(call, services.flatMap((one) => one.service?.content.station_ids ?? []))
  const known = new Map(named.map((station) => [station.id, station]))
  // The catalogue's pairs are few and come first; then every station with the rest its owner offers.
  const pairs = services.flatMap((one) => (one.service?.content.station_ids ?? []).flatMap((id) => (known.has(id) ? [{ one, station: known.get(id) as FeedStation }] : [])))
  const first = slice(pairs, paging)
  const rest = await publishedStations(call.tx, { partner }, { limit: paging.limit - first.length, offset: Math.max(0, paging.offset - pairs.length) })
  const all = [...first, ...rest.flatMap((station) => (rests.has(station.partner_id) ? [{ one: rests.get(station.partner_id) as Found, station }] : []))]
  const total = pairs.length + (await stationCount(call.tx, { partner }))
  return pageOf(all.map(({ one, station }) => ({ id: linkId(call, one.service?.id, station.id), service_id: one.view.id, location_id: uuidOf(call.city.code, 'location', station.id), location: locationCard(call, station), service: one.view })), total, paging)
}

export async function readLink(call: Call<'GET /hsds/service_at_locations/{id}'>): Promise<Reply<'GET /hsds/service_at_locations/{id}'>> {
  shared(call)
  const thing = thingOf(call.city.code, call.params.id)
  if (thing?.kind !== 'link') throw notFound()
  const [station] = await stationsNamed(call, [thing.second])
  const [location] = station ? await nested(call, [station]) : []
  const found = station && (await allServices(call)).find((one) => (thing.first === 0 ? !one.service && one.provider === station.partner_id : one.service?.id === thing.first && one.service.content.station_ids.includes(station.id)))
  if (!found || !location) throw notFound()
  return { id: call.params.id.toLowerCase(), service_id: found.view.id, location_id: location.id, location, service: found.view }
}

// ── what they share ──

type Found = { view: ReturnType<typeof restView>; service: PublishedService | undefined; provider: number }

async function allServices(call: Context): Promise<Found[]> {
  const partners = new Map((await publishedPartners(call.tx)).map((partner) => [partner.id, partner]))
  const catalogue = (await publishedServices(call.tx)).map((service): Found => {
    const provider = partners.get(service.content.provider_id ?? OFFICE)
    return { service, provider: provider?.id ?? OFFICE, view: serviceView(call, service, provider) }
  })
  const rests = [...partners.values()].filter(({ stations }) => stations > 0).map((partner): Found => ({ service: undefined, provider: partner.id, view: restView(call, partner) }))
  return [...catalogue, ...rests]
}

/** Partners with a station or a service; of others it says nothing. */
async function partnersShown(call: Context): Promise<FeedPartner[]> {
  const providers = new Set((await publishedServices(call.tx)).map(({ content }) => content.provider_id))
  return (await publishedPartners(call.tx)).filter(({ id, stations }) => stations > 0 || providers.has(id))
}

async function nested(call: Context, stations: readonly FeedStation[]) {
  const exceptions = stations.length === 0 ? [] : await openingExceptions(call.tx, call.today, { stations: stations.map(({ id }) => id) })
  const places = await describePlaces(call.tx, stations.flatMap(({ place }) => [place, place - (place % 1_000_000)]))
  return stations.map((station) => locationView(call, station, places, exceptions.filter((one) => one.station === station.id)))
}

async function stationsNamed(call: Context, ids: readonly number[]): Promise<FeedStation[]> {
  return ids.length === 0 ? [] : publishedStations(call.tx, { ids }, { limit: ids.length, offset: 0 })
}

function linkId({ city }: Context, service: number | undefined, station: number): string {
  return uuidOf(city.code, 'link', station, service ?? 0)
}

/** @throws Problem not-found for a UUID that names no organisation of this city */
function partnerOf({ city }: Context, uuid: string): number {
  const thing = thingOf(city.code, uuid)
  if (thing?.kind === 'office') return OFFICE
  if (thing?.kind !== 'organization') throw notFound()
  return thing.second
}

function numberOf({ city }: Context, uuid: string, kind: 'location'): number {
  const thing = thingOf(city.code, uuid)
  if (thing?.kind !== kind) throw notFound()
  return thing.second
}

function matches(search: string | undefined, ...texts: (string | undefined)[]): boolean {
  return search === undefined || texts.some((text) => text?.toLowerCase().includes(search.trim().toLowerCase()))
}

function slice<T>(all: readonly T[], { offset, limit }: Paging): T[] {
  return all.slice(offset, offset + limit)
}

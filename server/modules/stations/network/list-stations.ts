// GET /stations: for everybody. Planned stations are nobody's yet.

import { Readable } from 'node:stream'
import { FileAnswer, type Call, type Context, type Reply } from '../../../platform/http/call.ts'
import { cutPage } from '../../../platform/http/cursor.ts'
import { pages } from '../../../platform/spreadsheets/list-file.ts'
import { cityClock } from '../hours/city-clock.ts'
import { countPublicStations, cursorOf, publicStations, readOpen, type StationFilter } from './read-stations.ts'
import { stationViews, type StationRow } from './station-store.ts'

export async function listStations(call: Call<'GET /stations'>): Promise<Reply<'GET /stations'>> {
  const { limit = 50, after, ...filter } = call.query
  call.answer.header('vary', 'Accept')
  if (prefersGeoJson(call)) return geoJson(call, filter)
  return call.inTransaction('read', async (inside) => {
    const rows = await readOpen(inside, filter, publicStations(inside, filter), { limit: limit + 1, after })
    const { items, next } = cutPage(rows, limit, (row) => [row.pinyin, row.id])
    // How many are open at a moment is known only after looking at all.
    const total = after === undefined && filter.open_at === undefined ? await countPublicStations(inside, filter) : undefined
    return { items: await stationViews(inside, items, { clock: await cityClock(inside), who: 'everybody' }), next, ...(total === undefined ? {} : { total }) }
  })
}

/** All that match, as an RFC 7946 FeatureCollection, read while it is sent: a map wants no pages. */
async function geoJson(call: Context, filter: StationFilter): Promise<FileAnswer> {
  // What is wrong with the filter is said before the first byte.
  await call.inTransaction('read', (inside) => readOpen(inside, filter, publicStations(inside, filter), { limit: 1 }))
  return new FileAnswer('stations.geojson', 'application/geo+json; charset=utf-8', Readable.from(features(call, filter)), { inline: true })
}

async function* features(call: Context, filter: StationFilter): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":['
  let between = ''
  const read = (last: StationRow | undefined) => call.inTransaction('read', (inside) => readOpen(inside, filter, publicStations(inside, filter), { limit: PAGE, after: last && cursorOf(last) }))
  for await (const page of pages<StationRow>(PAGE, read)) {
    const views = await call.inTransaction('read', async (inside) => stationViews(inside, page, { clock: await cityClock(inside), who: 'everybody' }))
    for (const { id, position, ...properties } of views) {
      yield `${between}${JSON.stringify({ type: 'Feature', id, geometry: { type: 'Point', coordinates: [position.lon, position.lat] }, properties })}\n`
      between = ','
    }
  }
  yield ']}'
}

/** The first of the two that the caller names; JSON for whoever takes anything. */
function prefersGeoJson({ request }: Context): boolean {
  const accepted = (request.headers.accept ?? '').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase())
  const geo = accepted.indexOf('application/geo+json')
  const json = accepted.indexOf('application/json')
  return geo >= 0 && (json < 0 || geo < json)
}

const PAGE = 500

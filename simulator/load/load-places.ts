// Places with their points and boundaries.

import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Place } from '../city/model.ts'
import { copyRows, json } from './copy.ts'
import type { Client } from './copy.ts'

export async function loadPlaces(client: Client, city: SimulatedCity): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>('select exists (select from place) as there')
  const there = rows[0]?.there === true
  if (there) await drawOnto(client, city.places.list.filter((place) => place.official))
  // Parents come before children.
  const missing = there ? city.places.list.filter((place) => !place.official) : city.places.list
  await copyRows(client, 'place', ['code', 'parent', 'kind', 'name', 'full_name', 'pinyin', 'initials', 'official', 'lon', 'lat', 'boundary'], missing, (place) => [
    place.code, place.parent, place.kind, place.name, place.fullName, place.pinyin, place.initials, place.official, ...place.position, boundary(place),
  ])
}

async function drawOnto(client: Client, places: readonly Place[]): Promise<void> {
  await client.query(
    `update place p set lon = d.lon, lat = d.lat, boundary = d.boundary
     from unnest($1::bigint[], $2::float8[], $3::float8[], $4::jsonb[]) as d (code, lon, lat, boundary) where p.code = d.code`,
    [places.map((place) => place.code), places.map((place) => place.position[0]), places.map((place) => place.position[1]), places.map(boundary)],
  )
}

function boundary({ ring }: Place) {
  return ring ? json({ type: 'Polygon', coordinates: [ring] }) : null
}

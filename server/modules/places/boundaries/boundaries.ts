// Boundaries in and out, as GeoJSON.

import { sql } from 'kysely'
import { isInside, placeCode } from '../../../../contract/place-code.ts'
import type { placeKinds } from '../../../../contract/places.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { getPlace } from '../place-view.ts'
import { fromWgs84, toWgs84 } from './datum.ts'
import { checkGeometry, MOST_POSITIONS, pointInside, type Flaw, type Geometry } from './rules.ts'

/** `imported`: the real shape. What a demo city comes with is invented. */
type Stored = Geometry & { imported?: boolean }

export async function readBoundaries(call: Call<'GET /places/{code}/boundaries'>): Promise<Reply<'GET /places/{code}/boundaries'>> {
  const { code } = await getPlace(call.tx, call.params.code)
  const rows = await call.tx
    .selectFrom('place')
    .select(['code', 'name', 'kind', 'parent', 'boundary'])
    .where((place) => place.or([place('code', '=', code), place.and([place('parent', '=', code), place('retired_on', 'is', null)])]))
    .orderBy('code')
    .execute()
  return {
    type: 'FeatureCollection',
    features: rows.map(({ code: id, name, kind, parent, boundary }) => {
      const { imported = false, ...geometry } = (boundary ?? {}) as Stored
      return {
        type: 'Feature' as const,
        id,
        properties: { name, kind: kind as (typeof placeKinds)[number], parent, synthetic: call.city.demo && boundary !== null && !imported },
        geometry: boundary === null ? null : fromWgs84(geometry as Geometry, call.query.datum ?? 'wgs84'),
      }
    }),
  }
}

/** Good features are taken, others are named with their reason: a file of a whole city seldom is right in one go. */
export async function importBoundaries(call: Call<'PUT /places/boundaries'>): Promise<Reply<'PUT /places/boundaries'>> {
  const { collection, datum = 'wgs84' } = call.body
  const known = new Map((await call.tx.selectFrom('place').select(['code', 'retired_on']).execute()).map((row) => [row.code, row]))
  const skipped: { index: number; reason: string }[] = []
  const drawn = new Map<number, { code: number; boundary: Stored; lon: number; lat: number }>()
  for (const [index, feature] of (collection.features as unknown[]).entries()) {
    const code = codeOf(feature)
    const place = code === undefined ? undefined : known.get(code)
    const inReach = call.scope.places === 'all' || call.scope.places.some((range) => isInside(code ?? 0, range))
    const geometry = place && inReach ? checkGeometry((feature as { geometry?: unknown }).geometry) : 'unknown-place'
    if (typeof geometry === 'string' || !place) skipped.push({ index, reason: reasonOf(call.language, geometry as Flaw) })
    else if (place.retired_on) skipped.push({ index, reason: reasonOf(call.language, 'retired') })
    else if (drawn.has(place.code)) skipped.push({ index, reason: reasonOf(call.language, 'named-twice') })
    else {
      const boundary = toWgs84(geometry, datum)
      const [lon, lat] = pointInside(boundary)
      drawn.set(place.code, { code: place.code, boundary: { ...boundary, imported: true }, lon, lat })
    }
  }
  // A point that somebody placed stays; a missing one becomes a point inside the shape.
  await sql`update place p set boundary = d.boundary, lon = coalesce(p.lon, d.lon), lat = coalesce(p.lat, d.lat), revision = p.revision + 1
    from jsonb_to_recordset(${JSON.stringify([...drawn.values()])}::text::jsonb) as d (code bigint, boundary jsonb, lon float8, lat float8) where p.code = d.code`.execute(call.tx)
  if (drawn.size > 0) await call.emit({ kind: 'boundaries.imported', place: call.city.code * 1e9, data: { imported: drawn.size, skipped: skipped.length } })
  return { imported: drawn.size, skipped }
}

/** `id` or `properties.code`, as a number or as text, of 6 to 15 digits. */
function codeOf(feature: unknown): number | undefined {
  const { id, properties } = (feature ?? {}) as { id?: unknown; properties?: { code?: unknown } | null }
  const named = id ?? properties?.code
  if (typeof named !== 'number' && typeof named !== 'string') return undefined
  try {
    return placeCode(named)
  } catch {
    return undefined
  }
}

const reasons: Record<Flaw | 'unknown-place' | 'retired' | 'named-twice', readonly [zh: string, en: string]> = {
  'unknown-place': ['没有这个辖区代码，或不在您的辖区', 'No place of this code in your reach'],
  retired: ['这个辖区已撤销', 'The place is retired'],
  'named-twice': ['这个辖区在文件里出现了两次', 'The place is there twice'],
  'not-a-polygon': ['不是 Polygon 或 MultiPolygon', 'Neither a Polygon nor a MultiPolygon'],
  'ring-too-short': ['边界至少要四个点', 'A ring needs at least four positions'],
  'ring-not-closed': ['边界没有闭合：首尾应是同一个点', 'A ring is not closed: its first and last position differ'],
  'not-a-position': ['有的点不是 [经度, 纬度]', 'A position is not [longitude, latitude]'],
  'outside-the-world': ['经纬度超出范围', 'A position is outside the world'],
  'latitude-first': ['经度和纬度写反了', 'Latitude comes first: it must be [longitude, latitude]'],
  'too-many-points': [`点太多，最多 ${MOST_POSITIONS} 个`, `More than ${MOST_POSITIONS} positions`],
}

function reasonOf(language: 'zh-CN' | 'en', reason: keyof typeof reasons): string {
  return reasons[reason][language === 'en' ? 1 : 0]
}

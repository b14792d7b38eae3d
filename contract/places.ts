// The division tree on the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Name, PlaceCode, Position, nullable, oneOf, page, pageQuery } from './schema.ts'

export const placeKinds = ['city', 'township', 'community', 'grid', 'compound'] as const

export const Place = Type.Object({
  code: PlaceCode,
  official: Type.Boolean({ description: 'from the official code list; others were added here' }),
  kind: oneOf(placeKinds),
  name: Type.String(),
  full_name: Type.String(),
  pinyin: Type.String(),
  initials: Type.String(),
  parent: nullable(PlaceCode),
  position: nullable(Position),
  children: Type.Integer({ description: 'how many places stand directly below, retired ones left out' }),
  retired_on: nullable(Type.String({ format: 'date' })),
  replaced_by: nullable(PlaceCode),
})

/** GeoJSON, WGS 84. */
export const Boundary = Type.Object(
  { type: oneOf(['Polygon', 'MultiPolygon']), coordinates: Type.Array(Type.Any(), { minItems: 1, maxItems: 200 }) },
  { additionalProperties: false },
)

const CodeParams = Type.Object({ code: PlaceCode })

export const placesOperations = operations({
  'GET /places': {
    summary: 'Places below a parent, or those that match a search by Chinese name, pinyin or initials',
    access: 'public',
    query: Type.Object({
      parent: Type.Optional(PlaceCode),
      search: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
      kind: Type.Optional(oneOf(placeKinds)),
      retired: Type.Optional(Type.Boolean({ default: false, description: 'also those that are retired' })),
      ...pageQuery,
    }),
    reply: page(Place),
  },
  'GET /places/{code}': { summary: 'One place; retired codes keep answering', access: 'public', params: CodeParams, reply: Place },
  'GET /places/{code}/ancestors': { summary: 'From the city down to the place', access: 'public', params: CodeParams, reply: Type.Object({ items: Type.Array(Place) }) },
  'GET /places/{code}/boundaries': {
    summary: 'GeoJSON of the places directly below one, and of itself; WGS 84, or GCJ-02 for Chinese base maps',
    access: 'public',
    params: CodeParams,
    query: Type.Object({ datum: Type.Optional(oneOf(['wgs84', 'gcj02'], { default: 'wgs84' })) }),
    reply: Type.Object({
      type: oneOf(['FeatureCollection']),
      features: Type.Array(
        Type.Object({
          type: oneOf(['Feature']),
          id: PlaceCode,
          properties: Type.Object({ name: Type.String(), kind: oneOf(placeKinds), parent: nullable(PlaceCode), synthetic: Type.Boolean() }),
          geometry: nullable(Boundary),
        }),
      ),
    }),
  },
  'POST /places': {
    summary: 'Adds a grid or compound below a community',
    access: 'place.write',
    body: Type.Object({ parent: PlaceCode, kind: oneOf(['grid', 'compound']), name: Name, position: Type.Optional(Position) }, { additionalProperties: false }),
    reply: Place,
    status: 201,
    problems: ['already-exists', 'rule'],
  },
  'PATCH /places/{code}': {
    summary: 'Renames a grid or compound, or moves its point',
    access: 'place.write',
    params: CodeParams,
    body: Type.Object({ name: Type.Optional(Name), position: Type.Optional(Position) }, { additionalProperties: false }),
    reply: Place,
    problems: ['rule'],
  },
  'POST /places/{code}/retirement': {
    summary: 'Retires a grid or compound; its code keeps answering and is never given again',
    access: 'place.write',
    params: CodeParams,
    body: Type.Object({ replaced_by: Type.Optional(PlaceCode) }, { additionalProperties: false }),
    reply: Place,
    problems: ['wrong-state', 'rule'],
  },
  'PUT /places/boundaries': {
    summary: 'Imports boundaries from a GeoJSON FeatureCollection; each feature names its place by `id` or `properties.code`',
    access: 'place.write',
    bodyBytes: 30 * 1024 * 1024,
    body: Type.Object({
      datum: Type.Optional(oneOf(['wgs84', 'gcj02'], { default: 'wgs84' })),
      collection: Type.Object({ type: oneOf(['FeatureCollection']), features: Type.Array(Type.Any(), { minItems: 1, maxItems: 5000 }) }),
    }, { additionalProperties: false }),
    reply: Type.Object({ imported: Type.Integer(), skipped: Type.Array(Type.Object({ index: Type.Integer(), reason: Type.String() })) }),
  },
})

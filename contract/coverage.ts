// How well the stations reach the outlets and those who work from them, and where more would help most: on the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Id, PlaceCode, Position, nullable, oneOf } from './schema.ts'

/** Metres as the crow flies. */
export const coverageRadii = [500, 1000] as const
export const sitingMeasures = ['workers', 'outlets'] as const
/** Where a new station may stand: at an outlet, in a community or compound, or where one is that could open longer. */
export const siteKinds = ['outlet', 'place', 'station'] as const

const Metres = Type.Unsafe<500 | 1000>({ type: 'integer', enum: [...coverageRadii], default: 500, description: 'metres' })
const Share = nullable(Type.Number({ description: '0 to 1; null where fewer than five people would be told apart, or there is nobody' }))
const People = nullable(Type.Integer({ description: 'null: fewer than five' }))
/** By hour of a typical week, Monday 00:00 first. */
const Week = Type.Array(Share, { minItems: 168, maxItems: 168 })
const Hour = Type.Integer({ minimum: 0, maximum: 167, description: 'hour of the week, 0 is Monday 00:00 to 01:00' })
const narrow = { place: Type.Optional(PlaceCode), radius: Type.Optional(Metres) }

const covered = { outlets: Type.Integer({ description: 'open, with a position' }), unplaced: Type.Integer({ description: 'open outlets without a position, left out' }), workers: People, outlets_by_hour: Week, workers_by_hour: Week, outlets_mean: Share, workers_mean: Share }
export const Covered = Type.Object(covered)

export const Site = Type.Object({
  kind: oneOf(siteKinds), id: Type.Integer({ description: 'of the outlet or station; a place’s code' }), name: Type.String(), place: PlaceCode, place_name: Type.String(), position: Position,
  adds: nullable(Type.Number({ description: 'to the share, after those before it in the list; null: fewer than five people' })), outlets: Type.Integer({ description: 'outlets that come within reach at some hour asked for' }), workers: People,
  near: nullable(Type.Object({ id: Id, name: Type.String(), metres: Type.Integer() }, { description: 'the nearest open station' })),
})

export const coverageOperations = operations({
  'GET /coverage': {
    summary: 'Share of outlets and of those who work from them with an open station within reach, by hour of a typical week: whole, and by township',
    access: 'coverage.read', rate: 120, query: Type.Object(narrow),
    reply: Type.Object({ radius: Type.Integer(), stations: Type.Integer({ description: 'open ones in reach of the outlets’ places, and around them' }), without_hours: Type.Integer({ description: 'of these: nobody has said when they are open; they count as closed' }), whole: Covered, townships: Type.Array(Type.Object({ place: PlaceCode, name: Type.String(), stations: Type.Integer({ description: 'open ones that stand there' }), ...covered })) }),
  },
  'GET /coverage/gaps': {
    summary: 'Outlets without an open station within reach, for the map: at one hour of the week, or those worst off over the week',
    access: 'coverage.read', rate: 120, query: Type.Object({ ...narrow, hour: Type.Optional(Hour) }),
    reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String(), place: PlaceCode, place_name: Type.String(), position: Position, workers: People, hours_covered: Type.Integer({ description: 'of 168' }), nearest: nullable(Type.Object({ id: Id, name: Type.String(), metres: Type.Integer() }, { description: 'the nearest open station, whenever it opens' })) })) }),
  },
  'POST /coverage/sitings': {
    summary: 'Where the next stations would help most: proven to be the best, or with a bound (docs/decisions/0007-siting.md). Nothing is kept',
    access: 'coverage.read', rate: 30, transaction: 'own', problems: ['unavailable'],
    body: Type.Object({ ...narrow, count: Type.Integer({ minimum: 1, maximum: 100 }), measure: Type.Optional(oneOf(sitingMeasures, { default: 'workers' })), from_hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23, default: 0, description: 'the new stations are open from … every day' })), until_hour: Type.Optional(Type.Integer({ minimum: 1, maximum: 24, default: 24, description: '… until; up to from_hour it is the next day' })), kinds: Type.Optional(Type.Array(oneOf(siteKinds), { minItems: 1, maxItems: 3, description: 'candidates to choose from; all of them when left out' })) }, { additionalProperties: false }),
    reply: Type.Object({ sites: Type.Array(Site), candidates: Type.Integer(), outlets: Type.Integer(), hours: Type.Integer({ description: 'of the week, in which coverage was asked for' }), share_before: Share, share_after: Share, share_at_most: nullable(Type.Number({ description: 'no choice of so many stations reaches a greater share' })), proven: Type.Boolean({ description: 'no choice is better' }), seconds: Type.Number() }),
  },
})

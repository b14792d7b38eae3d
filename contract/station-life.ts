// What happens at a station: checking in with its code, how full it is, what workers remark of it, its goods, and the
// counter's tablet. On the wire. Nothing here says where a worker was: a stay is gone when it is over.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, Name, PlaceCode, nullable, oneOf, page, pageQuery } from './schema.ts'
import { amenities, fullnesses, openingReasons } from './stations.ts'

export const stationCodeKinds = ['printed', 'rotating'] as const
/** hours: they are wrong. missing: something that is listed is not there. broken: it is there and does not work. */
export const remarkKinds = ['hours', 'missing', 'broken', 'other'] as const
export const remarkStates = ['open', 'answered', 'closed'] as const
/** Why a remark is closed without an answer to whoever made it. */
export const remarkClosures = ['doubled', 'not-about-the-place', 'cannot-tell'] as const
export const stockMoveKinds = ['receive', 'hand-out', 'adjust'] as const
/** How a weekday's hour usually is; null in its place: too few people came to say. */
export const busyLevels = ['quiet', 'some', 'busy'] as const
export type RemarkKind = (typeof remarkKinds)[number]
export type StockMoveKind = (typeof stockMoveKinds)[number]

/** As printed or shown: letters and digits, with or without spaces and dashes. */
const StationCode = Type.String({ minLength: 6, maxLength: 40 })
const StationRef = Type.Object({ id: Id, name: Type.String() })

/** As everybody may see it: no number of people below the smallest group that statistics show. */
export const Occupancy = Type.Object({
  capacity: nullable(Type.Integer()), fullness: nullable(oneOf(fullnesses)),
  present: nullable(Type.Integer({ description: 'people here; null while they are fewer than the smallest group that statistics show' })),
  free: nullable(Type.Integer({ description: 'seats; null where `present` or `capacity` is' })), corrected: Type.Boolean({ description: 'the keeper has counted' }), as_of: Instant,
})
/** As the keeper sees it, who can see the room. */
export const ExactOccupancy = Type.Object({
  capacity: nullable(Type.Integer()), fullness: nullable(oneOf(fullnesses)), present: Type.Integer(), checked_in: Type.Integer({ description: 'of these, by code' }),
  corrected_until: nullable(Instant), as_of: Instant, today: Type.Object({ visits: Type.Integer(), peak: Type.Integer() }),
})

export const Stay = Type.Object({ station: StationRef, since: Instant, ends_at: Type.Unsafe<string>({ ...Instant, description: 'when it ends by itself' }), occupancy: Occupancy })

export const PrintedCode = Type.Object({ code: Type.String(), href: Type.String({ description: 'what the QR code holds' }), created_at: Instant, revoked_at: nullable(Instant) })
export const RotatingCode = Type.Object({ code: Type.String({ description: 'to read and type' }), href: Type.String({ description: 'what the QR code holds' }), until: Type.Unsafe<string>({ ...Instant, description: 'the next one comes then; this one is taken for a moment longer' }) })

/** As whoever made it sees it. */
export const MyRemark = Type.Object({ id: Id, station: StationRef, kind: oneOf(remarkKinds), amenity: nullable(oneOf(amenities)), note: Type.String(), state: oneOf(remarkStates), made_at: Instant, answer: Type.String(), answered_by: Type.String({ description: 'the station or office, no person' }), decided_at: nullable(Instant) })
/** As the keeper sees it: about the place. Who made it is not here, and not to be had. */
export const Remark = Type.Object({ id: Id, station: StationRef, place: PlaceCode, place_name: Type.String(), kind: oneOf(remarkKinds), amenity: nullable(oneOf(amenities)), note: Type.String(), state: oneOf(remarkStates), made_at: Instant, due_at: Type.Unsafe<string>({ ...Instant, description: 'when it should have been answered' }), same: Type.Integer({ description: 'other open remarks of this kind about this station' }), answer: Type.String(), closure: nullable(oneOf(remarkClosures)), decided_by: Type.String(), decided_at: nullable(Instant), revision: Type.Integer() })

export const Good = Type.Object({ id: Id, name: Type.String(), unit: Type.String({ description: '瓶, 份, 盒' }), retired_on: nullable(Day), revision: Type.Integer() })
export const StockLine = Type.Object({ good: Type.Object({ id: Id, name: Type.String(), unit: Type.String() }), quantity: Type.Integer(), low_at: nullable(Type.Integer({ description: 'asks for more when no more than this is left' })), low: Type.Boolean(), moved_at: nullable(Instant), revision: Type.Integer() })
export const StockMove = Type.Object({ id: Id, good: Type.Object({ id: Id, name: Type.String(), unit: Type.String() }), kind: oneOf(stockMoveKinds), quantity: Type.Integer({ description: 'signed: what it added' }), after: Type.Integer(), campaign: nullable(Id), note: Type.String(), made_by: Type.String(), made_at: Instant })

/** A care campaign that hands out at this counter, as module services tells it. */
export const CounterCampaign = Type.Object({ id: Id, name: Type.String(), until: nullable(Day), walk_in: Type.Boolean(), goods: Type.Array(Type.Object({ good: Id, name: Type.String(), unit: Type.String(), left: Type.Integer() })), vouchers: Type.Boolean({ description: 'its vouchers are redeemed here' }), handed_out: Type.Integer({ description: 'in all: with a pass, to who walked in, as vouchers' }), target: nullable(Type.Integer()) })

export const CounterRow = Type.Object({ id: Id, name: Type.String(), place_name: Type.String(), open: nullable(Type.Boolean()), present: Type.Integer(), fullness: nullable(oneOf(fullnesses)), open_remarks: Type.Integer(), low_goods: Type.Integer(), last_confirmed_on: nullable(Day), to_confirm: Type.Boolean() })
export const Counter = Type.Object({
  station: Type.Object({ id: Id, name: Type.String(), address: Type.String(), open: nullable(Type.Boolean()), reason: oneOf(openingReasons), closes_at: nullable(Instant), opens_at: nullable(Instant), last_confirmed_on: nullable(Day), to_confirm: Type.Boolean() }),
  code: RotatingCode, printed: nullable(PrintedCode), occupancy: ExactOccupancy,
  remarks: Type.Array(Remark, { description: 'open ones, and those decided today' }), stock: Type.Array(StockLine), campaigns: Type.Array(CounterCampaign), redeems: Type.Boolean({ description: 'whether whoever asks may redeem vouchers' }),
})

const stationQuery = { station: Type.Optional(Id), place: Type.Optional(PlaceCode) }

export const stationLifeOperations = operations({
  // codes
  'GET /station-codes/{code}': { summary: 'Which station a code stands for; whether it still opens is seen on checking in', access: 'public', rate: 60, params: Type.Object({ code: StationCode }), reply: Type.Object({ station: Type.Object({ id: Id, name: Type.String(), address: Type.String() }), kind: oneOf(stationCodeKinds) }) },
  'GET /stations/{id}/codes': { summary: 'Printed codes of a station, newest first', access: 'station.keep', params: IdParams, reply: Type.Object({ items: Type.Array(PrintedCode) }) },
  'POST /stations/{id}/codes': { summary: 'A new code to print; the one before ends', access: 'station.keep', params: IdParams, reply: PrintedCode, status: 201, problems: ['wrong-state'] },
  'DELETE /station-codes/{code}': { summary: 'Ends a printed code; until a new one is made only the counter’s rotating code opens', access: 'station.keep', params: Type.Object({ code: StationCode }), reply: 'none' },
  'GET /stations/{id}/poster': { summary: 'The printed code as a poster: PDF, A4, Chinese and English', access: 'station.keep', params: IdParams, reply: 'file', problems: ['wrong-state'] },

  // being there
  'POST /stations/check-ins': { summary: 'I am here: by a code of the station. The stay elsewhere ends. Sent again it stays one stay and lasts longer', access: 'worker', rate: 60, body: Type.Object({ code: StationCode }, { additionalProperties: false }), reply: Stay, status: 201, transaction: 'own', problems: ['station-code-wrong', 'station-shut', 'station-not-for-you', 'too-many'] },
  'GET /me/stay': { summary: 'Where I am checked in now. What was before is not kept', access: 'worker', reply: Type.Object({ stay: nullable(Stay) }) },
  'DELETE /me/stay': { summary: 'I am off', access: 'worker', reply: 'none', transaction: 'own' },
  'GET /stations/{id}/occupancy': { summary: 'How full it is', access: 'public', params: IdParams, reply: Occupancy },
  'GET /stations/{id}/occupancy/events': { summary: 'The same whenever it changes: event `occupancy`', access: 'public', rate: 60, params: IdParams, reply: 'events', transaction: 'own', problems: ['too-many', 'unavailable'] },
  'GET /stations/{id}/busy-hours': { summary: 'How full it usually is, by weekday and hour, from counts of the last weeks', access: 'public', params: IdParams, reply: Type.Object({ weeks: Type.Integer(), days: Type.Array(Type.Array(nullable(oneOf(busyLevels)), { description: '24 hours' }), { description: 'Monday first' }) }) },
  'PUT /stations/{id}/count': { summary: 'The keeper has counted: so many are here. Checking in and out moves it on; it ends after a while', access: 'station.keep', params: IdParams, body: Type.Object({ present: Type.Integer({ minimum: 0, maximum: 10_000 }) }, { additionalProperties: false }), reply: ExactOccupancy },
  'DELETE /stations/{id}/count': { summary: 'Back to what the codes say', access: 'station.keep', params: IdParams, reply: ExactOccupancy },

  // remarks
  'POST /stations/{id}/remarks': { summary: 'Something is not as it says here. About the place; the keeper does not learn who says so', access: 'worker', params: IdParams, body: Type.Object({ kind: oneOf(remarkKinds), amenity: Type.Optional(nullable(oneOf(amenities))), note: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }), reply: MyRemark, status: 201, problems: ['too-many', 'refused-by-design'] },
  'GET /me/remarks': { summary: 'What I remarked, and what came of it', access: 'worker', query: Type.Object(pageQuery), reply: page(MyRemark) },
  'GET /remarks': { summary: 'Remarks about stations in reach: open ones by when they are due, the others newest first', access: 'station.keep', query: Type.Object({ ...stationQuery, state: Type.Optional(oneOf(remarkStates)), kind: Type.Optional(oneOf(remarkKinds)), ...pageQuery }), reply: page(Remark) },
  'GET /remarks/{id}': { summary: 'One remark', access: 'station.keep', params: IdParams, reply: Remark },
  'POST /remarks/{id}/answer': { summary: 'Answers whoever made it; `same`: everybody who remarked the same of this station', access: 'station.keep', params: IdParams, body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 300 }), same: Type.Optional(Type.Boolean({ default: false })) }, { additionalProperties: false }), reply: Remark, status: 201, problems: ['wrong-state', 'changed-meanwhile'] },
  'POST /remarks/{id}/closure': { summary: 'Closes it without an answer', access: 'station.keep', params: IdParams, body: Type.Object({ reason: oneOf(remarkClosures) }, { additionalProperties: false }), reply: Remark, status: 201, problems: ['wrong-state', 'changed-meanwhile'] },

  // goods
  'GET /goods': { summary: 'What stations of the city hand out', access: 'station.read', query: Type.Object({ retired: Type.Optional(Type.Boolean({ default: false })) }), reply: Type.Object({ items: Type.Array(Good) }) },
  'POST /goods': { summary: 'Adds a kind of goods', access: 'goods.write', body: Type.Object({ name: Name, unit: Type.String({ minLength: 1, maxLength: 10 }) }, { additionalProperties: false }), reply: Good, status: 201, problems: ['already-exists'] },
  'PATCH /goods/{id}': { summary: 'Renames a kind of goods, or retires it', access: 'goods.write', params: IdParams, body: Type.Object({ name: Type.Optional(Name), unit: Type.Optional(Type.String({ minLength: 1, maxLength: 10 })), retired: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), reply: Good, problems: ['already-exists', 'changed-meanwhile'] },
  'GET /stations/{id}/stock': { summary: 'What is there', access: 'station.keep', params: IdParams, reply: Type.Object({ items: Type.Array(StockLine) }) },
  'PUT /stations/{id}/stock/{good}': { summary: 'From which number on more is asked for; null: never', access: 'station.keep', params: Type.Object({ id: Id, good: Id }), body: Type.Object({ low_at: nullable(Type.Integer({ minimum: 0, maximum: 100_000 })) }, { additionalProperties: false }), reply: StockLine, problems: ['changed-meanwhile'] },
  'GET /stations/{id}/stock-moves': { summary: 'What came, went and was counted, newest first', access: 'station.keep', params: IdParams, query: Type.Object({ good: Type.Optional(Id), ...pageQuery }), reply: page(StockMove) },
  'POST /stations/{id}/stock-moves': { summary: 'Receives or hands out a quantity, or says what a count found (`adjust`: quantity is what is there)', access: 'station.keep', params: IdParams, body: Type.Object({ good: Id, kind: oneOf(stockMoveKinds), quantity: Type.Integer({ minimum: 0, maximum: 100_000 }), note: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }), reply: Type.Object({ move: StockMove, line: StockLine }), status: 201, problems: ['stock-short', 'rule'] },
  'GET /stock': { summary: 'Goods of stations in reach: `low` only those that ask for more', access: 'station.keep', query: Type.Object({ ...stationQuery, good: Type.Optional(Id), low: Type.Optional(Type.Boolean()), ...pageQuery }), reply: page(Type.Object({ station: StationRef, place_name: Type.String(), ...StockLine.properties })) },

  // the counter
  'GET /counters': { summary: 'Stations whose counter I may open', access: 'station.keep', query: Type.Object({ place: Type.Optional(PlaceCode), search: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })), ...pageQuery }), reply: page(CounterRow) },
  'GET /stations/{id}/counter': { summary: 'All the tablet on the counter shows', access: 'station.keep', params: IdParams, reply: Counter },
  'GET /stations/{id}/counter/events': { summary: 'What changes on it: `code` every 30 seconds, `occupancy`, and `changed` with what to read again (remarks, stock, campaigns, station)', access: 'station.keep', params: IdParams, reply: 'events', transaction: 'own' },
})

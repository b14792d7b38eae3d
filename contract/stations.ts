// Stations and the partners who own them: on the wire. What everybody may know of a station is open to everybody.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, Name, PlaceCode, Position, nullable, oneOf, page, pageQuery } from './schema.ts'

export const stationKinds = ['party-mass-centre', 'city', 'rider', 'community', 'micro-park', 'tower-lounge', 'partner-shop'] as const
export const amenities = ['water', 'microwave', 'charging', 'battery-swap', 'toilet', 'rest', 'first-aid', 'medicine', 'wifi', 'air-conditioning', 'heating', 'reading', 'smart-lock', 'meal', 'bike-repair', 'umbrella', 'shower', 'power-bank', 'fridge', 'parking', 'nursing-room'] as const
export const stationStatuses = ['planned', 'open', 'paused', 'closed'] as const
export const audiences = ['everyone', 'platform-workers', 'trades', 'companies'] as const
export const partnerKinds = ['party-mass', 'government', 'union', 'company', 'shop', 'clinic', 'property', 'association', 'other'] as const
/** Why a station is open or shut at a moment. unknown: nobody has said its hours. */
export const openingReasons = ['hours', 'all-day', 'holiday', 'working-day', 'exception', 'planned', 'paused', 'closed', 'unknown'] as const
export const fullnesses = ['free', 'filling', 'full'] as const
export const confirmationStates = ['confirmed', 'due', 'never'] as const
export type StationKind = (typeof stationKinds)[number]
export type Amenity = (typeof amenities)[number]
export type StationStatus = (typeof stationStatuses)[number]

const Search = Type.Optional(Type.String({ minLength: 1, maxLength: 50 }))
const Short = Type.String({ maxLength: 200 })
const CreditCode = Type.String({ maxLength: 30 })
const format = { format: Type.Optional(oneOf(['xlsx', 'csv'], { default: 'xlsx' })) }

/** [from, until] in minutes from midnight; past midnight goes beyond 1440 ([1320, 1560] is 22:00 to 02:00); all day is [0, 1440]. */
export const Span = Type.Array(Type.Integer({ minimum: 0, maximum: 2880 }), { minItems: 2, maxItems: 2, description: '[from, until] in minutes from midnight of the day it begins on; beyond 1440 past midnight; [0, 1440] is all day' })
const Spans = Type.Array(Span, { maxItems: 6 })
const SpecialDay = Type.Union([oneOf(['as-weekly', 'closed']), Spans])
export const Hours = Type.Object({
  weekly: Type.Array(Spans, { minItems: 7, maxItems: 7, description: 'Monday first' }),
  holidays: { ...SpecialDay, description: 'on public holidays of the official calendar' },
  workdays: { ...SpecialDay, description: 'on weekend days that the official calendar makes working days' },
}, { additionalProperties: false })

export const Exception = Type.Object({ id: Id, from: Day, until: Day, spans: Spans, reason: Type.String() })

export const Opening = Type.Object({
  open: nullable(Type.Boolean({ description: 'null: nobody has said its hours' })),
  reason: oneOf(openingReasons),
  closes_in: nullable(Type.Integer({ description: 'minutes; null when it is not open, or does not close within a week' })),
  closes_at: nullable(Instant),
  opens_at: nullable(Type.Unsafe<string>({ ...Instant, description: 'the next time, within a month' })),
  today: Type.Array(Span, { description: 'what holds today, exceptions and holidays counted in' }),
})

export const Audience = Type.Object({ kind: oneOf(audiences), trades: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })), companies: Type.Array(Type.Object({ id: Id, name: Type.String() })) })
const AudienceInput = Type.Object({ kind: oneOf(audiences), trades: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 30 })), companies: Type.Optional(Type.Array(Id, { maxItems: 100 })) }, { additionalProperties: false })

const Owner = Type.Object({ id: Id, short_name: Type.String() })
const row = {
  id: Id, name: Type.String(), kind: oneOf(stationKinds), partner: Owner, place: PlaceCode, place_name: Type.String(), position: Position, address: Type.String(), amenities: Type.Array(oneOf(amenities)), audience: oneOf(audiences), status: oneOf(stationStatuses),
  opening: Opening, capacity: nullable(Type.Integer()), present: nullable(Type.Integer({ description: 'how many are there; null where nobody can check in, and for everybody where so few are there that a number would tell of one' })), fullness: nullable(oneOf(fullnesses)), photo: nullable(Type.String({ description: 'address of the picture of the entrance' })), last_confirmed_on: nullable(Day),
}
/** A row of every list: what the list, the map and the way there need. */
export const StationRow = Type.Object(row)
export const NearStation = Type.Object({ ...row, distance: Type.Integer({ description: 'metres on the sphere' }) })
const detail = { ...row, audience: Audience, entrance_note: Type.String(), pause_note: Type.String(), hours: nullable(Hours), exceptions: Type.Array(Exception, { description: 'those that are not over' }), opened_on: nullable(Day), closed_on: nullable(Day), revision: Type.Integer() }
export const StationDetail = Type.Object(detail)
/** As those who keep it see it. */
export const KeptRow = Type.Object({ ...row, confirmation: oneOf(confirmationStates), confirmed_days_ago: nullable(Type.Integer()), keepers: Type.Integer({ description: 'people who keep it' }), revision: Type.Integer() })
export const KeptStation = Type.Object({ ...detail, confirmation: oneOf(confirmationStates), confirmed_days_ago: nullable(Type.Integer()), keepers: Type.Array(Type.Object({ account: Id, name: Type.String() })), may: Type.Object({ write: Type.Boolean({ description: 'name, owner, place, position' }), keep: Type.Boolean({ description: 'hours, facilities, photo, pause' }) }) })

const filter = {
  place: Type.Optional(PlaceCode), kind: Type.Optional(oneOf(stationKinds)), amenity: Type.Optional(Type.Array(oneOf(amenities), { maxItems: 10, description: 'all of them' })), partner: Type.Optional(Id), status: Type.Optional(oneOf(stationStatuses)), search: Search,
  open_at: Type.Optional(Type.Unsafe<string>({ ...Instant, description: 'only those open then' })),
  bbox: Type.Optional(Type.String({ pattern: '^-?[0-9.]+(,-?[0-9.]+){3}$', description: 'west,south,east,north' })),
}

const kept = { amenities: Type.Optional(Type.Array(oneOf(amenities), { maxItems: amenities.length, uniqueItems: true })), hours: Type.Optional(nullable(Hours)), capacity: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 100_000 }))), audience: Type.Optional(AudienceInput), entrance_note: Type.Optional(Type.String({ maxLength: 500 })) }
const written = { name: Name, kind: oneOf(stationKinds), partner_id: Id, place: PlaceCode, position: Position, address: Type.Optional(Short) }

export const Partner = Type.Object({ id: Id, name: Type.String(), short_name: Type.String(), kind: oneOf(partnerKinds), credit_code: nullable(Type.String()), place: PlaceCode, place_name: Type.String(), contact_name: Type.String(), contact_phone_masked: Type.String(), stations: Type.Integer({ description: 'not closed' }), closed_on: nullable(Day), revision: Type.Integer() })
const partnerFilter = { search: Search, kind: Type.Optional(oneOf(partnerKinds)), place: Type.Optional(PlaceCode), closed: Type.Optional(Type.Boolean({ default: false })) }
const contact = { contact_name: Type.Optional(Short), contact_phone: Type.Optional(Type.String({ maxLength: 20 })) }

export const stationsOperations = operations({
  // for everybody
  'GET /stations': { summary: 'Stations, by name; as GeoJSON with `Accept: application/geo+json` (then all of them at once)', access: 'public', query: Type.Object({ ...filter, ...pageQuery }), reply: page(StationRow), also: ['application/geo+json'], transaction: 'own' },
  'GET /stations/nearest': { summary: 'The nearest stations, by exact distance on the sphere', access: 'public', query: Type.Object({ lat: Type.Number({ minimum: -90, maximum: 90 }), lon: Type.Number({ minimum: -180, maximum: 180 }), amenity: filter.amenity, open_at: Type.Optional(Type.Unsafe<string>({ ...Instant, description: 'only those open then' })), kind: filter.kind, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })), within: Type.Optional(Type.Integer({ minimum: 1, maximum: 21_000_000, description: 'metres' })) }), reply: Type.Object({ items: Type.Array(NearStation) }) },
  'GET /stations/export': { summary: 'The same list as a spreadsheet', access: 'public', rate: 30, query: Type.Object({ ...filter, ...format }), reply: 'file', transaction: 'own' },
  'GET /stations/printout': { summary: 'The list of one township, by community, as a page to print', access: 'public', query: Type.Object({ place: PlaceCode }), reply: Type.Object({ place: PlaceCode, place_name: Type.String(), as_of: Day, total: Type.Integer(), groups: Type.Array(Type.Object({ place: PlaceCode, place_name: Type.String(), stations: Type.Array(Type.Object({ id: Id, name: Type.String(), kind: oneOf(stationKinds), address: Type.String(), entrance_note: Type.String(), amenities: Type.Array(oneOf(amenities)), audience: oneOf(audiences), hours_text: Type.String({ description: 'in words of the caller’s language' }), today_text: Type.String({ description: 'how today differs from the week, with the reason; empty on most days' }), status: oneOf(stationStatuses), pause_note: Type.String({ description: 'why it is paused; empty where it is not' }) })) })) }) },
  'GET /stations/printout.pdf': { summary: 'The same as PDF, A4', access: 'public', rate: 60, query: Type.Object({ place: PlaceCode }), reply: 'file', transaction: 'own' },
  'GET /stations/{id}': { summary: 'One station', access: 'public', params: IdParams, reply: StationDetail },

  // for those who keep the network
  'GET /network/stations': { summary: 'Stations in reach with how fresh they are, planned and closed ones too', access: 'station.read', query: Type.Object({ ...filter, confirmation: Type.Optional(oneOf(confirmationStates)), sort: Type.Optional(oneOf(['name', 'confirmed'], { default: 'name' })), ...pageQuery }), reply: page(KeptRow) },
  'GET /network/summary': { summary: 'The network in reach in figures', access: 'station.read', query: Type.Object({ place: Type.Optional(PlaceCode) }), reply: Type.Object({ total: Type.Integer(), open_now: Type.Integer(), by_status: Type.Record(Type.String(), Type.Integer()), by_kind: Type.Record(Type.String(), Type.Integer()), to_confirm: Type.Integer(), unknown_hours: Type.Integer(), owners: Type.Integer(), townships_without: Type.Integer({ description: 'townships in reach without an open station' }) }) },
  'GET /network/stations/export': { summary: 'The stations in reach as a spreadsheet', access: 'station.read', query: Type.Object({ ...filter, confirmation: Type.Optional(oneOf(confirmationStates)), ...format }), reply: 'file', transaction: 'own' },
  'GET /network/stations/{id}': { summary: 'One station as those who keep it see it', access: 'station.read', params: IdParams, reply: KeptStation },
  'POST /stations': { summary: 'Adds a station, planned or open at once', access: 'station.write', body: Type.Object({ ...written, ...kept, status: Type.Optional(oneOf(['planned', 'open'], { default: 'planned' })) }, { additionalProperties: false }), reply: KeptStation, status: 201, problems: ['already-exists', 'rule'] },
  'PATCH /stations/{id}': { summary: 'Changes a station; name, kind, owner, place, position and address only by those who may write stations there', access: 'station.keep', params: IdParams, body: Type.Object({ ...Type.Partial(Type.Object(written)).properties, ...kept }, { additionalProperties: false }), reply: KeptStation, problems: ['already-exists', 'changed-meanwhile', 'rule', 'not-allowed'] },
  'POST /stations/{id}/status': { summary: 'Opens, pauses or closes a station', access: 'station.keep', params: IdParams, body: Type.Object({ status: oneOf(['open', 'paused', 'closed']), note: Type.Optional(Type.String({ maxLength: 200, description: 'why it is paused, shown to everybody' })) }, { additionalProperties: false }), reply: KeptStation, problems: ['wrong-state', 'changed-meanwhile', 'not-allowed'] },
  'POST /stations/{id}/confirmation': { summary: 'What stands here is right, today', access: 'station.confirm', params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: KeptStation },
  'POST /stations/{id}/exceptions': { summary: 'Days on which the weekly pattern does not hold', access: 'station.keep', params: IdParams, body: Type.Object({ from: Day, until: Day, spans: Spans, reason: Type.Optional(Type.String({ maxLength: 100 })) }, { additionalProperties: false }), reply: Exception, status: 201, problems: ['rule', 'conflict'] },
  'DELETE /stations/{id}/exceptions/{exception}': { summary: 'The weekly pattern holds after all', access: 'station.keep', params: Type.Object({ id: Id, exception: Id }), reply: 'none' },
  'PUT /stations/{id}/photo': { summary: 'The picture of the entrance: a photo uploaded to /attachments before', access: 'station.keep', params: IdParams, body: Type.Object({ attachment: Id }, { additionalProperties: false }), reply: KeptStation },
  'DELETE /stations/{id}/photo': { summary: 'No picture', access: 'station.keep', params: IdParams, reply: 'none' },

  // partners
  'GET /partners': { summary: 'Partners in reach', access: 'partner.read', query: Type.Object({ ...partnerFilter, ...pageQuery }), reply: page(Partner) },
  'GET /partners/export': { summary: 'The same list as a spreadsheet', access: 'partner.read', query: Type.Object({ ...partnerFilter, ...format }), reply: 'file', transaction: 'own' },
  'GET /partners/names': { summary: 'Partners by name, for choosing one: every partner’s name may be known', access: 'station.read', query: Type.Object({ search: Search, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })) }), reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, short_name: Type.String(), name: Type.String(), kind: oneOf(partnerKinds), place_name: Type.String() })) }) },
  'POST /partners': { summary: 'Adds a partner; a credit code is checked', access: 'partner.write', body: Type.Object({ name: Name, short_name: Name, kind: oneOf(partnerKinds), credit_code: Type.Optional(nullable(CreditCode)), place: PlaceCode, ...contact }, { additionalProperties: false }), reply: Partner, status: 201, problems: ['already-exists', 'rule'] },
  'GET /partners/{id}': { summary: 'One partner', access: 'partner.read', params: IdParams, reply: Partner },
  'PATCH /partners/{id}': { summary: 'Changes a partner, or closes it', access: 'partner.write', params: IdParams, body: Type.Object({ name: Type.Optional(Name), short_name: Type.Optional(Name), kind: Type.Optional(oneOf(partnerKinds)), credit_code: Type.Optional(nullable(CreditCode)), place: Type.Optional(PlaceCode), closed: Type.Optional(Type.Boolean()), ...contact }, { additionalProperties: false }), reply: Partner, problems: ['already-exists', 'changed-meanwhile', 'rule'] },
})

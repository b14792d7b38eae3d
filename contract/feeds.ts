// What other programs read: stations and services as Open Referral's HSDS 3.0, campaigns and opening exceptions as
// iCalendar. Open to everybody; nobody's name is in them.

import { Type, type TProperties, type TSchema } from 'typebox'
import { operations } from './operation.ts'
import { Id, PlaceCode, oneOf } from './schema.ts'

const Uuid = Type.String({ format: 'uuid' })
const Text = Type.String()
const Optional = { id: Type.Optional(Uuid), text: Type.Optional(Text) }

export const HsdsTaxonomyTerm = Type.Object({ id: Uuid, code: Text, name: Text, description: Text, taxonomy: Text, language: Text })
export const HsdsAttribute = Type.Object({ id: Uuid, link_id: Uuid, taxonomy_term_id: Uuid, link_entity: oneOf(['service', 'location', 'organization']), taxonomy_term: HsdsTaxonomyTerm })
export const HsdsSchedule = Type.Object({
  id: Uuid, service_id: Optional.id, location_id: Optional.id, service_at_location_id: Optional.id, valid_from: Optional.text, valid_to: Optional.text, timezone: Type.Optional(Type.Number({ description: 'offset from UTC in hours' })),
  freq: Type.Optional(oneOf(['WEEKLY', 'MONTHLY'])), interval: Type.Optional(Type.Number()), byday: Type.Optional(Type.String({ description: 'MO,TU …' })), opens_at: Type.Optional(Type.String({ description: 'HH:MM+08:00' })), closes_at: Optional.text, description: Optional.text, notes: Optional.text,
})
export const HsdsAddress = Type.Object({ id: Uuid, location_id: Uuid, address_1: Text, city: Text, region: Optional.text, state_province: Text, postal_code: Type.String({ description: 'empty: not on record' }), country: Text, address_type: oneOf(['physical', 'postal', 'virtual']) })
export const HsdsIdentifier = Type.Object({ id: Uuid, organization_id: Uuid, identifier_scheme: Text, identifier_type: Text, identifier: Text })
const organization = { id: Uuid, name: Text, alternate_name: Optional.text, description: Text }
export const HsdsOrganizationCard = Type.Object(organization)
const location = { id: Uuid, location_type: oneOf(['physical', 'postal', 'virtual']), organization_id: Uuid, name: Text, description: Text, transportation: Optional.text, latitude: Type.Number(), longitude: Type.Number(), external_identifier: Text, external_identifier_type: Text }
export const HsdsLocationCard = Type.Object(location)
const nestedLocation = { ...location, addresses: Type.Array(HsdsAddress), schedules: Type.Array(HsdsSchedule), attributes: Type.Array(HsdsAttribute) }
export const HsdsLocation = Type.Object(nestedLocation)
export const HsdsCost = Type.Object({ id: Uuid, service_id: Uuid, option: Optional.text, currency: Text, amount: Type.Number(), amount_description: Optional.text })
export const HsdsDocument = Type.Object({ id: Uuid, service_id: Uuid, document: Text })
export const HsdsArea = Type.Object({ id: Uuid, service_id: Uuid, name: Text, extent: Text, extent_type: Text })
const service = {
  id: Uuid, organization_id: Uuid, name: Text, alternate_name: Optional.text, description: Text, status: oneOf(['active', 'inactive', 'defunct', 'temporarily closed']), application_process: Optional.text, fees_description: Optional.text, eligibility_description: Optional.text, assured_date: Optional.text, last_modified: Optional.text,
}
export const HsdsServiceCard = Type.Object({ ...service, organization: HsdsOrganizationCard })
const link = { id: Uuid, service_id: Uuid, location_id: Uuid, description: Optional.text }
export const HsdsLink = Type.Object({ ...link, location: HsdsLocation })
export const HsdsService = Type.Object({ ...service, organization: HsdsOrganizationCard, service_areas: Type.Array(HsdsArea), service_at_locations: Type.Array(HsdsLink), cost_options: Type.Array(HsdsCost), required_documents: Type.Array(HsdsDocument), attributes: Type.Array(HsdsAttribute) })
export const HsdsLinkCard = Type.Object({ ...link, location: HsdsLocationCard, service: HsdsServiceCard })
export const HsdsOrganization = Type.Object({ ...organization, organization_identifiers: Type.Array(HsdsIdentifier), locations: Type.Array(HsdsLocation), attributes: Type.Array(HsdsAttribute) })

function hsdsPage<S extends TSchema>(item: S) {
  return Type.Object({ total_items: Type.Integer(), total_pages: Type.Integer(), page_number: Type.Integer(), size: Type.Integer(), first_page: Type.Boolean(), last_page: Type.Boolean(), empty: Type.Boolean(), contents: Type.Array(item) })
}
const paging = { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })), per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) }
const search = { search: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })) }
const of = { organization_id: Type.Optional(Uuid) }
const params = Type.Object({ id: Uuid })
const list = <P extends TProperties>(more: P) => Type.Object({ ...paging, ...more })

export const feedsOperations = operations({
  'GET /hsds': { summary: 'HSDS 3.0: about this feed', access: 'public', root: true, reply: Type.Object({ version: Text, profile: Text, openapi_url: Text, description: Text, publisher: Type.Object({ name: Text }) }) },
  'GET /hsds/services': { summary: 'HSDS 3.0: services of the catalogue, and resting at the stations of each organisation', access: 'public', root: true, query: list({ ...search, ...of }), reply: hsdsPage(HsdsServiceCard) },
  'GET /hsds/services/{id}': { summary: 'HSDS 3.0: one service, nested', access: 'public', root: true, params, reply: HsdsService },
  'GET /hsds/organizations': { summary: 'HSDS 3.0: partners, and the office that keeps the catalogue', access: 'public', root: true, query: list(search), reply: hsdsPage(HsdsOrganizationCard) },
  'GET /hsds/organizations/{id}': { summary: 'HSDS 3.0: one organisation, nested', access: 'public', root: true, params, reply: HsdsOrganization },
  'GET /hsds/locations': { summary: 'HSDS 3.0: stations, open and paused', access: 'public', root: true, query: list({ ...search, ...of }), reply: hsdsPage(HsdsLocationCard) },
  'GET /hsds/locations/{id}': { summary: 'HSDS 3.0: one station with its address, hours, exceptions and facilities', access: 'public', root: true, params, reply: HsdsLocation },
  'GET /hsds/service_at_locations': { summary: 'HSDS 3.0: which service is at which station', access: 'public', root: true, query: list(of), reply: hsdsPage(HsdsLinkCard) },
  'GET /hsds/service_at_locations/{id}': { summary: 'HSDS 3.0: one service at one station, nested', access: 'public', root: true, params, reply: Type.Object({ ...link, location: HsdsLocation, service: HsdsServiceCard }) },
  'GET /feeds/campaigns.ics': { summary: 'iCalendar: announced care campaigns, for a calendar to subscribe to', access: 'public', query: Type.Object({ place: Type.Optional(PlaceCode) }), reply: 'file' },
  'GET /feeds/openings.ics': { summary: 'iCalendar: days on which stations open differently, all of them, of a place or of one station', access: 'public', query: Type.Object({ place: Type.Optional(PlaceCode), station: Type.Optional(Id) }), reply: 'file' },
})

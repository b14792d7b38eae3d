// Brands, companies, outlets, workers, engagements: on the wire. Plain resources.

import { Type } from 'typebox'
import { DisclosureView, disclosureFields, disclosurePurposes } from './access.ts'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, Name, PlaceCode, Position, nullable, oneOf, page, pageQuery } from './schema.ts'

export const companyKinds = ['platform', 'franchisee', 'dispatch'] as const
export const outletKinds = ['delivery-station', 'parcel-branch', 'sorting-hub', 'studio', 'fleet-office', 'other'] as const
export const engagementKinds = ['direct', 'dispatch', 'franchise', 'crowd'] as const
export const standings = ['confirmed', 'self-declared', 'disputed'] as const
export const sources = ['spot', 'roster', 'self'] as const
export const factFields = ['name', 'phone', 'outlet', 'kind', 'agency_name', 'post', 'hired_on'] as const
export const freshnessStates = ['on-time', 'due-today', 'late', 'never', 'not-asked'] as const

const Short = Type.String({ maxLength: 200 })
const Search = Type.Optional(Type.String({ minLength: 1, maxLength: 50 }))
const format = { format: Type.Optional(oneOf(['xlsx', 'csv'], { default: 'xlsx' })) }

export const Freshness = Type.Object({
  state: oneOf(freshnessStates),
  due_at: nullable(Instant),
  days_late: Type.Integer(),
  last_as_of: nullable(Day),
  cadence_days: Type.Integer(),
  due_time: Type.String({ description: '18:00' }),
})
export const KindMix = Type.Object({ direct: Type.Integer(), dispatch: Type.Integer(), franchise: Type.Integer(), crowd: Type.Integer() })

export const Trade = Type.Object({ code: Type.String(), name: Type.String(), name_en: Type.String(), occupation: Type.String(), note: Type.String(), retired_on: nullable(Day), revision: Type.Integer() })
export const Brand = Type.Object({ id: Id, name: Type.String(), trade: Type.String(), revision: Type.Integer() })

export const Company = Type.Object({
  id: Id, name: Type.String(), short_name: Type.String(), credit_code: Type.String(), kind: oneOf(companyKinds), brand: nullable(Type.Object({ id: Id, name: Type.String() })), trade: Type.String(),
  place: PlaceCode, place_name: Type.String(), contact_name: Type.String(), contact_phone_masked: Type.String(), outlets: Type.Integer(), workers: Type.Integer({ description: 'current engagements in reach' }), mix: KindMix,
  submits: Type.Boolean(), freshness: Freshness, closed_on: nullable(Day), revision: Type.Integer(),
})

export const Outlet = Type.Object({
  id: Id, name: Type.String(), company: Type.Object({ id: Id, short_name: Type.String() }), operator: nullable(Type.Object({ id: Id, short_name: Type.String() })), kind: oneOf(outletKinds), trade: Type.String(),
  place: PlaceCode, place_name: Type.String(), position: nullable(Position), address: Type.String(), manager_name: Type.String(), manager_phone_masked: Type.String(), workers: Type.Integer(), mix: KindMix,
  freshness: Freshness, last_checked_on: nullable(Day), opened_on: nullable(Day), closed_on: nullable(Day), revision: Type.Integer(),
})

const engagement = {
  id: Id, worker_id: Id, company: Type.Object({ id: Id, short_name: Type.String() }), brand: nullable(Type.String()), outlet: Type.Object({ id: Id, name: Type.String() }), place: PlaceCode, place_name: Type.String(),
  kind: oneOf(engagementKinds), agency_name: Type.String(), post: Type.String(), since: Day, until: nullable(Day), ended_by: nullable(Type.String()), standing: oneOf(standings), moved_from: nullable(Id), sources: Type.Array(oneOf(sources)), revision: Type.Integer(),
}
export const EngagementView = Type.Object(engagement)
/** As an employer or an officer lists them, with what the roster calls the person. */
export const EngagementRow = Type.Object({
  ...engagement,
  listed_name: Type.String({ description: 'as the roster has it; of somebody who only declared to work there, the name they gave' }),
  listed_phone_masked: Type.String({ description: 'empty for an employer where the worker only declared it' }),
})

/** A list row: masked, and no more than finding a person needs. */
export const WorkerRow = Type.Object({
  id: Id, name: Type.String(), phone_masked: Type.String({ description: '138****5093' }), id_masked: Type.String({ description: '5224**********0318' }), trade: nullable(Type.String()),
  outlet: nullable(Type.String()), company: nullable(Type.String()), kind: nullable(oneOf(engagementKinds)), since: nullable(Day), engagements: Type.Integer({ description: 'current ones in reach' }), standing: nullable(oneOf(standings)), state: oneOf(['present', 'away', 'merged', 'left']),
})

const SourceValue = Type.Object({ source: oneOf(sources), value: nullable(Type.String({ description: 'phones masked' })), on: Day })
export const Fact = Type.Object({ field: oneOf(factFields), values: Type.Array(SourceValue), stands: nullable(oneOf(sources)), settled: Type.Boolean({ description: 'by a person, against or with the rule' }), agree: Type.Boolean() })

export const WorkerDetail = Type.Object({
  id: Id, name: Type.String(), phone_masked: Type.String(), id_masked: Type.String(), id_kind: nullable(Type.String()), trade: nullable(Type.String()), state: oneOf(['present', 'away', 'merged', 'left']), merged_into: nullable(Id),
  engagements: Type.Array(EngagementView), facts: Type.Array(Type.Object({ engagement_id: Id, facts: Type.Array(Fact), disagreements: Type.Integer() })), duplicates: Type.Integer(), account: Type.Boolean({ description: 'uses the pocket app' }), revision: Type.Integer(),
})

export const DuplicateView = Type.Object({
  id: Id, reasons: Type.Array(Type.String({ description: 'same-phone | same-name-same-outlet | near-id | same-name-near-phone' })), state: oneOf(['open', 'merged', 'dismissed']), found_at: Instant,
  people: Type.Array(Type.Object({ id: Id, name: Type.String(), phone_masked: Type.String(), id_masked: Type.String(), engagements: Type.Array(EngagementView) })), merge_id: nullable(Id),
})

export const queueKinds = ['late-company', 'roster-to-review', 'fact-conflict', 'self-declared', 'duplicate', 'outlet-unchecked', 'station-remark', 'station-unconfirmed', 'stock-low', 'application-due'] as const
export const QueueItem = Type.Object({
  key: Type.String(), kind: oneOf(queueKinds), title: Type.String(), note: Type.String(), due_at: nullable(Instant), since: Instant, place_name: Type.String(), who: Type.String(), href: Type.String({ description: 'where the desk opens it' }),
})

const CheckFinding = Type.Object({ engagement_id: Id, here: Type.Boolean() }, { additionalProperties: false })
const Unlisted = Type.Object({ name: Name, phone: Type.Optional(Type.String({ maxLength: 20 })), kind: Type.Optional(oneOf(engagementKinds)), post: Type.Optional(Type.String({ maxLength: 50 })) }, { additionalProperties: false })
const SelfSaid = { kind: Type.Optional(oneOf(engagementKinds)), agency_name: Type.Optional(Type.String({ maxLength: 100 })), post: Type.Optional(Type.String({ maxLength: 50 })), hired_on: Type.Optional(Day) }

export const registryOperations = operations({
  // classification
  'GET /trades': { summary: 'The classification of trades', access: 'public', reply: Type.Object({ items: Type.Array(Trade) }) },
  'PUT /trades/{code}': { summary: 'Adds or changes a trade; its boundary note is part of it', access: 'trade.write', params: Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }) }), body: Type.Object({ name: Name, name_en: Name, occupation: Type.Optional(Type.String({ maxLength: 20 })), note: Type.Optional(Type.String({ maxLength: 1000 })), retired: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), reply: Trade },
  'GET /brands': { summary: 'Brands', access: 'company.read', reply: Type.Object({ items: Type.Array(Brand) }) },
  'POST /brands': { summary: 'Adds a brand', access: 'company.write', body: Type.Object({ name: Name, trade: Type.String() }, { additionalProperties: false }), reply: Brand, status: 201, problems: ['already-exists'] },

  // companies
  'GET /companies': { summary: 'Companies in reach', access: 'company.read', query: Type.Object({ search: Search, kind: Type.Optional(oneOf(companyKinds)), trade: Type.Optional(Type.String()), freshness: Type.Optional(oneOf(freshnessStates)), place: Type.Optional(PlaceCode), sort: Type.Optional(oneOf(['name', 'late'], { default: 'name' })), ...pageQuery }), reply: page(Company) },
  'GET /companies/export': { summary: 'The same list as a spreadsheet', access: 'company.read', query: Type.Object({ search: Search, kind: Type.Optional(oneOf(companyKinds)), trade: Type.Optional(Type.String()), freshness: Type.Optional(oneOf(freshnessStates)), place: Type.Optional(PlaceCode), ...format }), reply: 'file', transaction: 'own' },
  'POST /companies': { summary: 'Adds a company; the credit code is checked', access: 'company.write', body: Type.Object({ name: Name, short_name: Name, credit_code: Type.String({ maxLength: 30 }), kind: oneOf(companyKinds), brand_id: Type.Optional(nullable(Id)), trade: Type.String(), place: PlaceCode, contact_name: Type.Optional(Short), contact_phone: Type.Optional(Type.String({ maxLength: 20 })), cadence_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92 })), due_time: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })), submits: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), reply: Company, status: 201, problems: ['already-exists', 'invalid-request'] },
  'GET /companies/{id}': { summary: 'One company', access: 'company.read', params: IdParams, reply: Company },
  'PATCH /companies/{id}': { summary: 'Changes a company', access: 'company.write', params: IdParams, body: Type.Object({ name: Type.Optional(Name), short_name: Type.Optional(Name), brand_id: Type.Optional(nullable(Id)), trade: Type.Optional(Type.String()), place: Type.Optional(PlaceCode), contact_name: Type.Optional(Short), contact_phone: Type.Optional(Type.String({ maxLength: 20 })), cadence_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92 })), due_time: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })), submits: Type.Optional(Type.Boolean()), closed_on: Type.Optional(nullable(Day)) }, { additionalProperties: false }), reply: Company, problems: ['changed-meanwhile'] },

  // outlets
  'GET /outlets': { summary: 'Outlets in reach', access: 'outlet.read', query: Type.Object({ search: Search, company: Type.Optional(Id), place: Type.Optional(PlaceCode), trade: Type.Optional(Type.String()), freshness: Type.Optional(oneOf(freshnessStates)), unchecked_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })), closed: Type.Optional(Type.Boolean({ default: false })), sort: Type.Optional(oneOf(['workers', 'name', 'late', 'checked'], { default: 'workers' })), ...pageQuery }), reply: page(Outlet) },
  'GET /outlets/export': { summary: 'The same list as a spreadsheet', access: 'outlet.read', query: Type.Object({ search: Search, company: Type.Optional(Id), place: Type.Optional(PlaceCode), trade: Type.Optional(Type.String()), freshness: Type.Optional(oneOf(freshnessStates)), unchecked_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })), ...format }), reply: 'file', transaction: 'own' },
  'GET /outlets/summary': { summary: 'Counts for the outlets page and its filters', access: 'outlet.read', query: Type.Object({ place: Type.Optional(PlaceCode) }), reply: Type.Object({ companies: Type.Integer(), outlets: Type.Integer(), workers: Type.Integer(), late: Type.Integer(), unchecked_30_days: Type.Integer(), never: Type.Integer() }) },
  'POST /outlets': { summary: 'Adds an outlet', access: 'outlet.write', body: Type.Object({ company_id: Id, operator_id: Type.Optional(nullable(Id)), name: Name, kind: oneOf(outletKinds), trade: Type.Optional(Type.String()), place: PlaceCode, position: Type.Optional(nullable(Position)), datum: Type.Optional(oneOf(['wgs84', 'gcj02'], { default: 'wgs84' })), address: Type.Optional(Short), manager_name: Type.Optional(Short), manager_phone: Type.Optional(Type.String({ maxLength: 20 })), opened_on: Type.Optional(Day) }, { additionalProperties: false }), reply: Outlet, status: 201, problems: ['already-exists', 'invalid-request'] },
  'GET /outlets/{id}': { summary: 'One outlet', access: 'outlet.read', params: IdParams, reply: Outlet },
  'PATCH /outlets/{id}': { summary: 'Changes an outlet; moving it to another place moves its engagements along; closing ends them', access: 'outlet.write', params: IdParams, body: Type.Object({ name: Type.Optional(Name), operator_id: Type.Optional(nullable(Id)), kind: Type.Optional(oneOf(outletKinds)), trade: Type.Optional(Type.String()), place: Type.Optional(PlaceCode), position: Type.Optional(nullable(Position)), datum: Type.Optional(oneOf(['wgs84', 'gcj02'], { default: 'wgs84' })), address: Type.Optional(Short), manager_name: Type.Optional(Short), manager_phone: Type.Optional(Type.String({ maxLength: 20 })), closed_on: Type.Optional(nullable(Day)) }, { additionalProperties: false }), reply: Outlet, problems: ['changed-meanwhile', 'already-exists'] },
  'GET /outlets/{id}/people': { summary: 'Who should be here: for a check on the spot', access: 'check.write', params: IdParams, reply: Type.Object({ items: Type.Array(Type.Object({ engagement_id: Id, name: Type.String(), phone_tail: Type.String(), kind: oneOf(engagementKinds), post: Type.String(), since: Day, standing: oneOf(standings) })) }) },
  'POST /outlets/{id}/checks': { summary: 'A visit: who is here, who is not, who is here and not on the list', access: 'check.write', params: IdParams, body: Type.Object({ findings: Type.Array(CheckFinding, { maxItems: 5000 }), unlisted: Type.Optional(Type.Array(Unlisted, { maxItems: 200 })), note: Type.Optional(Type.String({ maxLength: 500 })) }, { additionalProperties: false }), reply: Type.Object({ id: Id, seen: Type.Integer(), missing: Type.Integer(), unlisted: Type.Integer() }), status: 201 },
  'GET /outlets/{id}/checks': { summary: 'Earlier visits', access: 'check.read', params: IdParams, query: Type.Object(pageQuery), reply: page(Type.Object({ id: Id, checked_at: Instant, checked_by: Type.String(), seen: Type.Integer(), missing: Type.Integer(), unlisted: Type.Integer(), note: Type.String() })) },
  'POST /outlets/{id}/posters': { summary: 'A code for a poster: scan, sign in, say "I work here"', access: 'poster.write', params: IdParams, reply: Type.Object({ code: Type.String(), href: Type.String({ description: 'what the QR code holds' }), outlet: Type.String() }), status: 201 },
  'GET /outlets/{id}/posters': { summary: 'Posters of an outlet', access: 'poster.write', params: IdParams, reply: Type.Object({ items: Type.Array(Type.Object({ code: Type.String(), href: Type.String(), created_at: Instant, revoked_at: nullable(Instant) })) }) },
  'DELETE /posters/{code}': { summary: 'Ends a poster', access: 'poster.write', params: Type.Object({ code: Type.String({ maxLength: 20 }) }), reply: 'none' },
  'GET /posters/{code}': { summary: 'Which outlet a poster stands for', access: 'public', rate: 60, params: Type.Object({ code: Type.String({ maxLength: 20 }) }), reply: Type.Object({ outlet: Type.String(), company: Type.String(), address: Type.String() }) },

  // workers
  'GET /workers': { summary: 'Workers in reach, by name; search by name, pinyin, initials, phone tail or outlet', access: 'worker.read', query: Type.Object({ search: Search, place: Type.Optional(PlaceCode), company: Type.Optional(Id), outlet: Type.Optional(Id), kind: Type.Optional(oneOf(engagementKinds)), standing: Type.Optional(oneOf(standings)), arrived_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: 'came within so many days' })), several: Type.Optional(Type.Boolean({ description: 'at more than one company' })), away: Type.Optional(Type.Boolean({ description: 'also those without a current engagement' })), ...pageQuery }), reply: page(WorkerRow) },
  'GET /workers/export': { summary: 'The same list as a spreadsheet, masked', access: 'worker.read', query: Type.Object({ search: Search, place: Type.Optional(PlaceCode), company: Type.Optional(Id), outlet: Type.Optional(Id), kind: Type.Optional(oneOf(engagementKinds)), standing: Type.Optional(oneOf(standings)), arrived_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })), several: Type.Optional(Type.Boolean()), ...format }), reply: 'file', transaction: 'own' },
  'GET /workers/summary': { summary: 'Counts for the workers page and its filters', access: 'worker.read', query: Type.Object({ place: Type.Optional(PlaceCode) }), reply: Type.Object({ workers: Type.Integer(), new_30_days: Type.Integer(), several: Type.Integer(), self_declared: Type.Integer(), conflicts: Type.Integer(), duplicates: Type.Integer() }) },
  'POST /workers': { summary: 'Registers a worker found on the spot, with a first engagement', access: 'worker.write', body: Type.Object({ name: Name, phone: Type.Optional(Type.String({ maxLength: 20 })), id_number: Type.Optional(Type.String({ maxLength: 30 })), outlet_id: Id, kind: oneOf(engagementKinds), agency_name: Type.Optional(Type.String({ maxLength: 100 })), post: Type.Optional(Type.String({ maxLength: 50 })), since: Type.Optional(Day) }, { additionalProperties: false }), reply: WorkerDetail, status: 201, problems: ['already-exists', 'invalid-request'] },
  'GET /workers/{id}': { summary: 'One worker: engagements over time, sources side by side', access: 'worker.read', params: IdParams, reply: WorkerDetail },
  'POST /workers/{id}/disclosures': { summary: 'Reads a clear ID number or phone; recorded with purpose and shown to the worker', access: 'worker.reveal', notRemembered: true, params: IdParams, body: Type.Object({ field: oneOf(disclosureFields), purpose: oneOf(disclosurePurposes), matter: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }), reply: Type.Object({ value: Type.String(), seconds: Type.Integer({ description: 'how long to show it' }) }), status: 201, problems: ['rule'] },
  'GET /workers/{id}/disclosures': { summary: 'Who has read this worker’s clear data', access: 'worker.read', params: IdParams, query: Type.Object(pageQuery), reply: page(DisclosureView) },
  'POST /engagements/{id}/settlements': { summary: 'Settles which source stands for a field', access: 'fact.settle', params: IdParams, body: Type.Object({ field: oneOf(factFields), source: oneOf(sources), note: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }), reply: WorkerDetail, status: 201, problems: ['rule'] },
  'DELETE /engagements/{id}/settlements/{field}': { summary: 'Takes a settlement back; the rule decides again', access: 'fact.settle', params: Type.Object({ id: Id, field: oneOf(factFields) }), reply: WorkerDetail },

  // engagements
  'GET /engagements': { summary: 'Engagements in reach; an employer sees its own as it listed them', access: 'engagement.read', query: Type.Object({ company: Type.Optional(Id), outlet: Type.Optional(Id), worker: Type.Optional(Id), place: Type.Optional(PlaceCode), standing: Type.Optional(oneOf(standings)), current: Type.Optional(Type.Boolean({ default: true })), search: Search, ...pageQuery }), reply: page(EngagementRow) },
  'POST /engagements': { summary: 'Adds an engagement seen on the spot to a known worker', access: 'engagement.write', body: Type.Object({ worker_id: Id, outlet_id: Id, kind: oneOf(engagementKinds), agency_name: Type.Optional(Type.String({ maxLength: 100 })), post: Type.Optional(Type.String({ maxLength: 50 })), since: Type.Optional(Day) }, { additionalProperties: false }), reply: EngagementView, status: 201, problems: ['already-exists'] },
  'GET /engagements/{id}': { summary: 'One engagement', access: 'engagement.read', params: IdParams, reply: EngagementView },
  'POST /engagements/{id}/end': { summary: 'Ends an engagement', access: 'engagement.write', params: IdParams, body: Type.Object({ until: Type.Optional(Day) }, { additionalProperties: false }), reply: EngagementView, problems: ['wrong-state'] },
  'POST /engagements/{id}/confirmation': { summary: 'Confirms a self-declared engagement, or says it is not so', access: 'engagement.confirm', params: IdParams, body: Type.Object({ confirmed: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }), reply: EngagementView, status: 201, problems: ['wrong-state'] },

  // duplicates
  'GET /duplicates': { summary: 'Pairs that may be one person, with reasons', access: 'duplicate.read', query: Type.Object({ state: Type.Optional(oneOf(['open', 'merged', 'dismissed'], { default: 'open' })), worker: Type.Optional(Id), ...pageQuery }), reply: page(DuplicateView) },
  'POST /duplicates/{id}/merge': { summary: 'Merges the pair into one worker; nothing is lost', access: 'duplicate.decide', params: IdParams, body: Type.Object({ keep: Id }, { additionalProperties: false }), reply: DuplicateView, status: 201, problems: ['wrong-state'] },
  'DELETE /duplicates/{id}/merge': { summary: 'Takes the merge back', access: 'duplicate.decide', params: IdParams, reply: DuplicateView, problems: ['built-upon', 'wrong-state'] },
  'POST /duplicates/{id}/dismissal': { summary: 'They are two people; stays dismissed', access: 'duplicate.decide', params: IdParams, reply: DuplicateView, status: 201, problems: ['wrong-state'] },

  // the worker's own
  'GET /me/engagements': { summary: 'My engagements, current and past, with what each source says', access: 'worker', reply: Type.Object({ items: Type.Array(EngagementView), facts: Type.Array(Type.Object({ engagement_id: Id, facts: Type.Array(Fact), disagreements: Type.Integer() })) }) },
  'POST /me/engagements': { summary: 'I work here: by the code of a poster', access: 'worker', body: Type.Object({ poster: Type.String({ maxLength: 20 }), name: Type.Optional(Name), ...SelfSaid }, { additionalProperties: false }), reply: EngagementView, status: 201, problems: ['already-exists', 'rule'] },
  'PUT /me/engagements/{id}/statement': { summary: 'Is this right? What I say of one of my engagements', access: 'worker', params: IdParams, body: Type.Object({ name: Type.Optional(Name), ...SelfSaid }, { additionalProperties: false }), reply: EngagementView },
  'POST /me/engagements/{id}/end': { summary: 'I no longer work here', access: 'worker', params: IdParams, body: Type.Object({ until: Type.Optional(Day) }, { additionalProperties: false }), reply: EngagementView, problems: ['wrong-state'] },

  // the desk
  'GET /queue': { summary: 'What waits for me: late companies, rosters, conflicts, self-declared, duplicates, unchecked outlets, remarks about stations …', access: 'queue.read', query: Type.Object({ place: Type.Optional(PlaceCode), kind: Type.Optional(oneOf(queueKinds)) }), reply: Type.Object({ items: Type.Array(QueueItem), total: Type.Integer(), late: Type.Integer(), today: Type.Integer(), by_kind: Type.Record(Type.String(), Type.Integer()) }) },
  'GET /pulse': { summary: 'The week at a glance: people present, on-time rosters, joiners, leavers, moves, checked outlets', access: 'queue.read', query: Type.Object({ place: Type.Optional(PlaceCode) }), reply: Type.Object({ present: Type.Integer(), present_by_day: Type.Array(Type.Object({ day: Day, value: Type.Integer() })), on_time_share: nullable(Type.Number()), checked_30_days_share: nullable(Type.Number()), joined: Type.Integer(), left: Type.Integer(), moved: Type.Integer(), conflicts: Type.Integer(), since: Instant, late_companies: Type.Array(Type.Object({ id: Id, short_name: Type.String(), freshness: Freshness })) }) },
  'GET /filters': { summary: 'My saved filters of a list', access: 'signed-in', query: Type.Object({ list: oneOf(['outlets', 'workers', 'companies', 'rosters', 'stations', 'applications']) }), reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String(), query: Type.Record(Type.String(), Type.Any()) })) }) },
  'POST /filters': { summary: 'Saves a filter', access: 'signed-in', body: Type.Object({ list: oneOf(['outlets', 'workers', 'companies', 'rosters', 'stations', 'applications']), name: Name, query: Type.Record(Type.String(), Type.Any()) }, { additionalProperties: false }), reply: Type.Object({ id: Id, name: Type.String(), query: Type.Record(Type.String(), Type.Any()) }), status: 201 },
  'DELETE /filters/{id}': { summary: 'Forgets a filter', access: 'signed-in', params: IdParams, reply: 'none' },
  'POST /companies/{id}/reminders': { summary: 'Reminds a late company’s contact to submit', access: 'company.contact', params: IdParams, reply: 'none', problems: ['too-many', 'rule'] },
})

// The catalogue of services, the rules of who is meant, and the forms: on the wire. Rules and forms are data.

import { Type, type Static } from 'typebox'
import { operations } from './operation.ts'
import { engagementKinds } from './registry.ts'
import { Day, Id, IdParams, Instant, PlaceCode, nullable, oneOf } from './schema.ts'

export const serviceGroups = ['functional', 'care'] as const
export const serviceStates = ['draft', 'published', 'retired'] as const
export const serviceIcons = ['health', 'permit', 'e-bike', 'home', 'check-up', 'meal', 'child', 'legal', 'insurance', 'training', 'papers', 'heart'] as const

/** What is read on screen, in both languages. */
const words = (most: number, least = 0) => Type.Object({ zh: Type.String({ minLength: least, maxLength: most }), en: Type.String({ maxLength: most }) }, { additionalProperties: false })
const title = words(60, 1)
/** Names a step, a document, a field: also the order of a JSON object, so never a number. */
export const codePattern = '^[a-z][a-z0-9_]{0,39}$'
const Code = Type.String({ pattern: codePattern })

// Who is meant. A rule is met when each of its parts is; a part with `any` when one of its conditions is.

export const ruleFacts = ['trade', 'company', 'brand', 'place', 'engagement', 'months', 'age'] as const
const turned = { not: Type.Optional(Type.Boolean({ description: 'everybody but these' })) }
const ids = Type.Array(Id, { minItems: 1, maxItems: 100 })
const between = (most: number) => ({ at_least: Type.Optional(Type.Integer({ minimum: 0, maximum: most })), at_most: Type.Optional(Type.Integer({ minimum: 0, maximum: most })) })
export const Condition = Type.Union([
  Type.Object({ fact: Type.Literal('trade'), in: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 50 }), ...turned }, { additionalProperties: false }),
  Type.Object({ fact: Type.Literal('company'), in: ids, ...turned }, { additionalProperties: false }),
  Type.Object({ fact: Type.Literal('brand'), in: ids, ...turned }, { additionalProperties: false }),
  Type.Object({ fact: Type.Literal('place'), in: Type.Array(PlaceCode, { minItems: 1, maxItems: 100, description: 'works inside one of them' }), ...turned }, { additionalProperties: false }),
  Type.Object({ fact: Type.Literal('engagement'), in: Type.Array(oneOf(engagementKinds), { minItems: 1, maxItems: 4 }), ...turned }, { additionalProperties: false }),
  Type.Object({ fact: Type.Literal('months'), ...between(600), ...turned }, { additionalProperties: false, description: 'whole months since the longest spell that goes on began' }),
  Type.Object({ fact: Type.Literal('age'), ...between(150), ...turned }, { additionalProperties: false, description: 'whole years, from the ID number' }),
])
export const EligibilityRule = Type.Object(
  { all: Type.Array(Type.Union([Condition, Type.Object({ any: Type.Array(Condition, { minItems: 1, maxItems: 20 }) }, { additionalProperties: false })]), { maxItems: 20 }) },
  { additionalProperties: false, description: 'no parts: everybody' },
)
export type Condition = Static<typeof Condition>
export type EligibilityRule = Static<typeof EligibilityRule>

/**
 * yes, no: by what is on record, which the worker agreed to have looked at. unknown: the record does not say.
 * not-asked: the worker has not agreed; nothing was looked at. With the last two: you may apply, we will ask.
 */
export const eligibilityVerdicts = ['yes', 'no', 'unknown', 'not-asked'] as const
export const Eligibility = Type.Object({
  verdict: oneOf(eligibilityVerdicts),
  words: Type.String({ description: 'the rule, for people; empty where everybody is meant' }),
  reasons: Type.Array(Type.String({ description: 'of a no: which part is not met' })),
  looks_at: Type.Array(oneOf(ruleFacts), { description: 'what agreeing would let the rule look at' }),
})

// The form: a subset of JSON Schema 2020-12. `title` and `description` are Chinese, x-title-en and x-description-en English.
// Fields stand in the order of `properties`.

export const formWidgets = ['text', 'long-text', 'integer', 'yes-no', 'date', 'choice', 'choices', 'phone', 'id-number', 'attachment'] as const
const Choice = Type.Object({ const: Type.String({ minLength: 1, maxLength: 60 }), title: Type.String({ minLength: 1, maxLength: 60 }), 'x-title-en': Type.String({ maxLength: 60 }) }, { additionalProperties: false })
export const FormField = Type.Object({
  type: oneOf(['string', 'integer', 'boolean', 'array']),
  'x-widget': oneOf(formWidgets),
  title: Type.String({ minLength: 1, maxLength: 60 }),
  'x-title-en': Type.String({ maxLength: 60 }),
  description: Type.Optional(Type.String({ maxLength: 200 })),
  'x-description-en': Type.Optional(Type.String({ maxLength: 200 })),
  format: Type.Optional(oneOf(['date', 'cn-phone', 'cn-id'], { description: 'of the widgets date, phone and id-number' })),
  minLength: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
  minimum: Type.Optional(Type.Integer()),
  maximum: Type.Optional(Type.Integer()),
  oneOf: Type.Optional(Type.Array(Choice, { minItems: 1, maxItems: 60, description: 'of a choice' })),
  items: Type.Optional(Type.Object({ type: oneOf(['string', 'integer']), oneOf: Type.Optional(Type.Array(Choice, { minItems: 1, maxItems: 60 })) }, { additionalProperties: false })),
  minItems: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  maxItems: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  uniqueItems: Type.Optional(Type.Boolean()),
  'x-identity': Type.Optional(Type.Boolean({ description: 'an attachment that shows an identity document: each opening is told to the worker' })),
}, { additionalProperties: false })
export const FormSchema = Type.Object({
  type: Type.Literal('object'),
  properties: Type.Record(Code, FormField, { maxProperties: 60 }),
  required: Type.Array(Code, { maxItems: 60, uniqueItems: true }),
}, { additionalProperties: false })
export type FormField = Static<typeof FormField>
export type FormSchema = Static<typeof FormSchema>

/** By the form: text, whole number, yes or no, list of choices, or ids of attachments. Checked against the form, not here. */
export const Answers = Type.Record(Code, Type.Any(), { maxProperties: 60 })
export type Answers = Record<string, unknown>

export const ServiceDocument = Type.Object({
  code: Code, title, note: words(200),
  how: oneOf(['photo', 'bring', 'either'], { description: 'a photo or PDF with the application; brought along; as the worker likes' }),
  required: Type.Boolean(),
  identity: Type.Boolean({ description: 'an identity document: each opening is told to the worker' }),
}, { additionalProperties: false })
export const ServiceStep = Type.Object({ code: Code, title, note: words(200) }, { additionalProperties: false })

/** What staff edit, whole: one version of a service. */
export const ServiceContent = Type.Object({
  group: oneOf(serviceGroups), icon: oneOf(serviceIcons), provider_id: nullable(Id),
  title, summary: words(120), description: words(2000),
  eligibility: EligibilityRule, eligibility_note: words(300),
  form: FormSchema,
  documents: Type.Array(ServiceDocument, { maxItems: 20 }),
  steps: Type.Array(ServiceStep, { minItems: 1, maxItems: 12 }),
  promised_days: Type.Integer({ minimum: 1, maximum: 250, description: 'working days' }),
  monthly_quota: nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  price_fen: Type.Integer({ minimum: 0, maximum: 100_000_000 }), price_note: words(120),
  where: words(200), places: Type.Array(PlaceCode, { maxItems: 100, description: 'offered to who works inside one of them; none: everywhere the service answers to' }), station_ids: Type.Array(Id, { maxItems: 100 }),
}, { additionalProperties: false })
export type ServiceContent = Static<typeof ServiceContent>
export type ServiceDocument = Static<typeof ServiceDocument>
export type ServiceStep = Static<typeof ServiceStep>

const Provider = Type.Object({ id: Id, name: Type.String() })

/** A row of the catalogue as anybody sees it. */
export const ServiceCard = Type.Object({
  id: Id, group: oneOf(serviceGroups), icon: oneOf(serviceIcons), title: words(60), summary: words(120), provider: nullable(Provider), promised_days: Type.Integer(), price_fen: Type.Integer(), price_note: words(120),
  quota_left: nullable(Type.Integer({ description: 'this month; null: as many as come' })), documents: Type.Integer(),
})
export const PublicService = Type.Object({
  id: Id, version: Type.Integer(), state: oneOf(serviceStates), place: PlaceCode, place_name: Type.String(), provider: nullable(Provider), content: ServiceContent, eligibility_words: Type.String(),
  quota_left: nullable(Type.Integer()), promised_on: Day, stations: Type.Array(Type.Object({ id: Id, name: Type.String() })),
})
const ConsentAsked = Type.Object({ purpose: oneOf(['service-on-my-behalf', 'service-eligibility']), version: Type.String(), title: Type.String(), text: Type.String(), granted: Type.Boolean() })
/** What the worker sees besides: whether they are meant, what is missing to apply. */
export const MyService = Type.Object({
  service_id: Id, eligibility: Eligibility, consents: Type.Array(ConsentAsked), open_application: nullable(Id),
  draft: nullable(Type.Object({ answers: Answers, documents: Type.Array(Type.Object({ code: Code, attachment_id: Id })), saved_at: Instant, outdated: Type.Boolean({ description: 'the form has changed since' }) })),
})

export const Finding = Type.Object({ field: Type.String({ description: 'form.properties.phone.title' }), message: Type.String() })
/** As staff edit it. */
export const CatalogueRow = Type.Object({
  id: Id, state: oneOf(serviceStates), group: oneOf(serviceGroups), icon: oneOf(serviceIcons), title: words(60), provider: nullable(Provider), place: PlaceCode, place_name: Type.String(), position: Type.Integer(),
  version: nullable(Type.Integer()), draft: Type.Boolean({ description: 'has changes that are not published' }), promised_days: Type.Integer(), monthly_quota: nullable(Type.Integer()), taken_this_month: Type.Integer(), open_applications: Type.Integer({ description: 'in reach' }), changed_at: Instant, may_edit: Type.Boolean(), revision: Type.Integer(),
})
export const CatalogueEntry = Type.Object({
  ...CatalogueRow.properties,
  content: ServiceContent, published: nullable(ServiceContent), findings: Type.Array(Finding), eligibility_words: Type.String(),
  versions: Type.Array(Type.Object({ version: Type.Integer(), published_at: Instant, published_by: Type.String() })),
})
export const RefusalReason = Type.Object({ code: Code, words: words(120), position: Type.Integer(), retired: Type.Boolean(), revision: Type.Integer() })

export const servicesOperations = operations({
  // for everybody
  'GET /services': { summary: 'The catalogue: published services in their order', access: 'public', query: Type.Object({ group: Type.Optional(oneOf(serviceGroups)), place: Type.Optional(PlaceCode), provider: Type.Optional(Id) }), reply: Type.Object({ items: Type.Array(ServiceCard) }) },
  'GET /services/{id}': { summary: 'One published service, with its form, documents, steps and the day it would be done if applied for today', access: 'public', params: IdParams, reply: PublicService },

  // for the worker
  'GET /me/services/{id}': { summary: 'Whether I am meant, what I would agree to, and my draft', access: 'worker', params: IdParams, reply: MyService },
  'PUT /me/services/{id}/draft': { summary: 'Keeps what I have filled in so far; checked only when it is sent', access: 'worker', params: IdParams, body: Type.Object({ answers: Answers, documents: Type.Optional(Type.Array(Type.Object({ code: Code, attachment_id: Id }, { additionalProperties: false }), { maxItems: 60 })) }, { additionalProperties: false }), bodyBytes: 256 * 1024, reply: Type.Object({ saved_at: Instant }), problems: ['invalid-request'] },
  'DELETE /me/services/{id}/draft': { summary: 'Throws my draft away, and what was uploaded for it', access: 'worker', params: IdParams, reply: 'none' },

  // the editor
  'GET /catalogue': { summary: 'All services in reach, with drafts and retired ones', access: 'service.read', query: Type.Object({ state: Type.Optional(oneOf(serviceStates)), group: Type.Optional(oneOf(serviceGroups)), provider: Type.Optional(Id), search: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })) }), reply: Type.Object({ items: Type.Array(CatalogueRow) }) },
  'POST /catalogue': { summary: 'Adds a service as a draft', access: 'service.write', body: Type.Object({ place: PlaceCode, content: ServiceContent }, { additionalProperties: false }), reply: CatalogueEntry, status: 201, problems: ['invalid-request'] },
  'PUT /catalogue/order': { summary: 'The order of the whole catalogue; services left out follow as they stood', access: 'service.write', body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }, { additionalProperties: false }), reply: Type.Object({ items: Type.Array(CatalogueRow) }) },
  'POST /catalogue/preview': { summary: 'What a content would look like: what is missing in it, a filled-in example, and which of some answers the form refuses', access: 'service.write', body: Type.Object({ content: ServiceContent, answers: Type.Optional(Answers) }, { additionalProperties: false }), reply: Type.Object({ findings: Type.Array(Finding), eligibility_words: Type.String(), example: Answers, errors: Type.Array(Finding), promised_on: Day }) },
  'POST /catalogue/reach': { summary: 'How many people a rule means, of those on record in reach; fewer than the smallest cell are not told', access: 'service.write', body: Type.Object({ eligibility: EligibilityRule }, { additionalProperties: false }), reply: Type.Object({ words: Type.String(), people: nullable(Type.Integer()), of: Type.Integer() }), problems: ['invalid-request'] },
  'GET /catalogue/{id}': { summary: 'One service as it is edited: draft, what is published, what is missing', access: 'service.read', params: IdParams, reply: CatalogueEntry },
  'PUT /catalogue/{id}/draft': { summary: 'Saves the draft; what is published stays as it is', access: 'service.write', params: IdParams, body: Type.Object({ content: ServiceContent }, { additionalProperties: false }), reply: CatalogueEntry, problems: ['changed-meanwhile', 'invalid-request'] },
  'DELETE /catalogue/{id}/draft': { summary: 'Throws the changes away', access: 'service.write', params: IdParams, reply: 'none', problems: ['wrong-state'] },
  'POST /catalogue/{id}/publication': { summary: 'Publishes the draft as the next version; applications go on under the version they were made for', access: 'service.write', params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: CatalogueEntry, status: 201, problems: ['wrong-state', 'rule', 'changed-meanwhile'] },
  'POST /catalogue/{id}/retirement': { summary: 'Takes a service out of the catalogue; open applications are finished', access: 'service.write', params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: CatalogueEntry, status: 201, problems: ['wrong-state'] },
  'DELETE /catalogue/{id}/retirement': { summary: 'Puts it back', access: 'service.write', params: IdParams, reply: CatalogueEntry, problems: ['wrong-state'] },
  'GET /catalogue/{id}/versions/{version}': { summary: 'What was published then', access: 'service.read', params: Type.Object({ id: Id, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }), reply: Type.Object({ version: Type.Integer(), published_at: Instant, content: ServiceContent }) },

  // why something is refused
  'GET /refusal-reasons': { summary: 'Reasons for refusing, in their order', access: 'service.read', query: Type.Object({ retired: Type.Optional(Type.Boolean({ default: false })) }), reply: Type.Object({ items: Type.Array(RefusalReason) }) },
  'PUT /refusal-reasons/{code}': { summary: 'Adds or changes a reason', access: 'service.write', params: Type.Object({ code: Code }), body: Type.Object({ words: words(120, 1), position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })), retired: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), reply: RefusalReason, problems: ['changed-meanwhile'] },
})

// Applications: what a worker asks a provider to do, step by step. On the wire.

import { Type, type Static } from 'typebox'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, PlaceCode, nullable, oneOf, page, pageQuery } from './schema.ts'
import { Answers, codePattern, eligibilityVerdicts, formWidgets, serviceIcons } from './services.ts'

export const applicationStates = ['submitted', 'in-progress', 'asked', 'approved', 'refused', 'withdrawn'] as const
export const openApplicationStates = ['submitted', 'in-progress', 'asked'] as const
export const historyKinds = ['submitted', 'stepped', 'asked', 'answered', 'offered', 'offer-taken-back', 'offer-declined', 'handed-over', 'approved', 'refused', 'withdrawn', 'rated'] as const
/** How a worker's word was given to the staff member who applies for them. */
export const consentWays = ['signed-paper', 'spoken', 'by-phone', 'on-record'] as const

const Code = Type.String({ pattern: codePattern })
const Said = Type.String({ maxLength: 500 })
const Told = Type.String({ minLength: 1, maxLength: 500 })
const Named = Type.Object({ id: Id, name: Type.String() })
const DocumentGiven = Type.Object({ code: Code, attachment_id: Id }, { additionalProperties: false })
const documentsGiven = Type.Array(DocumentGiven, { maxItems: 60 })
const answerBody = Type.Object({ words: Type.Optional(Said), answers: Type.Optional(Answers), documents: Type.Optional(documentsGiven) }, { additionalProperties: false, description: 'answers and documents are added to those given before; a field or document given again counts instead' })

export const ApplicationDocument = Type.Object({
  id: Id, code: Code, title: Type.String(), name: Type.String(), type: Type.String({ description: 'image/jpeg or application/pdf' }), bytes: Type.Integer(), identity: Type.Boolean(), added_at: Instant, replaced: Type.Boolean({ description: 'a later one counts instead' }),
})
export const ApplicationAnswer = Type.Object({
  key: Type.String(), title: Type.String(), widget: oneOf(formWidgets), value: Type.String({ description: 'for people, in the caller’s language; choices by their titles; phone and ID number masked for staff' }), masked: Type.Boolean(),
})
export const HistoryEntry = Type.Object({
  id: Id, at: Instant, kind: oneOf(historyKinds), step: nullable(Type.String({ description: 'title of the step' })), who: Type.String({ description: 'name and title as they were; empty: the worker' }), provider: nullable(Type.String({ description: 'to whom it was handed or offered' })), reason: nullable(Type.String()), words: Type.String(), due_on: nullable(Day),
})
const row = {
  id: Id, service: Type.Object({ id: Id, title: Type.String(), icon: oneOf(serviceIcons) }), provider: nullable(Named), state: oneOf(applicationStates), step: nullable(Type.Integer({ description: 'index of the step it is at' })), step_title: nullable(Type.String()), steps: Type.Integer(),
  submitted_at: Instant, due_on: nullable(Day), stopped: Type.Boolean({ description: 'the clock stands still: something was asked' }), on_behalf: Type.Boolean(), closed_at: nullable(Instant), revision: Type.Integer(),
}
export const MyApplicationRow = Type.Object(row)
export const ApplicationRow = Type.Object({
  ...row,
  worker: Type.Object({ id: Id, name: Type.String(), phone_masked: Type.String() }), place: PlaceCode, place_name: Type.String(), overdue_days: Type.Integer({ description: 'working days past the promise; 0 while the clock stands' }), offered_to: nullable(Named), eligibility: oneOf(eligibilityVerdicts), stars: nullable(Type.Integer()),
})
const detail = {
  version: Type.Integer(), place: PlaceCode, place_name: Type.String(), step_titles: Type.Array(Type.Object({ code: Code, title: Type.String(), note: Type.String(), entered_at: nullable(Instant) })), promised_days: Type.Integer(), stopped_days: Type.Integer({ description: 'working days the clock stood still' }),
  answers: Type.Array(ApplicationAnswer), documents: Type.Array(ApplicationDocument), history: Type.Array(HistoryEntry),
  asked: nullable(Type.Object({ at: Instant, words: Type.String(), fields: Type.Array(Type.Object({ key: Code, title: Type.String() })), documents: Type.Array(Type.Object({ code: Code, title: Type.String() })) })),
  refusal: nullable(Type.Object({ code: Code, reason: Type.String(), words: Type.String() })), result_words: Type.String(), rating: nullable(Type.Object({ stars: Type.Integer(), words: Type.String(), at: Instant })),
  consent: Type.Object({ way: oneOf(['in-the-app', ...consentWays]), note: Type.String(), by: Type.String({ description: 'empty: the worker' }), stands: Type.Boolean({ description: 'not taken back since' }) }),
}
export const MyApplication = Type.Object({ ...row, ...detail, may: Type.Array(oneOf(['answer', 'withdraw', 'rate'])) })
export const ApplicationDetail = Type.Object({ ...ApplicationRow.properties, ...detail, may: Type.Array(oneOf(['step', 'ask', 'answer', 'approve', 'refuse', 'hand-over', 'decide-hand-over', 'open'])) })

const filter = {
  state: Type.Optional(oneOf([...applicationStates, 'open'], { description: 'open: neither approved, refused nor withdrawn' })), service: Type.Optional(Id), provider: Type.Optional(Id), place: Type.Optional(PlaceCode), worker: Type.Optional(Id),
  overdue: Type.Optional(Type.Boolean()), due_within_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 90, description: 'calendar days' })), offered: Type.Optional(Type.Boolean({ description: 'offered by one provider to another and not yet decided' })), search: Type.Optional(Type.String({ minLength: 1, maxLength: 50, description: 'number of the application, name, pinyin, initials or last digits of the phone' })),
}
const Deed = Type.Union([
  Type.Object({ do: Type.Literal('step'), step: Type.Integer({ minimum: 0, maximum: 11 }), words: Type.Optional(Said) }, { additionalProperties: false }),
  Type.Object({ do: Type.Literal('approve'), words: Type.Optional(Said) }, { additionalProperties: false }),
  Type.Object({ do: Type.Literal('refuse'), reason: Code, words: Type.Optional(Said) }, { additionalProperties: false }),
  Type.Object({ do: Type.Literal('hand-over'), provider_id: Id, words: Type.Optional(Said) }, { additionalProperties: false }),
])
export type Deed = Static<typeof Deed>

export const applicationsOperations = operations({
  // the worker's own
  'GET /me/applications': { summary: 'What I applied for, newest first', access: 'worker', query: Type.Object({ open: Type.Optional(Type.Boolean()), ...pageQuery }), reply: page(MyApplicationRow) },
  'POST /me/applications': {
    summary: 'Applies; the draft of the service is then gone. With consent_version the worker agrees, here and now, to have it done on their behalf',
    access: 'worker', body: Type.Object({ service_id: Id, version: Type.Integer({ minimum: 1, description: 'of the service, as it was read' }), answers: Answers, documents: Type.Optional(documentsGiven), consent_version: Type.Optional(Type.String({ maxLength: 20 })), insist: Type.Optional(Type.Boolean({ description: 'although the record says I am not meant: the record is wrong' })) }, { additionalProperties: false }), bodyBytes: 256 * 1024,
    reply: MyApplication, status: 201, problems: ['invalid-request', 'consent-needed', 'not-meant', 'quota-used', 'already-applied', 'changed-meanwhile', 'wrong-state'],
  },
  'GET /me/applications/{id}': { summary: 'One of mine: steps, promised day, what is asked, what was said', access: 'worker', params: IdParams, reply: MyApplication },
  'GET /me/applications/{id}/documents/{document}': { summary: 'A photo or PDF of mine', access: 'worker', params: Type.Object({ id: Id, document: Id }), reply: 'file', transaction: 'own' },
  'POST /me/applications/{id}/answers': { summary: 'Answers what was asked: words, corrected fields, photos; the clock goes on', access: 'worker', params: IdParams, body: answerBody, bodyBytes: 256 * 1024, reply: MyApplication, status: 201, problems: ['wrong-state', 'invalid-request'] },
  'POST /me/applications/{id}/withdrawal': { summary: 'Takes my application back', access: 'worker', params: IdParams, body: Type.Object({ words: Type.Optional(Said) }, { additionalProperties: false }), reply: MyApplication, status: 201, problems: ['wrong-state'] },
  'POST /me/applications/{id}/rating': { summary: 'One to five stars and words, once', access: 'worker', params: IdParams, body: Type.Object({ stars: Type.Integer({ minimum: 1, maximum: 5 }), words: Type.Optional(Said) }, { additionalProperties: false }), reply: MyApplication, status: 201, problems: ['wrong-state'] },

  // the desk
  'GET /applications': { summary: 'Applications in reach by due date; those whose clock stands come last', access: 'application.read', query: Type.Object({ ...filter, sort: Type.Optional(oneOf(['due', 'newest'], { default: 'due' })), ...pageQuery }), reply: page(ApplicationRow) },
  'GET /applications/export': { summary: 'The same list as a spreadsheet, masked', access: 'application.read', query: Type.Object({ ...filter, format: Type.Optional(oneOf(['xlsx', 'csv'], { default: 'xlsx' })) }), reply: 'file', transaction: 'own' },
  'GET /applications/summary': { summary: 'Counts for the queue and its filters', access: 'application.read', query: Type.Object({ place: Type.Optional(PlaceCode), provider: Type.Optional(Id) }), reply: Type.Object({ open: Type.Integer(), overdue: Type.Integer(), due_today: Type.Integer(), asked: Type.Integer(), offered_to_me: Type.Integer(), approved_30_days: Type.Integer(), refused_30_days: Type.Integer(), on_time_share_30_days: nullable(Type.Number()), stars_30_days: nullable(Type.Number({ description: 'mean; null under five ratings' })), services: Type.Array(Type.Object({ id: Id, title: Type.String(), open: Type.Integer() })) }) },
  'POST /applications': {
    summary: 'Applies for a worker who has given their word', access: 'application.submit',
    body: Type.Object({ worker_id: Id, service_id: Id, answers: Answers, documents: Type.Optional(documentsGiven), consent: Type.Object({ way: oneOf(consentWays), note: Type.String({ maxLength: 300, description: 'what the worker said or signed, where and when; needed unless it is on record' }) }, { additionalProperties: false }), insist: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), bodyBytes: 256 * 1024,
    reply: Type.Object({ id: Id, state: oneOf(applicationStates), due_on: Day }), status: 201, problems: ['invalid-request', 'consent-needed', 'not-meant', 'quota-used', 'already-applied', 'wrong-state'],
  },
  'POST /applications/deeds': { summary: 'One deed on many applications; each succeeds or fails by itself', access: 'application.handle', body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }), deed: Deed }, { additionalProperties: false }), reply: Type.Object({ done: Type.Integer(), failed: Type.Integer(), items: Type.Array(Type.Object({ id: Id, ok: Type.Boolean(), state: nullable(oneOf(applicationStates)), problem: nullable(Type.String({ description: 'type of the problem' })), message: Type.String() })) }), status: 201 },
  'GET /applications/{id}': { summary: 'One application: answers (masked), documents, history', access: 'application.read', params: IdParams, reply: ApplicationDetail },
  'GET /applications/{id}/documents/{document}': { summary: 'Opens a document; of an identity document the worker is told', access: 'application.handle', params: Type.Object({ id: Id, document: Id }), reply: 'file', transaction: 'own', problems: ['rule'] },
  'POST /applications/{id}/disclosures': { summary: 'Reads a masked answer or the worker’s phone in the clear; the worker is told', access: 'application.handle', notRemembered: true, params: IdParams, body: Type.Object({ field: Type.String({ pattern: codePattern, description: 'key of an answer, or worker_phone' }) }, { additionalProperties: false }), reply: Type.Object({ value: Type.String(), seconds: Type.Integer({ description: 'how long to show it' }) }), status: 201, problems: ['rule'] },
  'POST /applications/{id}/steps': { summary: 'Goes to a step', access: 'application.handle', params: IdParams, body: Type.Object({ step: Type.Integer({ minimum: 0, maximum: 11 }), words: Type.Optional(Said) }, { additionalProperties: false }), reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'changed-meanwhile', 'invalid-request'] },
  'POST /applications/{id}/questions': { summary: 'Asks the worker for what is missing; the clock stands still', access: 'application.handle', params: IdParams, body: Type.Object({ words: Told, fields: Type.Optional(Type.Array(Code, { maxItems: 60, uniqueItems: true })), documents: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })) }, { additionalProperties: false }), reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'changed-meanwhile', 'invalid-request'] },
  'POST /applications/{id}/answers': { summary: 'Enters what the worker brought or said; the clock goes on', access: 'application.handle', params: IdParams, body: answerBody, bodyBytes: 256 * 1024, reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'invalid-request'] },
  'POST /applications/{id}/approval': { summary: 'It is done', access: 'application.handle', params: IdParams, body: Type.Object({ words: Type.Optional(Said) }, { additionalProperties: false }), reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'changed-meanwhile'] },
  'POST /applications/{id}/refusal': { summary: 'Refuses, with a reason from the list', access: 'application.handle', params: IdParams, body: Type.Object({ reason: Code, words: Type.Optional(Said) }, { additionalProperties: false }), reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'changed-meanwhile', 'invalid-request'] },
  'POST /applications/{id}/hand-over': { summary: 'An office hands it to another provider at once; a provider offers it, and the other decides', access: 'application.handle', params: IdParams, body: Type.Object({ provider_id: Id, words: Told }, { additionalProperties: false }), reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'changed-meanwhile', 'invalid-request', 'rule'] },
  'DELETE /applications/{id}/hand-over': { summary: 'Takes an offer back', access: 'application.handle', params: IdParams, reply: ApplicationDetail, problems: ['wrong-state'] },
  'POST /applications/{id}/hand-over/decision': { summary: 'The provider it was offered to takes it, or not', access: 'application.handle', params: IdParams, body: Type.Object({ accept: Type.Boolean(), words: Type.Optional(Said) }, { additionalProperties: false }), reply: ApplicationDetail, status: 201, problems: ['wrong-state', 'rule'] },
  'GET /application-providers': { summary: 'To whom an application may be handed', access: 'application.handle', reply: Type.Object({ items: Type.Array(Named) }) },
})

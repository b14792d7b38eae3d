// The list a company submits: upload, preview, apply, reverse. On the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, nullable, oneOf, page, pageQuery } from './schema.ts'

export const rosterStates = ['reading', 'ready', 'applied', 'reversed', 'refused'] as const
export const rosterRefusals = ['unreadable-file', 'empty-file', 'wrong-sheet', 'encrypted', 'too-large', 'took-too-long', 'interrupted', 'not-decided'] as const
export const rejectionCodes = ['missing-required', 'bad-id-check-digit', 'id-lost-precision', 'bad-phone', 'bad-date', 'duplicate-in-file', 'unknown-outlet', 'formula-cell'] as const
export const rowKinds = ['joined', 'left', 'moved', 'changed', 'same', 'review', 'rejected'] as const
export const rosterFields = ['name', 'phone', 'id_number', 'id_kind', 'outlet', 'hired_on', 'kind', 'agency_name', 'post'] as const

export const RosterCounts = Type.Object({
  rows: Type.Integer(), importable: Type.Integer(), rejected: Type.Integer(), joined: Type.Integer(), left: Type.Integer(), moved: Type.Integer(), changed: Type.Integer(), same: Type.Integer(), review: Type.Integer(),
  held: Type.Integer({ description: 'leavers held back by the outlet guard; counted in left too' }),
})

export const Guard = Type.Object({
  tripped: Type.Boolean(),
  scope: Type.Optional(oneOf(['company', 'outlets'])),
  outlets: Type.Optional(Type.Array(Type.Object({ id: Id, name: Type.String(), present: Type.Integer(), leaving: Type.Integer() }))),
  reason: Type.Optional(Type.String({ description: 'too-many-leave | much-smaller-file | outlet-emptied, in words of the caller’s language' })),
})

export const MappingColumn = Type.Object({ column: Type.String({ description: 'A, B … AA' }), header: Type.String(), field: nullable(oneOf(rosterFields)) })

export const RosterView = Type.Object({
  id: Id, company: Type.Object({ id: Id, short_name: Type.String() }), outlet: nullable(Type.Object({ id: Id, name: Type.String() })), as_of: Day, state: oneOf(rosterStates), reason: nullable(Type.String()), reason_text: nullable(Type.String({ description: 'in the caller’s language' })),
  file_name: Type.String(), file_bytes: Type.Integer(), format: nullable(Type.String()), sheet: nullable(Type.String()), header_row: nullable(Type.Integer()), mapping: Type.Array(MappingColumn), counts: RosterCounts, guard: Guard,
  present: Type.Integer({ description: 'people of the company (or outlet) on record now' }), present_after: Type.Integer(), uploaded_by: Type.String(), uploaded_at: Instant, ready_at: nullable(Instant), applied_at: nullable(Instant), applied_by: nullable(Type.String()), reversed_at: nullable(Instant),
  reversible: Type.Boolean(), previous: nullable(Type.Object({ id: Id, as_of: Day, uploaded_at: Instant })), progress: nullable(Type.Object({ rows: Type.Integer(), fraction: Type.Number() })), revision: Type.Integer(),
})

export const RosterRow = Type.Object({
  row: nullable(Type.Integer({ description: 'as the spreadsheet program counts; null for leavers' })), kind: oneOf(rowKinds), name: Type.String(), id_tail: Type.String(), phone_masked: Type.String(), outlet: Type.String(), from_outlet: nullable(Type.String()), worker_id: nullable(Id), engagement_id: nullable(Id),
  changes: Type.Array(Type.Object({ field: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()), evidence: nullable(Type.String({ description: 'what another source says' })) })),
  held: Type.Boolean(), review_reason: nullable(Type.String()),
  rejections: Type.Array(Type.Object({ code: oneOf(rejectionCodes), column: nullable(Type.String()), header: nullable(Type.String()), text: Type.String({ description: 'for people, in the caller’s language' }) })),
})

export const rostersOperations = operations({
  'POST /companies/{id}/rosters': { summary: 'Uploads a roster file (multipart field `file`)', access: 'roster.upload', rate: 60, params: IdParams, query: Type.Object({ as_of: Type.Optional(Day), outlet: Type.Optional(Id) }), body: 'multipart', reply: Type.Object({ id: Id, state: oneOf(rosterStates) }), status: 202, transaction: 'own', problems: ['too-large', 'older-than-standing', 'invalid-request'] },
  'GET /companies/{id}/roster-template': { summary: 'A template to fill in', access: 'roster.upload', params: IdParams, reply: 'file' },
  'GET /companies/{id}/roster-mapping': { summary: 'The columns remembered for the company', access: 'roster.read', params: IdParams, reply: Type.Object({ items: Type.Array(Type.Object({ header: Type.String(), field: nullable(oneOf(rosterFields)) })) }) },
  'GET /rosters': { summary: 'Rosters in reach, newest first', access: 'roster.read', query: Type.Object({ company: Type.Optional(Id), state: Type.Optional(oneOf(rosterStates)), ...pageQuery }), reply: page(RosterView) },
  'GET /rosters/{id}': { summary: 'One roster: state, counts, guard', access: 'roster.read', params: IdParams, reply: RosterView },
  'GET /rosters/{id}/events': { summary: 'Progress and changes of state, until it is read', access: 'roster.read', params: IdParams, reply: 'events', transaction: 'own' },
  'GET /rosters/{id}/rows': { summary: 'Rows of one kind, masked', access: 'roster.read', params: IdParams, query: Type.Object({ kind: Type.Optional(oneOf(rowKinds)), outlet: Type.Optional(Id), ...pageQuery }), reply: page(RosterRow) },
  'GET /rosters/{id}/export': { summary: 'The preview as a spreadsheet, masked', access: 'roster.read', params: IdParams, query: Type.Object({ kind: Type.Optional(oneOf(rowKinds)) }), reply: 'file', transaction: 'own' },
  'GET /rosters/{id}/rejections': { summary: 'The rejected rows as an annotated workbook to send back', access: 'roster.upload', params: IdParams, reply: 'file', transaction: 'own' },
  'PUT /rosters/{id}/mapping': { summary: 'Corrects which column is what; remembered for the company; the file is compared again', access: 'roster.upload', params: IdParams, body: Type.Object({ columns: Type.Array(Type.Object({ header: Type.String({ maxLength: 100 }), field: nullable(oneOf(rosterFields)) }, { additionalProperties: false }), { maxItems: 200 }) }, { additionalProperties: false }), reply: Type.Object({ id: Id, state: oneOf(rosterStates) }), status: 202, transaction: 'own', problems: ['wrong-state'] },
  'POST /rosters/{id}/reviews': { summary: 'Decides a row to review: the same person as on record, or another', access: 'roster.apply', params: IdParams, body: Type.Object({ row: Type.Integer({ minimum: 1 }), decision: oneOf(['same-person', 'another-person', 'leave-out']) }, { additionalProperties: false }), reply: RosterView, status: 201, transaction: 'own', problems: ['wrong-state', 'rule'] },
  'POST /rosters/{id}/application': { summary: 'Applies the roster: all of it at once, or nothing', access: 'roster.apply', params: IdParams, body: Type.Object({ confirm_mass_removal: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), reply: RosterView, transaction: 'own', problems: ['mass-removal-held', 'wrong-state', 'older-than-standing', 'conflict', 'changed-meanwhile'] },
  'POST /rosters/{id}/reversal': { summary: 'Takes an applied roster back, as long as nothing later builds on it', access: 'roster.reverse', params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: RosterView, transaction: 'own', problems: ['built-upon', 'wrong-state'] },
  'DELETE /rosters/{id}': { summary: 'Withdraws a roster that is not applied', access: 'roster.upload', params: IdParams, reply: 'none', transaction: 'own', problems: ['wrong-state'] },
})

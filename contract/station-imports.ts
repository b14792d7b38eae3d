// The list of stations that an office keeps in a spreadsheet: upload, preview, correct, apply, take back. On the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Id, IdParams, Instant, PlaceCode, Position, nullable, oneOf, page, pageQuery } from './schema.ts'

export const stationImportStates = ['reading', 'ready', 'applied', 'refused', 'reversed'] as const
export const stationImportRefusals = ['unreadable-file', 'empty-file', 'wrong-sheet', 'encrypted', 'too-large', 'took-too-long', 'interrupted', 'not-decided'] as const
export const stationRowKinds = ['new', 'changed', 'same', 'rejected'] as const
export const stationFields = ['id', 'name', 'kind', 'owner', 'place', 'address', 'position', 'lon', 'lat', 'hours', 'holidays', 'amenities', 'capacity', 'audience', 'entrance_note', 'status'] as const
export const stationRejectionCodes = ['missing-required', 'bad-position', 'bad-hours', 'bad-kind', 'bad-number', 'bad-audience', 'bad-status', 'bad-amenities', 'unknown-owner', 'unknown-place', 'unknown-station', 'outside-reach', 'duplicate-in-file', 'ambiguous-name', 'formula-cell', 'too-long'] as const
/** wgs84: GPS. gcj02: AMap, Tencent. bd09: Baidu. */
export const datums = ['wgs84', 'gcj02', 'bd09'] as const

const StationMappingColumn = Type.Object({ column: Type.String({ description: 'A, B … AA' }), header: Type.String(), field: nullable(oneOf(stationFields)) })

export const StationImport = Type.Object({
  id: Id, place: PlaceCode, place_name: Type.String(), state: oneOf(stationImportStates), reason: nullable(oneOf(stationImportRefusals)), reason_text: nullable(Type.String({ description: 'in the caller’s language' })),
  file_name: Type.String(), file_bytes: Type.Integer(), format: nullable(Type.String()), sheet: nullable(Type.String()), header_row: nullable(Type.Integer()), mapping: Type.Array(StationMappingColumn),
  datum: nullable(oneOf(datums, { description: 'in which the file’s positions were read' })), datum_said: Type.Boolean({ description: 'whether a person said so; else the header did, or it is wgs84' }),
  counts: Type.Object({ rows: Type.Integer(), new: Type.Integer(), changed: Type.Integer(), same: Type.Integer(), rejected: Type.Integer() }),
  progress: nullable(Type.Object({ rows: Type.Integer(), fraction: Type.Number() })), uploaded_by: Type.String(), uploaded_at: Instant, ready_at: nullable(Instant), applied_at: nullable(Instant), applied_by: nullable(Type.String()), reversed_at: nullable(Instant), reversed_by: nullable(Type.String()), rows_kept: Type.Boolean({ description: 'rows go 90 days after the import was decided' }), revision: Type.Integer(),
})

export const StationImportRow = Type.Object({
  row: Type.Integer({ description: 'as the spreadsheet program counts' }), kind: oneOf(stationRowKinds), station: nullable(Id), name: Type.String(), place: nullable(PlaceCode), place_name: Type.String(), owner: Type.String(), position: nullable(Position), hours_text: Type.String({ description: 'as understood, in words of the caller’s language' }),
  changes: Type.Array(Type.Object({ field: oneOf(stationFields), label: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) })),
  rejections: Type.Array(Type.Object({ code: oneOf(stationRejectionCodes), column: nullable(Type.String()), header: nullable(Type.String()), text: Type.String({ description: 'for people, in the caller’s language' }) })),
})

const Datum = Type.Optional(oneOf(datums, { description: 'of the positions; when left out what the header says (高德, 百度, GPS …), else wgs84' }))
const Taken = Type.Object({ id: Id, state: oneOf(stationImportStates) })

export const stationImportsOperations = operations({
  'POST /stations/imports': { summary: 'Uploads a list of stations (multipart field `file`): .xlsx, .xls, .ods, .csv', access: 'station.import', rate: 60, query: Type.Object({ datum: Datum }), body: 'multipart', reply: Taken, status: 202, transaction: 'own', problems: ['too-large', 'invalid-request'] },
  'GET /stations/imports/template': { summary: 'A template to fill in', access: 'station.import', reply: 'file', transaction: 'own' },
  'GET /stations/imports': { summary: 'Imports in reach, newest first', access: 'station.import', query: Type.Object({ state: Type.Optional(oneOf(stationImportStates)), ...pageQuery }), reply: page(StationImport) },
  'GET /stations/imports/{id}': { summary: 'One import: state, mapping, counts', access: 'station.import', params: IdParams, reply: StationImport },
  'GET /stations/imports/{id}/events': { summary: 'Progress and changes of state, until it is read', access: 'station.import', params: IdParams, reply: 'events', transaction: 'own' },
  'GET /stations/imports/{id}/rows': { summary: 'Rows of one kind, or all', access: 'station.import', params: IdParams, query: Type.Object({ kind: Type.Optional(oneOf(stationRowKinds)), ...pageQuery }), reply: page(StationImportRow) },
  'GET /stations/imports/{id}/export': { summary: 'The preview as a spreadsheet', access: 'station.import', params: IdParams, query: Type.Object({ kind: Type.Optional(oneOf(stationRowKinds)) }), reply: 'file', transaction: 'own' },
  'GET /stations/imports/{id}/rejections': { summary: 'The rejected rows as an annotated workbook to put right and send again', access: 'station.import', params: IdParams, reply: 'file', transaction: 'own' },
  'PUT /stations/imports/{id}/mapping': { summary: 'Corrects which column is what (remembered for the place), and the datum; the file is read again', access: 'station.import', params: IdParams, body: Type.Object({ columns: Type.Array(Type.Object({ header: Type.String({ maxLength: 100 }), field: nullable(oneOf(stationFields)) }, { additionalProperties: false }), { maxItems: 200 }), datum: Datum }, { additionalProperties: false }), reply: Taken, status: 202, transaction: 'own', problems: ['wrong-state', 'rule'] },
  'POST /stations/imports/{id}/application': { summary: 'Applies the import: all of it at once, or nothing', access: 'station.import', params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: StationImport, transaction: 'own', problems: ['wrong-state', 'conflict'] },
  'POST /stations/imports/{id}/reversal': { summary: 'Takes an applied import back, as long as nothing later builds on it: what it added goes, what it changed is as before', access: 'station.import', params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: StationImport, transaction: 'own', problems: ['built-upon', 'wrong-state'] },
  'DELETE /stations/imports/{id}': { summary: 'Withdraws an import that is not applied', access: 'station.import', params: IdParams, reply: 'none', transaction: 'own', problems: ['wrong-state'] },
})

// One row → what is staged of it.

import { remembered, textOf } from '../../../../platform/lists/clean-text.ts'
import { cellAt, rawCells } from '../../../../platform/lists/judge-line.ts'
import type { Keyring } from '../../../../platform/secrets/keyring.ts'
import { columnLetters, type Row } from '../../../../platform/spreadsheets/workbook.ts'
import { type Field, FIELDS, type MappedColumn, type Reading, type Rejection, type RejectionCode, type RejectionDetail } from './fields.ts'
import { foldOutletName } from './fold-outlet-name.ts'
import type { ColumnOf } from './judge-row.ts'
import { pinyinOf } from './pinyin.ts'
import { readDate } from './read-date.ts'
import { readId } from './read-id.ts'
import { type EngagementKind, readKind, readLabel } from './read-kind.ts'
import { readName } from './read-name.ts'
import { readPhone } from './read-phone.ts'
import type { SeenIds } from './seen-ids.ts'

/** The columns of roster_row that reading fills. */
export type StagedRow = {
  rowNo: number
  name: string | null
  idKind: string | null
  idHash: string | null
  idTail: string | null
  idNumber: Buffer | null
  phoneHash: string | null
  phoneTail: string | null
  phone: Buffer | null
  pinyin: string | null
  initials: string | null
  outletKey: string | null
  outletName: string | null
  hiredOn: string | null
  kind: EngagementKind | null
  agencyName: string | null
  post: string | null
  rejections: Rejection[]
  raw: Buffer | null
}

export type PersonReader = (row: Row) => StagedRow

export type PersonContext = {
  mapping: readonly MappedColumn[]
  columns: ColumnOf
  keyring: Keyring
  seen: SeenIds
  epoch1904: boolean
  today: string
  singleOutlet: string | undefined
}

/**
 * What can be read of a rejected row is read all the same: its name and hashes keep the person from being taken for a
 * leaver. That goes for results of formulas too, which are trusted for nothing else.
 */
export function personReader(context: PersonContext): PersonReader {
  const { columns, keyring, seen, epoch1904, today } = context
  const rejector = rejectionMaker(context)
  const dateOfText = remembered((text) => ({ reading: readDate(text, epoch1904, today) }))
  const labelOf = remembered((text) => readLabel(text, 60))

  return ({ number: rowNo, cells }) => {
    const rejections: Rejection[] = []
    const reject = (code: RejectionCode, field: Field, detail: RejectionDetail) => rejections.push(rejector(code, field, detail))
    for (const field of FIELDS) {
      const cell = cellAt(cells, columns[field])
      if (typeof cell === 'object' && 'formula' in cell) reject('formula-cell', field, {})
    }
    /** The value; a required one that is missing, and one that cannot stand, are noted. Formulas have been already. */
    const take = <T>(field: Field, reading: Reading<T>, required: boolean): T | undefined => {
      if (reading && 'value' in reading) return reading.value
      const cell = cellAt(cells, columns[field])
      if (typeof cell === 'object' && 'formula' in cell) return undefined
      if (reading) reject(reading.code, field, reading.detail)
      else if (required) reject('missing-required', field, typeof cell === 'object' && 'error' in cell ? { why: 'error' } : {})
      return undefined
    }
    const textAt = (field: Field) => textOf(cellAt(cells, columns[field]))

    const name = take('name', readName(cellAt(cells, columns.name)), true)
    const phone = take('phone', readPhone(cellAt(cells, columns.phone)), true)
    const document = take('id_number', readId(cellAt(cells, columns.id_number), textAt('id_kind'), today), true)
    const outletName = labelOf(textAt('outlet')) || context.singleOutlet
    if (!outletName) take('outlet', undefined, true)
    const dateCell = cellAt(cells, columns.hired_on)
    const hiredOn = take('hired_on', typeof dateCell === 'string' ? dateOfText(dateCell).reading : readDate(dateCell, epoch1904, today), false)
    const { kind, agency } = readKind(textAt('kind'))

    const idHash = document ? keyring.hash(`id:${document.kind}`, document.number) : null
    if (idHash && rejections.length === 0) {
      const before = seen.findOrAdd(idHash, rowNo)
      if (before !== undefined) reject('duplicate-in-file', 'id_number', { row: before })
    }
    const sounds = name === undefined ? undefined : pinyinOf(name)
    return {
      rowNo,
      name: name ?? null,
      idKind: document?.kind ?? null,
      idHash,
      idTail: document ? document.number.slice(-4) : null,
      idNumber: document ? keyring.seal(document.number) : null,
      phoneHash: phone === undefined ? null : keyring.hash('phone', phone),
      phoneTail: phone === undefined ? null : phone.slice(-4),
      phone: phone === undefined ? null : keyring.seal(phone),
      pinyin: sounds?.pinyin ?? null,
      initials: sounds?.initials ?? null,
      outletKey: outletName ? foldOutletName(outletName) : null,
      outletName: outletName ?? null,
      hiredOn: hiredOn ?? null,
      kind: kind ?? null,
      agencyName: labelOf(textAt('agency')) || agency || null,
      post: labelOf(textAt('post')) || null,
      rejections,
      raw: rejections.length === 0 ? null : keyring.seal(JSON.stringify(rawCells(cells, context.mapping.length))),
    }
  }
}

function rejectionMaker({ mapping, columns }: PersonContext) {
  return (code: RejectionCode, field: Field, detail: RejectionDetail): Rejection => {
    const column = columns[field]
    return {
      code,
      field,
      column: column === undefined ? null : columnLetters(column),
      header: column === undefined ? null : (mapping[column]?.header ?? null),
      detail,
    }
  }
}

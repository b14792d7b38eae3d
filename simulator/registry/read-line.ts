// A line as the product's reader stages it: what can be read of a rejected row is read all the same.

import { cellText, rowCells } from '../files/cells.ts'
import type { Line, Mistake } from '../files/compose-roster.ts'
import { columnLetter, headerText } from '../files/styles.ts'
import type { Field, Style } from '../files/styles.ts'
import { spellWhole } from '../people/names.ts'
import type { RosterRowRecord } from './model.ts'

type Staged = Omit<RosterRowRecord, 'outletId' | 'workerId' | 'engagementId' | 'change' | 'changes' | 'reviewReason'>

export function readLine(line: Line, style: Style, rosterId: number): Staged {
  const { mistake } = line
  const rejection = mistake === undefined ? undefined : REJECTIONS[mistake]
  const noId = mistake === 'bad-id-check-digit' || mistake === 'id-lost-precision'
  const spoken = line.name ? spellWhole(line.name) : undefined
  return {
    rosterId,
    rowNo: line.rowNo,
    accepted: rejection === undefined,
    name: line.name || undefined,
    pinyin: spoken?.pinyin,
    initials: spoken?.initials,
    idKind: noId ? undefined : line.idKind,
    idNumber: noId ? undefined : line.idNumber,
    phone: mistake === 'bad-phone' ? undefined : line.phone,
    outletName: line.outletName,
    hiredOn: mistake === 'bad-date' ? undefined : line.hiredOn,
    kind: line.kind,
    agency: line.agency,
    post: line.post,
    rejections: rejection && mistake ? [describe(mistake, rejection, line, style)] : undefined,
    cells: rejection ? rowCells(line, style).map(cellText) : undefined,
  }
}

type Rejection = { field: Field; detail: (line: Line) => { [key: string]: string | number } }

// An unknown outlet is found by comparing, a misread number by a person: both are read without complaint.
const REJECTIONS: Partial<Record<Mistake, Rejection>> = {
  'bad-id-check-digit': { field: 'id_number', detail: () => ({ why: 'check-digit' }) },
  'id-lost-precision': { field: 'id_number', detail: (line) => ({ shown: Number(line.idNumber).toExponential(5).toUpperCase() }) },
  'bad-phone': { field: 'phone', detail: (line) => ({ why: 'length', digits: line.phone.length }) },
  'bad-date': { field: 'hired_on', detail: () => ({}) },
  'missing-required': { field: 'name', detail: () => ({}) },
  'duplicate-in-file': { field: 'id_number', detail: (line) => ({ row: line.rowNo - 1 }) },
}

function describe(code: Mistake, { field, detail }: Rejection, line: Line, style: Style) {
  const index = Math.max(0, style.columns.findIndex((column) => column.holds === field))
  const column = style.columns[index]
  return { code, field, column: columnLetter(index), header: column ? headerText(column) : '', detail: detail(line) }
}

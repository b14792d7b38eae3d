// What a clerk types into the cells of one line.

import type { Kind } from '../city/model.ts'
import { dayParts, isoDay } from '../days.ts'
import type { Line } from './compose-roster.ts'
import type { ColumnContent, DateHabit, Style } from './styles.ts'

/** Text, a number, or a day that is shown as a date. */
export type Cell = string | number | { day: number } | null

export function rowCells(line: Line, style: Style): Cell[] {
  return style.columns.map((column) => cell(column.holds, line, style))
}

function cell(holds: ColumnContent, line: Line, style: Style): Cell {
  const odd = line.spell.index % 7
  switch (holds) {
    case 'name':
      return style.sloppyNames ? sloppy(line.name, odd) : line.name
    case 'phone':
      return phoneCell(line.phone, style)
    case 'id_number':
      return idCell(line, style)
    case 'id_kind':
      return style.kinds === 'english' ? ID_KINDS_ENGLISH[line.idKind] : ID_KINDS[line.idKind]
    case 'outlet':
      return line.outletName
    case 'hired_on':
      return line.mistake === 'bad-date' ? `${isoDay(line.hiredOn).slice(0, 4)}/13/2` : dateCell(line.hiredOn, style.dates)
    case 'kind':
      return KINDS[style.kinds][line.kind]
    case 'agency_name':
      return line.agency || (odd < 2 ? '/' : null)
    case 'post':
      return line.post
    case 'serial':
      return line.rowNo
    case 'gender':
      return line.spell.person.female ? '女' : '男'
    case 'insurance':
      return odd < 4 ? '已缴' : '未缴'
    case 'vehicle':
      return odd < 5 ? '自备' : '租赁'
    case 'team':
      return `T${odd + 1}`
    case 'remark':
      return odd === 3 ? '新换车' : null
    case 'blank':
      return null
  }
}

/** As a reader sees it in text. */
export function cellText(value: Cell): string {
  if (value === null) return ''
  return typeof value === 'object' ? isoDay(value.day) : String(value)
}

function phoneCell(phone: string, style: Style): Cell {
  if (style.phones === 'number') return Number(phone)
  if (style.phones === 'full-width') return [...phone].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
  if (style.phones === 'spaced') return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
  return phone
}

/** Spreadsheet programs keep fifteen digits of a number: what was typed as one has lost its last three. */
function idCell(line: Line, style: Style): Cell {
  if (line.mistake === 'id-lost-precision') return style.format === 'csv' || style.format === 'tsv' ? scientific(line.idNumber) : Number(`${line.idNumber.slice(0, 15)}000`)
  return style.sloppyNames && line.spell.index % 5 === 0 ? line.idNumber.toLowerCase() : line.idNumber
}

function scientific(digits: string): string {
  return `${digits[0]}.${digits.slice(1, 6)}E+17`
}

function dateCell(day: number, habit: DateHabit): Cell {
  const { year, month, date } = dayParts(day)
  switch (habit) {
    case 'serial':
      return { day }
    case 'iso':
      return isoDay(day)
    case 'slash':
      return `${year}/${month}/${date}`
    case 'dots':
      return `${year}.${month}.${date}`
    case 'chinese':
      return `${year}年${month}月${date}日`
    case 'compact':
      return isoDay(day).replaceAll('-', '')
  }
}

/** Spaces inside, before and behind, a zero-width one. */
function sloppy(name: string, odd: number): string {
  if (odd === 0 && name.length === 2) return `${name[0]} ${name[1]}`
  if (odd === 1) return `${name} `
  if (odd === 2) return `\u200b${name}`
  if (odd === 3) return name.replace('·', '•')
  return name
}

const KINDS: Record<Style['kinds'], Record<Kind, string>> = {
  chinese: { direct: '直营', dispatch: '派遣', franchise: '加盟', crowd: '众包' },
  long: { direct: '直营员工', dispatch: '劳务派遣', franchise: '加盟商员工', crowd: '众包' },
  english: { direct: 'Direct', dispatch: 'Dispatch', franchise: 'Franchise', crowd: 'Crowd' },
}
const ID_KINDS = { 'resident-id': '居民身份证', permit: '港澳居民来往内地通行证', passport: '护照' } as const
const ID_KINDS_ENGLISH = { 'resident-id': 'Resident ID', permit: 'Travel Permit', passport: 'Passport' } as const

// One row → what it says of a station, and why it may be sent back.

import { cleanText, textOf } from '../../../../platform/lists/clean-text.ts'
import { cellAt, rawCells } from '../../../../platform/lists/judge-line.ts'
import { toSimplified } from '../../../../platform/lists/simplify.ts'
import type { Keyring } from '../../../../platform/secrets/keyring.ts'
import { type Cell, columnLetters, type Row } from '../../../../platform/spreadsheets/workbook.ts'
import type { ColumnOf, Field, MappedColumn, Rejection, RejectionCode, StagedRow, StagedStation } from './fields.ts'
import { readHolidays, readHours } from './hours-text-rules.ts'
import { readLonLat, readPosition, type Datum } from './read-position.ts'
import { readAmenities, readAudience, readKind, readStatus } from './read-words.ts'

export type StationContext = { mapping: readonly MappedColumn[]; columns: ColumnOf; datum: Datum; keyring: Pick<Keyring, 'seal'> }

/** The longest texts, as the tables and the contract have them. */
const LENGTHS: Partial<Record<Field, number>> = { name: 100, address: 200, entrance_note: 500, owner: 100, place: 100 }

export function stationReader({ mapping, columns, datum, keyring }: StationContext): (row: Row) => StagedRow {
  return ({ number, cells }) => {
    const unread: Rejection[] = []
    const refuse = (code: RejectionCode, field: Field, detail: Rejection['detail'] = {}) => unread.push(rejection({ mapping, columns }, code, field, detail))
    const text = (field: Field): string => {
      const cell = cellAt(cells, columns[field])
      // What a program once computed need not be true any more.
      if (isFormula(cell)) {
        refuse('formula-cell', field)
        return ''
      }
      const said = cleanText(textOf(cell))
      const most = LENGTHS[field] ?? 2000
      if (said.length > most) refuse('too-long', field, { most })
      return said.slice(0, most)
    }
    const said: StagedStation = { name: text('name') }
    if (said.name === '' && !unread.some((one) => one.field === 'name')) refuse('missing-required', 'name')
    for (const field of ['owner', 'place', 'address', 'entrance_note'] as const) {
      const value = text(field)
      if (value !== '') said[field] = value
    }
    const id = text('id')
    if (id !== '') {
      if (/^\d{1,15}$/.test(id)) said.id = Number(id)
      else refuse('unknown-station', 'id', { said: id.slice(0, 30) })
    }
    readWords(said, text, refuse)
    readWhere(said, text, refuse, datum)
    readWhen(said, text, refuse)
    return { rowNo: number, said, raw: keyring.seal(JSON.stringify(rawCells(cells, mapping.length))), unread }
  }
}

export function rejection({ mapping, columns }: Pick<StationContext, 'mapping' | 'columns'>, code: RejectionCode, field: Field, detail: Rejection['detail']): Rejection {
  const column = columns[field]
  return { code, field, column: column === undefined ? null : columnLetters(column), header: column === undefined ? null : (mapping[column]?.header ?? null), detail }
}

type Text = (field: Field) => string
type Refuse = (code: RejectionCode, field: Field, detail?: Rejection['detail']) => unknown

function readWords(said: StagedStation, text: Text, refuse: Refuse): void {
  const take = <T>(field: 'kind' | 'audience' | 'status' | 'amenities', code: RejectionCode, read: (cell: string) => { value: T } | { unknown: string }, set: (value: T) => void) => {
    const cell = text(field)
    if (cell === '') return
    const found = read(cell)
    if ('value' in found) set(found.value)
    else refuse(code, field, { said: found.unknown })
  }
  take('kind', 'bad-kind', readKind, (value) => (said.kind = value))
  take('audience', 'bad-audience', readAudience, (value) => (said.audience = value))
  take('status', 'bad-status', readStatus, (value) => (said.status = value))
  take('amenities', 'bad-amenities', readAmenities, (value) => (said.amenities = value))
  const capacity = text('capacity')
  if (capacity === '') return
  const number = /^(?:约|大约)?(\d{1,6})(?:个|人|座|席|位)*(?:左右)?$/.exec(capacity.replaceAll(/\s/g, ''))?.[1]
  if (number !== undefined && Number(number) <= 100_000) said.capacity = Number(number)
  else refuse('bad-number', 'capacity', { said: capacity.slice(0, 30) })
}

function readWhere(said: StagedStation, text: Text, refuse: Refuse, datum: Datum): void {
  const whole = text('position')
  const [lon, lat] = [text('lon'), text('lat')]
  if (whole === '' && lon === '' && lat === '') return
  const field = whole === '' ? (lon === '' ? 'lon' : 'lat') : 'position'
  if (whole === '' && (lon === '' || lat === '')) return void refuse('bad-position', field, { why: 'half' })
  const read = whole === '' ? readLonLat(lon, lat, datum) : readPosition(whole, datum)
  if ('why' in read) return void refuse('bad-position', field, { why: read.why })
  said.lon = read.lon
  said.lat = read.lat
}

function readWhen(said: StagedStation, text: Text, refuse: Refuse): void {
  const written = text('hours')
  const holidays = text('holidays')
  if (written !== '') {
    const read = readHours(toSimplified(written.normalize('NFKC')))
    if ('why' in read) refuse('bad-hours', 'hours', { why: read.why, at: read.at })
    else said.hours = read.hours
  }
  if (holidays === '') return
  const read = readHolidays(toSimplified(holidays.normalize('NFKC')))
  if ('why' in read) return void refuse('bad-hours', 'holidays', { why: read.why, at: holidays.slice(0, 20) })
  said.holidays = read.holidays
  if (said.hours) said.hours.holidays = read.holidays
}

function isFormula(cell: Cell | undefined): boolean {
  return typeof cell === 'object' && 'formula' in cell
}

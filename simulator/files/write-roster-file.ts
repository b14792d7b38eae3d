// The file a company sends, in its own habit.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import * as legacy from '@e965/xlsx'
import type { Company, Spell } from '../city/model.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Cell } from './cells.ts'
import { cellText } from './cells.ts'
import { composeRoster, expectChanges } from './compose-roster.ts'
import type { Composition, Expected, Mistake } from './compose-roster.ts'
import { makeSheets } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import { rosterFileName, styleById, styleOf } from './styles.ts'
import type { Style } from './styles.ts'
import { excelSerial, writeXlsx } from './xlsx.ts'

export type RosterFileOptions = {
  city: SimulatedCity
  company: Company
  /** Between the city's first day and DAYS_AHEAD days after its today. */
  day: Temporal.PlainDate | number
  /** Id of a style; left out: the company's own. */
  style?: string
  /** Each is made once. Left out: as clerks do, in numeric styles a lost ID, now and then another. */
  mistakes?: readonly Mistake[]
  leaveOut?: (spell: Spell) => boolean
  /** A folder, or the whole path of the file. */
  folder?: string
  path?: string
}

export type RosterFile = Composition & {
  company: Company
  path: string
  fileName: string
  style: Style
  /** Against the roster that stands in the registry; undefined for a company without one. */
  expected: Expected | undefined
}

/** Deterministic: the same city, company, day and style give the same bytes. */
export async function writeRosterFile(options: RosterFileOptions): Promise<RosterFile> {
  const { city, company } = options
  const day = typeof options.day === 'number' ? options.day : Math.round(Date.UTC(options.day.year, options.day.month - 1, options.day.day) / 86_400_000)
  const style = options.style ? styleById(options.style) : styleOf(company)
  const mistakes = options.mistakes ?? usualMistakes(style, company, day)
  const composition = composeRoster(city, company, day, { style, mistakes, ...(options.leaveOut ? { leaveOut: options.leaveOut } : {}) })
  const fileName = rosterFileName(company, day, style)
  const path = options.path ?? join(options.folder ?? '.', fileName)
  await writeSheets(path, makeSheets(company, day, style, composition), style)
  const standing = company.standingOn
  return { ...composition, company, path, fileName, style, expected: standing === undefined ? undefined : expectChanges(city, company, standing, day, composition.lines, city.registry.declaredSpells) }
}

/** The lists of all companies that submit, one file each. */
export async function writeRosterFiles(city: SimulatedCity, day: number, folder: string, habit: Pick<RosterFileOptions, 'style' | 'mistakes'> = {}): Promise<RosterFile[]> {
  const files: RosterFile[] = []
  for (const company of city.companies.list) {
    if (company.standingOn !== undefined) files.push(await writeRosterFile({ city, company, day, folder, ...habit }))
  }
  return files
}

async function writeSheets(path: string, sheets: readonly Sheet[], style: Style): Promise<void> {
  if (style.format === 'xlsx') await writeXlsx(path, sheets)
  else if (style.format === 'xls' || style.format === 'ods') await writeFile(path, legacyBook(sheets, style.format))
  else await writeFile(path, delimited(sheets[0]?.rows ?? [], style))
}

function usualMistakes(style: Style, company: Company, day: number): Mistake[] {
  const made: Mistake[] = style.numericIds ? ['id-lost-precision'] : []
  const chance = (company.id * 31 + day * 17) % 12
  if (chance < 3) made.push('bad-id-check-digit')
  if (chance > 9) made.push('bad-phone', 'unknown-outlet')
  if (chance === 5) made.push('duplicate-in-file')
  return made
}

function legacyBook(sheets: readonly Sheet[], bookType: 'xls' | 'ods'): Buffer {
  const book = legacy.utils.book_new()
  for (const { name, rows, merges } of sheets) {
    const sheet = legacy.utils.aoa_to_sheet(rows.map((row) => row.map(plainCell)))
    if (merges.length > 0) sheet['!merges'] = merges.map((range) => legacy.utils.decode_range(range))
    legacy.utils.book_append_sheet(book, sheet, name)
  }
  return legacy.write(book, { type: 'buffer', bookType }) as Buffer
}

function plainCell(cell: Cell): string | number | null | { t: 'n'; v: number; z: string } {
  return cell !== null && typeof cell === 'object' ? { t: 'n', v: excelSerial(cell.day), z: 'yyyy/m/d' } : cell
}

function delimited(rows: readonly Cell[][], style: Style): Buffer {
  const separator = style.format === 'tsv' ? '\t' : ','
  const text = rows.map((row) => row.map((cell) => quoted(cellText(cell), separator)).join(separator)).join('\r\n')
  switch (style.encoding) {
    case 'gb18030':
      return iconv.encode(`${text}\r\n`, 'gb18030')
    case 'utf-16le':
      return iconv.encode(`${text}\r\n`, 'utf-16le', { addBOM: true })
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}\r\n`)
    default:
      return Buffer.from(`${text}\r\n`)
  }
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

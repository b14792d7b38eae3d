// Where the table begins, and which column says what.

import { columnLetters, type Merge, type Row } from '../spreadsheets/workbook.ts'
import { cleanText, textOf } from './clean-text.ts'
import type { ColumnChoices, MappedColumn } from './columns.ts'
import { foldHeader, headerKeys, type Vocabulary } from './fold-header.ts'

/** The lines of a sheet that are searched: non-empty ones, so that a page of title above does no harm. */
export const HEAD_ROWS = 60

export type Header<F extends string = string> = {
  /** Last line of the header; data begins below it. Counted as the program shows it. */
  row: number
  /** Lines it takes: 1 or 2. */
  lines: number
  mapping: MappedColumn<F>[]
  found: number
  missing: F[]
}

export type HeaderChoices<F extends string> = {
  words: Vocabulary<F>
  /** Header key → field, strongest first: what the person says now, what was remembered of other files. */
  choices: readonly ColumnChoices<F>[]
  /** Required fields that are known without a column. */
  spared?: readonly F[]
}

/**
 * The line, or pair of lines, that names most fields; undefined when the rows are empty. A result with `missing` fields
 * is the best guess, to show and to correct.
 */
export function findHeader<F extends string>(rows: readonly Row[], merges: readonly Merge[], wanted: HeaderChoices<F>): Header<F> | undefined {
  const head = rows.slice(0, HEAD_ROWS)
  let best: Header<F> | undefined
  for (const [index, row] of head.entries()) {
    const single = readHeader([lineOf(row)], row.number, wanted)
    if (!best || weight(single) > weight(best)) best = single
    const next = head[index + 1]
    if (!next || next.number > row.number + 1) continue
    const pair = readHeader([groupedLine(row, merges), lineOf(next)], next.number, wanted)
    // A second line has to add something, or the first person would be taken for a part of the header.
    if (weight(pair) > weight(best) && weight(pair) > weight(readHeader([lineOf(next)], next.number, wanted))) best = pair
  }
  if (best && best.found === 0) return guessUnnamed(head, wanted) ?? best
  return best
}

/** How good a header is, for choosing between sheets too. Required fields outweigh all others together. */
export function weight(header: Header): number {
  return header.found - header.missing.length * 100
}

function readHeader<F extends string>(lines: readonly string[][], row: number, wanted: HeaderChoices<F>): Header<F> {
  const bottom = lines.at(-1) ?? []
  const top = lines.length === 2 ? (lines[0] ?? []) : []
  const width = Math.max(bottom.length, top.length)
  const headers: string[] = []
  for (let at = 0; at < width; at++) headers.push(joinLines(wanted.words, top[at] ?? '', bottom[at] ?? ''))
  const keys = headerKeys(headers)
  const mapping = assign(headers, keys, wanted)
  const fields = new Set(mapping.map((column) => column.field))
  return {
    row,
    lines: lines.length,
    mapping,
    found: mapping.filter((column) => column.field !== null).length,
    missing: wanted.words.required.filter((field) => !fields.has(field) && !wanted.spared?.includes(field)),
  }
}

/**
 * 身份证 over 号码 is one header, 基本信息 over 姓名 is a group and its column, 紧急联系人 over 姓名 is somebody else's name.
 */
function joinLines(words: Vocabulary<string>, top: string, bottom: string): string {
  if (bottom === '' || top === '' || top === bottom) return bottom || top
  if (words.isAboutOthers(foldHeader(top))) return `${top} ${bottom}`
  if (words.fieldOf(foldHeader(bottom))) return bottom
  return words.fieldOf(foldHeader(top + bottom)) ? top + bottom : `${top} ${bottom}`
}

function assign<F extends string>(headers: readonly string[], keys: readonly string[], wanted: HeaderChoices<F>): MappedColumn<F>[] {
  const ranked = keys.map((key, index) => ({ index, ...choose(key, headers[index] ?? '', wanted) }))
  const taken = new Map<F, number>()
  for (const { index, field } of ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index)) {
    if (field && !taken.has(field)) taken.set(field, index)
  }
  return ranked.map(({ index, field }) => ({
    column: columnLetters(index),
    header: headers[index] ?? '',
    key: keys[index] ?? '',
    field: field && taken.get(field) === index ? field : null,
  }))
}

function choose<F extends string>(key: string, header: string, wanted: HeaderChoices<F>): { field: F | undefined; rank: number } {
  for (const [strength, choices] of wanted.choices.entries()) {
    const choice = Object.hasOwn(choices, key) ? choices[key] : undefined
    if (choice !== undefined) return { field: choice === '' ? undefined : choice, rank: strength - 10 }
  }
  // A long text is a note or a title that happens to end in a word we know.
  const known = header.length <= 40 ? wanted.words.fieldOf(foldHeader(header)) : undefined
  return { field: known?.field, rank: known?.rank ?? 0 }
}

function lineOf(row: Row): string[] {
  return Array.from(row.cells, (cell) => cleanText(textOf(cell)).slice(0, 80).toWellFormed())
}

/** A group's name stands in the first of its merged cells and means all of them. */
function groupedLine(row: Row, merges: readonly Merge[]): string[] {
  const line = lineOf(row)
  for (const merge of merges) {
    if (merge.top > row.number || merge.bottom < row.number || merge.right - merge.left > 200) continue
    const text = line[merge.left] ?? ''
    while (line.length <= merge.right) line.push('')
    for (let at = merge.left; at <= merge.right; at++) line[at] = text
  }
  return line
}

/** Nothing is known by name: the first line with at least three texts and no numbers is what a person would point at. */
function guessUnnamed<F extends string>(head: readonly Row[], wanted: HeaderChoices<F>): Header<F> | undefined {
  const row = head.find(({ cells }) => {
    const filled = cells.filter((cell) => cell !== undefined)
    return filled.length >= 3 && filled.every((cell) => typeof cell === 'string' && !/^\d{6,}/.test(cell))
  })
  return row && readHeader([lineOf(row)], row.number, wanted)
}

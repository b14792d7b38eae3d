// CSV going out. Never a formula.

import type { OutCell, OutSheet } from './outgoing.ts'

/** For Excel and WPS: UTF-8 with byte order mark, CRLF. Cells that a program could take for a formula get an apostrophe. */
export async function* writeCsv(sheet: Pick<OutSheet, 'columns' | 'rows'>): AsyncGenerator<Buffer> {
  let text = `\ufeff${csvLine(sheet.columns.map((column) => column.header))}`
  for await (const cells of sheet.rows) {
    text += csvLine(cells)
    if (text.length < FLUSH) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

/** OWASP, "CSV Injection": = + - @ tab and carriage return at the start, also after leading spaces or in full width. */
export function neutralise(text: string): string {
  return /^\s*[=+\-@＝＋－＠\t\r]/.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text
}

const FLUSH = 256 * 1024

function csvLine(cells: readonly OutCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: OutCell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = neutralise(cell)
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

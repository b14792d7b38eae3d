// Charts of the report on paper. What is hidden is drawn as hatching of one height: it is there, and says no more.

import type { Pdf } from '../../../platform/pdf/pdf.ts'
import { labelledDays } from './rules.ts'

export const INK = '#1b2430'
export const GREY = '#5a6675'
export const AMBER = '#b45f06'
export const PAPER = '#eef1f4'
const BAR = '#6b80a8'

type Box = { x: number; y: number; width: number; height: number }

/** Columns from the first day to the last, with the most and some days named. */
export function drawDays(pdf: Pdf, days: readonly { label: string; count: number | null }[], { x, y, width, height }: Box): void {
  const most = Math.max(1, ...days.map((day) => day.count ?? 0))
  const step = width / days.length
  const column = Math.min(24, Math.max(0.8, step * 0.72))
  pdf.font('regular').fontSize(8).fillColor(GREY).text(String(most), x, y - 3, { width, lineBreak: false })
  pdf.moveTo(x, y + 10).lineTo(x + width, y + 10).lineWidth(0.4).strokeColor(PAPER).stroke()
  const top = y + 12
  const room = height - 12
  for (const [at, { count }] of days.entries()) {
    const left = x + at * step + (step - column) / 2
    if (count === null) hatch(pdf, { x: left, y: top + room - 6, width: column, height: 6 })
    else if (count > 0) pdf.rect(left, top + room - (room * count) / most, column, (room * count) / most).fill(BAR)
  }
  pdf.moveTo(x, y + height).lineTo(x + width, y + height).lineWidth(0.6).strokeColor(GREY).stroke()
  pdf.font('regular').fontSize(8).fillColor(GREY)
  for (const at of labelledDays(days.length)) {
    const label = days[at]?.label ?? ''
    const wide = pdf.widthOfString(label)
    pdf.text(label, Math.min(Math.max(x, x + (at + 0.5) * step - wide / 2), x + width - wide), y + height + 4, { lineBreak: false })
  }
}

/** Names with a bar each, one below the other. */
export function drawBars(pdf: Pdf, cells: readonly { name: string; count: number | null; figure: string }[], { x, y, width, line, most }: Omit<Box, 'height'> & { line: number; most: number }): void {
  const [name, figure] = [width * 0.56, 44]
  const room = width - name - figure - 8
  for (const [at, cell] of cells.entries()) {
    const top = y + at * line
    pdf.font('regular').fontSize(9.5).fillColor(INK).text(cell.name, x, top, { width: name - 6, height: line - 3, lineBreak: true, ellipsis: true })
    pdf.rect(x + name, top + 4, room, 6).fill(PAPER)
    if (cell.count === null) hatch(pdf, { x: x + name, y: top + 4, width: room, height: 6 })
    else if (cell.count > 0) pdf.rect(x + name, top + 4, Math.max(0.8, (room * cell.count) / most), 6).fill(BAR)
    pdf.fillColor(INK).text(cell.figure, x + width - pdf.widthOfString(cell.figure), top, { lineBreak: false })
  }
}

function hatch(pdf: Pdf, { x, y, width, height }: Box): void {
  pdf.save()
  pdf.rect(x, y, width, height).clip()
  for (let at = -height; at < width; at += 4) pdf.moveTo(x + at, y + height).lineTo(x + at + height, y)
  pdf.lineWidth(0.5).strokeColor(GREY).stroke()
  pdf.restore()
}

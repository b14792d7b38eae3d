// The report as pages to print: what was given, where, when, to which trades, and what it cost.

import type { Language } from '../../../../contract/problems.ts'
import { A4, makePdf, type Pdf } from '../../../platform/pdf/pdf.ts'
import { words } from '../words.ts'
import type { Report } from './report-store.ts'
import { figuresOf, shownCount, smallCellNote, type Say } from './report-workbook.ts'

const MARGIN = 56
const WIDTH = A4.width - 2 * MARGIN
const FOOT = A4.height - MARGIN
const INK = '#1b2430'
const GREY = '#5a6675'
const AMBER = '#b45f06'
const PAPER = '#eef1f4'
const LINE = 18

export function reportPdf(report: Report, language: Language, now: Temporal.Instant): Promise<Buffer> {
  const say: Say = (zh, en) => words(language, zh, en)
  const title = say(`${report.campaign.name} 活动总结`, `Report: ${report.campaign.name}`)
  return makePdf({ title, language, now, margin: MARGIN }, (pdf) => draw(pdf, report, title, say))
}

function draw(pdf: Pdf, report: Report, title: string, say: Say): void {
  pdf.font('bold').fontSize(22).fillColor(INK).text(title, MARGIN, MARGIN, { width: WIDTH })
  pdf.moveDown(0.4)
  if (report.summary) pdf.font('regular').fontSize(11).fillColor(INK).text(report.summary, { width: WIDTH, lineGap: 4 })
  pdf.moveDown(0.6)
  bar(pdf, report)
  table(pdf, say('总览', 'Whole'), figuresOf(report, say))
  for (const [name, cells] of [[say('按驿站', 'By station'), report.by_station], [say('按日期', 'By day'), report.by_day], [say('按行业', 'By trade'), report.by_trade]] as const) {
    table(pdf, name, cells.map((cell): [string, string] => [cell.name, String(shownCount(cell.count, say))]))
  }
  pdf.font('regular').fontSize(9).fillColor(GREY).text(smallCellNote(report, say), MARGIN, pdf.y + 4, { width: WIDTH })
  costs(pdf, report, say)
}

/** Given against the target. */
function bar(pdf: Pdf, { totals }: Report): void {
  if (totals.target === null) return
  const y = pdf.y
  pdf.roundedRect(MARGIN, y, WIDTH, 10, 5).fill(PAPER)
  const share = Math.min(1, totals.given / totals.target)
  if (share > 0) pdf.roundedRect(MARGIN, y, Math.max(10, WIDTH * share), 10, 5).fill(AMBER)
  pdf.font('bold').fontSize(11).fillColor(INK).text(`${totals.given} / ${totals.target}`, MARGIN, y + 16, { width: WIDTH })
  pdf.moveDown(0.4)
}

function costs(pdf: Pdf, { costs: spent }: Report, say: Say): void {
  const yuan = (fen: number) => `¥ ${(fen / 100).toFixed(2)}`
  table(pdf, say('费用', 'Costs'), [
    ...spent.goods.map((one): [string, string] => [`${one.name} × ${one.handed}`, yuan(one.fen)]),
    [say('券（已核销）', 'Vouchers redeemed'), yuan(spent.vouchers_fen)],
    ...spent.others.map((one): [string, string] => [one.label, yuan(one.fen)]),
    [say('合计', 'Total'), yuan(spent.total_fen)],
    ...(spent.per_given_fen === null ? [] : [[say('平均每份', 'For each given'), yuan(spent.per_given_fen)] as [string, string]]),
  ])
}

function table(pdf: Pdf, heading: string, rows: readonly (readonly [name: string, figure: string | number])[]): void {
  // A heading does not stand alone at the foot of a page.
  roomFor(pdf, 30 + 2 * LINE)
  pdf.font('bold').fontSize(13).fillColor(AMBER).text(heading, MARGIN, pdf.y + 10, { width: WIDTH })
  pdf.y += 4
  for (const [name, figure] of rows) {
    const height = Math.max(LINE, pdf.font('regular').fontSize(10.5).heightOfString(name, { width: WIDTH - 160 }) + 5)
    roomFor(pdf, height)
    const { y } = pdf
    pdf.fillColor(INK).text(name, MARGIN, y, { width: WIDTH - 160 })
    pdf.text(String(figure), MARGIN + WIDTH - 150, y, { width: 150, align: 'right' })
    pdf.moveTo(MARGIN, y + height - 2).lineTo(MARGIN + WIDTH, y + height - 2).lineWidth(0.5).strokeColor(PAPER).stroke()
    pdf.y = y + height
  }
  pdf.x = MARGIN
}

function roomFor(pdf: Pdf, height: number): void {
  if (pdf.y + height <= FOOT) return
  pdf.addPage()
  pdf.y = MARGIN
}

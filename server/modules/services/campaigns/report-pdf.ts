// The report as pages to hand over: what was given, on which days, where, to which trades, and what it cost.

import type { Language } from '../../../../contract/problems.ts'
import { A4, makePdf, type Pdf } from '../../../platform/pdf/pdf.ts'
import { words } from '../words.ts'
import { AMBER, drawBars, drawDays, GREY, INK, PAPER } from './report-drawing.ts'
import type { Report } from './report-store.ts'
import { dayWords, figuresOf, handedOutNote, periodWords, shownCount, smallCellNote, yuan, type Say } from './report-words.ts'

const MARGIN = 48
const WIDTH = A4.width - 2 * MARGIN
const GUTTER = 28
const FOOT = A4.height - MARGIN
const LINE = 16

export function reportPdf(report: Report, language: Language, now: Temporal.Instant): Promise<Buffer> {
  const say: Say = (zh, en) => words(language, zh, en)
  const title = say(`${report.campaign.name} 活动总结`, `Report: ${report.campaign.name}`)
  return makePdf({ title, language, now, margin: MARGIN }, (pdf) => draw(pdf, report, title, { say, language }))
}

type Speaking = { say: Say; language: Language }

function draw(pdf: Pdf, report: Report, title: string, speaking: Speaking): void {
  const { say, language } = speaking
  pdf.font('bold').fontSize(22).fillColor(INK).text(title, MARGIN, MARGIN, { width: WIDTH })
  pdf.font('regular').fontSize(10.5).fillColor(GREY).text(`${report.campaign.place_name} · ${periodWords(report, language)}`, { width: WIDTH })
  pdf.moveDown(0.8)
  bar(pdf, report, say)
  figures(pdf, report, say)
  if (report.summary) pdf.font('regular').fontSize(11).fillColor(INK).text(report.summary, MARGIN, pdf.y, { width: WIDTH, lineGap: 4 })
  days(pdf, report, speaking)
  const name = (cell: { name: string; count: number | null }) => ({ name: cell.name, count: cell.count, figure: String(shownCount(cell.count, say)) })
  columns(pdf, say(`各驿站发放（${report.by_station.length} 个驿站）`, `By station (${report.by_station.length})`), report.by_station.map(name))
  columns(pdf, say('各行业领取', 'By trade'), report.by_trade.map(name))
  pdf.font('regular').fontSize(9).fillColor(GREY).text(smallCellNote(report, say), MARGIN, pdf.y + 6, { width: WIDTH })
  costs(pdf, report, say)
}

/** Given against the target. */
function bar(pdf: Pdf, { totals }: Report, say: Say): void {
  if (totals.target === null) return
  const share = totals.given / totals.target
  const { y } = pdf
  pdf.font('bold').fontSize(12).fillColor(INK).text(say(`惠及 ${totals.given} 人次，目标 ${totals.target}`, `${totals.given} given, of ${totals.target} meant`), MARGIN, y, { width: WIDTH - 60 })
  pdf.text(`${Math.round(share * 100)}%`, MARGIN + WIDTH - 60, y, { width: 60, align: 'right' })
  pdf.roundedRect(MARGIN, y + 21, WIDTH, 8, 4).fill(PAPER)
  if (share > 0) pdf.roundedRect(MARGIN, y + 21, Math.max(8, WIDTH * Math.min(1, share)), 8, 4).fill(AMBER)
  pdf.x = MARGIN
  pdf.y = y + 42
}

/** In a row: the figure large, below it what it is. */
function figures(pdf: Pdf, report: Report, say: Say): void {
  const all = figuresOf(report, say)
  const { y } = pdf
  const width = WIDTH / all.length
  for (const [at, [name, figure]] of all.entries()) {
    pdf.font('bold').fontSize(15).fillColor(INK).text(String(figure), MARGIN + at * width, y, { width: width - 4, lineBreak: false })
    pdf.font('regular').fontSize(9).fillColor(GREY).text(name, MARGIN + at * width, y + 22, { width: width - 4, lineBreak: false })
  }
  pdf.x = MARGIN
  pdf.y = y + 46
}

function days(pdf: Pdf, report: Report, { say, language }: Speaking): void {
  if (report.by_day.length === 0) return
  heading(pdf, say('每天发放', 'By day'), 130, handedOutNote(report, say))
  const { y } = pdf
  drawDays(pdf, report.by_day.map((day) => ({ label: dayWords(day.key, language), count: day.count })), { x: MARGIN, y: y + 4, width: WIDTH, height: 84 })
  pdf.x = MARGIN
  pdf.y = y + 104
}

/** In two columns, read down the first and then the second: the most is at the top. */
function columns(pdf: Pdf, title: string, cells: readonly { name: string; count: number | null; figure: string }[]): void {
  if (cells.length === 0) return
  heading(pdf, title, 2 * LINE)
  const most = Math.max(1, ...cells.map((cell) => cell.count ?? 0))
  const width = (WIDTH - GUTTER) / 2
  let rest = [...cells]
  while (rest.length > 0) {
    if (pdf.y + LINE > FOOT) newPage(pdf)
    const rows = Math.min(Math.floor((FOOT - pdf.y) / LINE), Math.ceil(rest.length / 2))
    const { y } = pdf
    drawBars(pdf, rest.slice(0, rows), { x: MARGIN, y, width, line: LINE, most })
    drawBars(pdf, rest.slice(rows, 2 * rows), { x: MARGIN + width + GUTTER, y, width, line: LINE, most })
    rest = rest.slice(2 * rows)
    pdf.x = MARGIN
    pdf.y = y + rows * LINE
  }
}

function costs(pdf: Pdf, { costs: spent }: Report, say: Say): void {
  const rows: [string, string][] = [
    ...spent.goods.map((one): [string, string] => [`${one.name} ${one.handed} × ${yuan(one.unit_cost_fen)}`, yuan(one.fen)]),
    [say('券（已核销）', 'Vouchers redeemed'), yuan(spent.vouchers_fen)],
    ...spent.others.map((one): [string, string] => [one.label, yuan(one.fen)]),
    [say('合计', 'Total'), yuan(spent.total_fen)],
    ...(spent.per_given_fen === null ? [] : [[say('平均每人次', 'For each given'), yuan(spent.per_given_fen)] as [string, string]]),
  ]
  heading(pdf, say('费用（元）', 'Costs (yuan)'), Math.min(rows.length, 12) * LINE)
  for (const [name, figure] of rows) {
    const height = Math.max(LINE, pdf.font('regular').fontSize(10).heightOfString(name, { width: WIDTH - 120 }) + 4)
    if (pdf.y + height > FOOT) newPage(pdf)
    const { y } = pdf
    pdf.fillColor(INK).text(name, MARGIN, y, { width: WIDTH - 120 })
    pdf.text(figure, MARGIN + WIDTH - 110, y, { width: 110, align: 'right' })
    pdf.moveTo(MARGIN, y + height - 2).lineTo(MARGIN + WIDTH, y + height - 2).lineWidth(0.5).strokeColor(PAPER).stroke()
    pdf.x = MARGIN
    pdf.y = y + height
  }
}

/** @param least what has to be below it on the same page: a heading does not stand alone at the foot */
function heading(pdf: Pdf, text: string, least: number, note = ''): void {
  if (pdf.y + 34 + least > FOOT) newPage(pdf)
  const y = pdf.y + 12
  pdf.font('bold').fontSize(13).fillColor(AMBER).text(text, MARGIN, y, { width: WIDTH, lineBreak: false })
  const width = pdf.widthOfString(text)
  if (note) pdf.font('regular').fontSize(9).fillColor(GREY).text(note, MARGIN + width + 12, y + 4, { lineBreak: false })
  pdf.x = MARGIN
  pdf.y = y + 24
}

function newPage(pdf: Pdf): void {
  pdf.addPage()
  pdf.y = MARGIN
}

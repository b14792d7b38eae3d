// The report as a workbook: a sheet for the whole, one for each cut, one for the costs.

import { Readable } from 'node:stream'
import type { Language } from '../../../../contract/problems.ts'
import type { OutCell, OutSheet } from '../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../platform/spreadsheets/write-xlsx.ts'
import { words } from '../words.ts'
import type { Report } from './report-store.ts'

export function reportWorkbook(report: Report, language: Language): Readable {
  const say = (zh: string, en: string) => words(language, zh, en)
  return Readable.from(writeXlsx([wholeSheet(report, say), ...cutSheets(report, say), costSheet(report, say)]))
}

export type Say = (zh: string, en: string) => string

/** A hidden cell says that it is hidden: it is not empty and not nothing. */
export function shownCount(count: number | null, say: Say): OutCell {
  return count ?? say('未显示', 'hidden')
}

export function figuresOf({ totals, campaign }: Report, say: Say): [name: string, figure: string | number][] {
  return [
    [say('起止', 'From and to'), `${campaign.starts_on} – ${campaign.ends_on}`],
    [say('辖区', 'Place'), campaign.place_name],
    [say('目标（份）', 'Target'), totals.target ?? say('未定', 'none')],
    [say('实际发放（份）', 'Given'), totals.given],
    [say('报名', 'Signed up'), totals.signed_up],
    [say('凭码领取', 'With a pass'), totals.handed_out],
    [say('现场领取', 'Walked in'), totals.walk_ins],
    [say('发券', 'Vouchers issued'), totals.vouchers_issued],
    [say('券已核销', 'Vouchers redeemed'), totals.vouchers_redeemed],
  ]
}

export function smallCellNote({ smallest }: Report, say: Say): string {
  return say(`少于 ${smallest} 人的数不显示；为了推算不出来，有的数也一并不显示`, `Figures below ${smallest} are hidden, and others with them so that they cannot be worked out`)
}

function wholeSheet(report: Report, say: Say): OutSheet {
  return { name: say('总览', 'Whole'), preface: [report.campaign.name, ...(report.summary ? [report.summary] : [])], columns: [{ header: say('项目', 'Item'), width: 24 }, { header: say('数', 'Figure'), width: 28 }], rows: figuresOf(report, say) }
}

function cutSheets(report: Report, say: Say): OutSheet[] {
  const cuts = [[say('按驿站', 'By station'), say('驿站', 'Station'), report.by_station], [say('按日期', 'By day'), say('日期', 'Day'), report.by_day], [say('按行业', 'By trade'), say('行业', 'Trade'), report.by_trade]] as const
  return cuts.map(([name, header, cells]) => ({ name, preface: [smallCellNote(report, say)], columns: [{ header, width: 32 }, { header: say('份数', 'Given'), kind: 'number', width: 12 }], rows: cells.map((cell): OutCell[] => [cell.name, shownCount(cell.count, say)]) }))
}

function costSheet({ costs }: Report, say: Say): OutSheet {
  const yuan = (fen: number) => fen / 100
  return {
    name: say('费用', 'Costs'),
    columns: [{ header: say('项目', 'Item'), width: 32 }, { header: say('数量', 'Count'), kind: 'number', width: 10 }, { header: say('单价（元）', 'Each (yuan)'), kind: 'number', width: 12 }, { header: say('金额（元）', 'Amount (yuan)'), kind: 'number', width: 14 }],
    rows: [
      ...costs.goods.map((one): OutCell[] => [one.name, one.handed, yuan(one.unit_cost_fen), yuan(one.fen)]),
      [say('券（已核销）', 'Vouchers redeemed'), null, null, yuan(costs.vouchers_fen)],
      ...costs.others.map((one): OutCell[] => [one.label, null, null, yuan(one.fen)]),
      [say('合计', 'Total'), null, null, yuan(costs.total_fen)],
      [say('平均每份', 'For each given'), null, null, costs.per_given_fen === null ? null : yuan(costs.per_given_fen)],
    ],
  }
}

// The report as a workbook: a sheet for the whole, one for each cut, one for the costs.

import { Readable } from 'node:stream'
import type { Language } from '../../../../contract/problems.ts'
import type { OutCell, OutColumn, OutSheet } from '../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../platform/spreadsheets/write-xlsx.ts'
import { words } from '../words.ts'
import type { Report } from './report-store.ts'
import { figuresOf, handedOutNote, periodWords, shownCount, smallCellNote, weekdayWords, type Say } from './report-words.ts'

export function reportWorkbook(report: Report, language: Language): Readable {
  const say: Say = (zh, en) => words(language, zh, en)
  return Readable.from(writeXlsx([wholeSheet(report, say, language), ...cutSheets(report, say, language), costSheet(report, say)]))
}

function wholeSheet(report: Report, say: Say, language: Language): OutSheet {
  const { campaign, totals } = report
  return {
    name: say('总览', 'Whole'), preface: [campaign.name, ...linesOf(report.summary)], columns: [{ header: say('项目', 'Item'), width: 24 }, { header: say('数', 'Figure'), width: 44 }],
    rows: [
      [say('起止', 'From and to'), periodWords(report, language)], [say('辖区', 'Place'), campaign.place_name], [say('目标', 'Target'), totals.target ?? say('未定', 'none')],
      ...(totals.target === null ? [] : [[say('完成', 'Reached'), `${Math.round((totals.given / totals.target) * 100)}%`]]), ...figuresOf(report, say),
    ],
  }
}

/** Cut where a printed page ends: a cell does not wrap over its neighbours. Chinese letters are two wide. */
function linesOf(text: string, width = 76): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let [line, used] = ['', 0]
    for (const piece of paragraph.match(/[\u0021-\u024f]+\s*|./gu) ?? []) {
      const size = [...piece].reduce((sum, letter) => sum + (letter > '\u024f' ? 2 : 1), 0)
      if (used + size > width && line !== '') {
        lines.push(line.trimEnd())
        ;[line, used] = ['', 0]
      }
      line += piece
      used += size
    }
    return line.trim() === '' ? lines : [...lines, line.trimEnd()]
  })
}

/** The most first, days in their order; each with a bar of characters, which every program shows. */
function cutSheets(report: Report, say: Say, language: Language): OutSheet[] {
  const preface = [handedOutNote(report, say), smallCellNote(report, say)]
  const tail: OutColumn[] = [{ header: say('份数', 'Given'), kind: 'number', width: 10 }, { header: say('占比', 'Share'), width: 8 }, { header: '', width: 16 }]
  const cells = (list: Report['by_station']) => {
    const most = Math.max(1, ...list.map(({ count }) => count ?? 0))
    // What is hidden is in the whole, too: of the sum of what is shown nothing would be a share.
    const whole = report.totals.handed_out + report.totals.walk_ins
    return ({ count }: { count: number | null }): OutCell[] => [shownCount(count, say), count === null || whole === 0 ? null : `${((100 * count) / whole).toFixed(1)}%`, '█'.repeat(Math.round((BAR * (count ?? 0)) / most))]
  }
  const [station, day, trade] = [cells(report.by_station), cells(report.by_day), cells(report.by_trade)]
  return [
    { name: say('按驿站', 'By station'), preface, columns: [{ header: say('名次', 'Rank'), kind: 'number', width: 6 }, { header: say('驿站', 'Station'), width: 26 }, ...tail], rows: report.by_station.map((cell, at): OutCell[] => [cell.count === null ? null : at + 1, cell.name, ...station(cell)]) },
    { name: say('按日期', 'By day'), preface, columns: [{ header: say('日期', 'Day'), kind: 'date', width: 12 }, { header: say('星期', 'Weekday'), width: 8 }, ...tail], rows: report.by_day.map((cell): OutCell[] => [cell.key, weekdayWords(cell.key, language), ...day(cell)]) },
    { name: say('按行业', 'By trade'), preface, columns: [{ header: say('行业', 'Trade'), width: 30 }, ...tail], rows: report.by_trade.map((cell): OutCell[] => [cell.name, ...trade(cell)]) },
  ]
}

/** Characters of the longest bar. */
const BAR = 10

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
      [say('平均每人次', 'For each given'), null, null, costs.per_given_fen === null ? null : yuan(costs.per_given_fen)],
    ],
  }
}

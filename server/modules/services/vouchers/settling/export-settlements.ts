// The settlement list as a workbook: for one partner with every line, or all partners of a month.

import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { FileAnswer, type Call, type Context, type Reply } from '../../../../platform/http/call.ts'
import type { OutCell, OutColumn, OutSheet } from '../../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../../platform/spreadsheets/write-xlsx.ts'
import { words } from '../../words.ts'
import { monthStart, monthText, settlementState, timeZone, type SettlementState } from '../rules.ts'
import { batchSums, getSettlement, lineViews } from './read-settlement.ts'
import { readSettlements, settlementLines, settlementViews, totalOf, type LineRow, type SettlementRow } from './settlement-store.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function exportSettlement(call: Call<'GET /settlements/{partner}/{month}/export'>): Promise<Reply<'GET /settlements/{partner}/{month}/export'>> {
  const say = (zh: string, en: string) => words(call.language, zh, en)
  const month = monthStart(call.params.month)
  const made = await call.inTransaction('read', async (inside) => {
    const settlement = await getSettlement(inside, call.params.partner, month)
    const [view] = await settlementViews(inside, [settlement])
    const rows = await allLines(inside, settlement)
    return { settlement, partner: view?.partner.short_name ?? '', batches: await batchSums(inside, settlement), lines: await lineViews(inside, rows, settlement) }
  })
  await record(call, made.lines.length)
  const state = stateWords(call, settlementState(month, made.settlement.id !== null, call.today))
  const preface = [`${made.partner} ${monthText(month)} ${say('券结算', 'voucher settlement')} · ${state}`, `${say('合计（元）', 'Total (yuan)')} ${yuan(totalOf(made.settlement)).toFixed(2)}`]
  return workbook(`${say('券结算', 'settlement')}-${made.partner}-${monthText(month)}.xlsx`, [
    { name: say('合计', 'Total'), preface, columns: [{ header: say('券', 'Voucher'), width: 32 }, { header: say('张数', 'Count'), kind: 'number', width: 10 }, { header: say('金额（元）', 'Amount (yuan)'), kind: 'number', width: 14 }], rows: [...made.batches.map((one): OutCell[] => [one.title, one.count, yuan(one.amount_fen)]), [say('合计', 'Total'), made.settlement.redeemed - made.settlement.taken_back, yuan(totalOf(made.settlement))]] },
    { name: say('明细', 'Lines'), preface: preface.slice(0, 1), columns: lineColumns(say), rows: made.lines.map((line) => lineCells(line, say)) },
  ])
}

export async function exportSettlements(call: Call<'GET /settlements/export'>): Promise<Reply<'GET /settlements/export'>> {
  const say = (zh: string, en: string) => words(call.language, zh, en)
  const month = monthStart(call.query.month)
  const made = await call.inTransaction('read', async (inside) => {
    const rows = await readSettlements(inside, { month })
    const lines: OutCell[][] = []
    const views = await settlementViews(inside, rows)
    for (const [index, settlement] of rows.entries()) {
      const partner = views[index]?.partner.short_name ?? ''
      for (const line of await lineViews(inside, await allLines(inside, settlement), settlement)) lines.push([partner, ...lineCells(line, say)])
    }
    return { views, lines }
  })
  await record(call, made.lines.length)
  const sums = [made.views.reduce((sum, one) => sum + one.redeemed, 0), made.views.reduce((sum, one) => sum + one.taken_back, 0), yuan(made.views.reduce((sum, one) => sum + one.total_fen, 0))]
  return workbook(`${say('券结算', 'settlements')}-${monthText(month)}.xlsx`, [
    {
      name: say('各商户', 'Partners'), preface: [`${monthText(month)} ${say('券结算', 'voucher settlement')}`],
      columns: [{ header: say('商户', 'Partner'), width: 28 }, { header: say('核销', 'Redeemed'), kind: 'number', width: 10 }, { header: say('冲回', 'Taken back'), kind: 'number', width: 10 }, { header: say('应结（元）', 'To settle (yuan)'), kind: 'number', width: 14 }, { header: say('状态', 'State'), width: 12 }],
      rows: [...made.views.map((one): OutCell[] => [one.partner.short_name, one.redeemed, one.taken_back, yuan(one.total_fen), stateWords(call, one.state)]), [say('合计', 'Total'), ...sums, '']],
    },
    { name: say('明细', 'Lines'), columns: [{ header: say('商户', 'Partner'), width: 28 }, ...lineColumns(say)], rows: made.lines },
  ])
}

async function allLines(call: Context, settlement: SettlementRow): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`select l.* from (${settlementLines(settlement)}) l order by l.kind, l.at, l.id`.execute(call.tx)
  return rows
}

type Say = (zh: string, en: string) => string

function lineColumns(say: Say): OutColumn[] {
  return [{ header: say('日期', 'Day'), kind: 'date', width: 12 }, { header: say('时间', 'Time'), width: 8 }, { header: say('券', 'Voucher'), width: 32 }, { header: say('券码尾号', 'Code ends in'), kind: 'text', width: 12 }, { header: say('驿站', 'Station'), width: 24 }, { header: say('类别', 'Kind'), width: 10 }, { header: say('金额（元）', 'Amount (yuan)'), kind: 'number', width: 14 }, { header: say('所属月份', 'Of month'), width: 12 }]
}

function lineCells(line: Awaited<ReturnType<typeof lineViews>>[number], say: Say): OutCell[] {
  const at = line.at.toZonedDateTimeISO(timeZone)
  return [at.toPlainDate().toString(), at.toPlainTime().toString({ smallestUnit: 'minute' }), line.title, line.code_tail, line.station, line.kind === 'redeemed' ? say('核销', 'redeemed') : say('冲回', 'taken back'), yuan(line.amount_fen), line.from_month]
}

function stateWords({ language }: Pick<Context, 'language'>, state: SettlementState): string {
  return { running: words(language, '本月进行中', 'running'), 'to-close': words(language, '待结', 'to close'), closed: words(language, '已结', 'closed') }[state]
}

function yuan(fen: number): number {
  return fen / 100
}

async function record(call: Context, count: number): Promise<void> {
  const [range] = call.scope.places === 'all' ? [] : call.scope.places
  await call.inTransaction('write', (inside) => inside.emit({ kind: 'list.exported', place: range?.[0] ?? call.city.code * 1e9, data: { list: 'settlements', count, format: 'xlsx' } }))
}

function workbook(name: string, sheets: OutSheet[]): FileAnswer {
  return new FileAnswer(name, XLSX, Readable.from(writeXlsx(sheets)))
}

// GET /outlets/export

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { encodeCursor } from '../../../platform/http/cursor.ts'
import type { OutCell } from '../../../platform/spreadsheets/outgoing.ts'
import { freshnessWords, tradeNames } from '../export/cell-words.ts'
import { listFile, pages } from '../../../platform/spreadsheets/list-file.ts'
import { words } from '../words.ts'
import { countOutlets, readOutlets, type OutletFilter, type SortedOutlet } from './list-outlets.ts'
import { outletViews } from './outlet-store.ts'

export async function exportOutlets(call: Call<'GET /outlets/export'>): Promise<Reply<'GET /outlets/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const { count, trades } = await call.inTransaction('read', async (inside) => ({ count: await countOutlets(inside, filter), trades: await tradeNames(inside) }))
  const say = (zh: string, en: string) => words(call.language, zh, en)
  return listFile(call, {
    list: 'outlets', title: say('网点', 'outlets'), format, count,
    columns: [
      { header: say('网点', 'Outlet'), width: 20 }, { header: say('企业', 'Company'), width: 24 }, { header: say('加盟商', 'Operator'), width: 20 }, { header: say('行业', 'Trade'), width: 14 }, { header: say('辖区', 'Place'), width: 20 }, { header: say('地址', 'Address'), width: 32 },
      { header: say('在册', 'People'), kind: 'number', width: 8 }, { header: say('直营', 'Direct'), kind: 'number', width: 8 }, { header: say('派遣', 'Dispatch'), kind: 'number', width: 8 }, { header: say('加盟', 'Franchise'), kind: 'number', width: 8 }, { header: say('众包', 'Crowd'), kind: 'number', width: 8 },
      { header: say('花名册', 'Roster'), width: 12 }, { header: say('最近核实', 'Last checked'), kind: 'date', width: 12 }, { header: say('负责人', 'Manager'), width: 12 }, { header: say('负责人电话', 'Manager’s phone'), kind: 'text', width: 16 },
      { header: say('经度', 'Longitude'), kind: 'number', width: 12 }, { header: say('纬度', 'Latitude'), kind: 'number', width: 12 },
    ],
    rows: cellsOf(call, filter, trades),
  })
}

async function* cellsOf(call: Context, filter: OutletFilter, trades: Map<string, string>): AsyncGenerator<OutCell[]> {
  const read = (last: SortedOutlet | undefined) => call.inTransaction('read', (inside) => readOutlets(inside, filter, { sort: 'name', limit: PAGE, ...(last ? { after: encodeCursor([last.rank, last.pinyin, last.id]) } : {}) }))
  for await (const page of pages<SortedOutlet>(PAGE, read)) {
    const views = await call.inTransaction('read', (inside) => outletViews(inside, page))
    for (const view of views) {
      yield [
        view.name, view.company.short_name, view.operator?.short_name ?? '', trades.get(view.trade) ?? '', view.place_name, view.address, view.workers, view.mix.direct, view.mix.dispatch, view.mix.franchise, view.mix.crowd,
        freshnessWords(call.language, view.freshness.state, view.freshness.days_late), view.last_checked_on?.toString() ?? null, view.manager_name, view.manager_phone_masked, view.position?.lon ?? null, view.position?.lat ?? null,
      ]
    }
  }
}

const PAGE = 500

// GET /companies/export

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import type { OutCell } from '../../../platform/spreadsheets/outgoing.ts'
import { freshnessWords, tradeNames } from '../export/cell-words.ts'
import { listFile } from '../../../platform/spreadsheets/list-file.ts'
import { words } from '../words.ts'
import { companyViews } from './company-store.ts'
import { companiesMatching } from './list-companies.ts'

/** Some hundreds of companies: read at once. */
export async function exportCompanies(call: Call<'GET /companies/export'>): Promise<Reply<'GET /companies/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const rows = await call.inTransaction('read', async (inside) => companyCells(inside, filter))
  const say = (zh: string, en: string) => words(call.language, zh, en)
  return listFile(call, {
    list: 'companies', title: say('企业', 'companies'), format, count: rows.length,
    columns: [
      { header: say('企业', 'Company'), width: 24 }, { header: say('全称', 'Registered name'), width: 40 }, { header: say('统一社会信用代码', 'Credit code'), kind: 'text', width: 22 }, { header: say('类别', 'Kind'), width: 12 }, { header: say('品牌', 'Brand'), width: 14 }, { header: say('行业', 'Trade'), width: 14 },
      { header: say('网点', 'Outlets'), kind: 'number', width: 8 }, { header: say('在册', 'People'), kind: 'number', width: 8 }, { header: say('直营', 'Direct'), kind: 'number', width: 8 }, { header: say('派遣', 'Dispatch'), kind: 'number', width: 8 }, { header: say('加盟', 'Franchise'), kind: 'number', width: 8 }, { header: say('众包', 'Crowd'), kind: 'number', width: 8 },
      { header: say('花名册', 'Roster'), width: 12 }, { header: say('上一份', 'Last roster of'), kind: 'date', width: 12 }, { header: say('约定', 'Promised'), width: 20 }, { header: say('联系人', 'Contact'), width: 12 }, { header: say('联系电话', 'Contact’s phone'), kind: 'text', width: 16 },
    ],
    rows: (async function* () {
      yield* rows
    })(),
  })
}

async function companyCells(call: Context, filter: Parameters<typeof companiesMatching>[1]): Promise<OutCell[][]> {
  const trades = await tradeNames(call)
  const views = await companyViews(call, await companiesMatching(call, filter), filter.place)
  const say = (zh: string, en: string) => words(call.language, zh, en)
  const kinds = { platform: say('平台', 'platform'), franchisee: say('加盟商', 'franchisee'), dispatch: say('劳务派遣', 'dispatch agency') }
  return views.map((view) => [
    view.short_name, view.name, view.credit_code, kinds[view.kind], view.brand?.name ?? '', trades.get(view.trade) ?? '', view.outlets, view.workers, view.mix.direct, view.mix.dispatch, view.mix.franchise, view.mix.crowd,
    freshnessWords(call.language, view.freshness.state, view.freshness.days_late), view.freshness.last_as_of?.toString() ?? null,
    view.submits ? say(`每 ${view.freshness.cadence_days} 天，${view.freshness.due_time} 前`, `every ${view.freshness.cadence_days} days, by ${view.freshness.due_time}`) : '', view.contact_name, view.contact_phone_masked,
  ])
}

// GET /partners/export

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { encodeCursor } from '../../../platform/http/cursor.ts'
import { listFile, pages } from '../../../platform/spreadsheets/list-file.ts'
import type { OutCell } from '../../../platform/spreadsheets/outgoing.ts'
import { partnerKindName, words } from '../words.ts'
import { countPartners, readPartners } from './list-partners.ts'
import { partnerViews, type PartnerFilter, type PartnerRow } from './partner-store.ts'

export async function exportPartners(call: Call<'GET /partners/export'>): Promise<Reply<'GET /partners/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const count = await call.inTransaction('read', (inside) => countPartners(inside, filter))
  const say = (zh: string, en: string) => words(call.language, zh, en)
  return listFile(call, {
    list: 'partners', title: say('共建单位', 'partners'), format, count,
    columns: [
      { header: say('简称', 'Short name'), width: 20 }, { header: say('全称', 'Registered name'), width: 36 }, { header: say('类别', 'Kind'), width: 12 }, { header: say('统一社会信用代码', 'Credit code'), kind: 'text', width: 22 }, { header: say('辖区', 'Place'), width: 18 },
      { header: say('联系人', 'Contact'), width: 12 }, { header: say('联系电话', 'Contact’s phone'), kind: 'text', width: 16 }, { header: say('驿站数', 'Stations'), kind: 'number', width: 8 }, { header: say('停用日期', 'Closed on'), kind: 'date', width: 12 },
    ],
    rows: cellsOf(call, filter),
  })
}

async function* cellsOf(call: Context, filter: PartnerFilter): AsyncGenerator<OutCell[]> {
  const read = (last: PartnerRow | undefined) => call.inTransaction('read', (inside) => readPartners(inside, filter, { limit: PAGE, ...(last ? { after: encodeCursor([last.pinyin, last.id]) } : {}) }))
  for await (const page of pages<PartnerRow>(PAGE, read)) {
    for (const view of await call.inTransaction('read', (inside) => partnerViews(inside, page))) {
      yield [view.short_name, view.name, partnerKindName(call.language, view.kind), view.credit_code ?? '', view.place_name, view.contact_name, view.contact_phone_masked, view.stations, view.closed_on?.toString() ?? null]
    }
  }
}

const PAGE = 500

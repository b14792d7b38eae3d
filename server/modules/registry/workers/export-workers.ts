// GET /workers/export

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { encodeCursor } from '../../../platform/http/cursor.ts'
import type { OutCell } from '../../../platform/spreadsheets/outgoing.ts'
import { kindWords, standingWords, tradeNames } from '../export/cell-words.ts'
import { listFile, pages } from '../../../platform/spreadsheets/list-file.ts'
import { words } from '../words.ts'
import { maskedId, maskedPhone } from './identifiers.ts'
import { countWorkers, readWorkers, type ListedWorker } from './read-workers.ts'

export async function exportWorkers(call: Call<'GET /workers/export'>): Promise<Reply<'GET /workers/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const { count, trades } = await call.inTransaction('read', async (inside) => ({ count: await countWorkers(inside, filter), trades: await tradeNames(inside) }))
  const say = (zh: string, en: string) => words(call.language, zh, en)
  return listFile(call, {
    list: 'workers', title: say('从业人员', 'workers'), format, count,
    columns: [
      { header: say('姓名', 'Name'), kind: 'text', width: 18 }, { header: say('手机号', 'Phone'), kind: 'text', width: 16 }, { header: say('证件号', 'ID number'), kind: 'text', width: 24 }, { header: say('行业', 'Trade'), width: 14 },
      { header: say('企业', 'Company'), width: 24 }, { header: say('网点', 'Outlet'), width: 20 }, { header: say('用工形式', 'Employment'), width: 12 }, { header: say('到岗日期', 'Since'), kind: 'date', width: 12 },
      { header: say('核实情况', 'Standing'), width: 12 }, { header: say('现从业段数', 'Engagements'), kind: 'number', width: 12 },
    ],
    rows: cellsOf(call, filter, trades),
  })
}

async function* cellsOf(call: Context, filter: Parameters<typeof readWorkers>[1], trades: Map<string, string>): AsyncGenerator<OutCell[]> {
  const { keyring } = call.services
  for await (const page of pages<ListedWorker>(PAGE, (last) => call.inTransaction('read', (inside) => readWorkers(inside, filter, { limit: PAGE, ...(last ? { after: encodeCursor([last.pinyin, last.id]) } : {}) })))) {
    for (const row of page) {
      yield [
        row.name ?? '', maskedPhone(keyring, row.phone), maskedId(keyring, row.id_number), trades.get(row.trade ?? '') ?? '', row.company ?? '', row.outlet ?? '',
        row.kind ? kindWords(call.language, row.kind) : '', row.since?.toString() ?? null, row.standing ? standingWords(call.language, row.standing) : '', row.engagements ?? 0,
      ]
    }
  }
}

const PAGE = 1000

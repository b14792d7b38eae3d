// GET /applications/export: the queue as a spreadsheet, masked as it is on screen.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { encodeCursor } from '../../../platform/http/cursor.ts'
import { listFile, pages } from '../../../platform/spreadsheets/list-file.ts'
import type { OutCell } from '../../../platform/spreadsheets/outgoing.ts'
import { words } from '../words.ts'
import { countApplications, cursorOf, readApplications, rowViews, type ApplicationFilter, type ListedApplication } from './list-applications.ts'
import { dayOf } from './rules.ts'
import { applicationStateWords, eligibilityWords } from './words.ts'

export async function exportApplications(call: Call<'GET /applications/export'>): Promise<Reply<'GET /applications/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const count = await call.inTransaction('read', (inside) => countApplications(inside, filter))
  const say = (zh: string, en: string) => words(call.language, zh, en)
  return listFile(call, {
    list: 'applications', title: say('申办件', 'applications'), format, count,
    columns: [
      { header: say('编号', 'Number'), kind: 'number', width: 10 }, { header: say('服务事项', 'Service'), width: 24 }, { header: say('办理单位', 'Provider'), width: 20 }, { header: say('申请人', 'Worker'), width: 12 }, { header: say('手机号', 'Phone'), kind: 'text', width: 16 }, { header: say('辖区', 'Place'), width: 28 },
      { header: say('状态', 'State'), width: 12 }, { header: say('到了哪步', 'Step'), width: 16 }, { header: say('申请日期', 'Applied'), kind: 'date', width: 12 }, { header: say('承诺日期', 'Promised'), kind: 'date', width: 12 }, { header: say('超期工作日', 'Working days late'), kind: 'number', width: 10 },
      { header: say('办结日期', 'Closed'), kind: 'date', width: 12 }, { header: say('代办申请', 'On behalf'), width: 10 }, { header: say('办理条件', 'Conditions'), width: 18 }, { header: say('评分', 'Stars'), kind: 'number', width: 8 },
    ],
    rows: cellsOf(call, filter),
  })
}

async function* cellsOf(call: Context, filter: ApplicationFilter): AsyncGenerator<OutCell[]> {
  const read = (last: ListedApplication | undefined) => call.inTransaction('read', (inside) => readApplications(inside, filter, { sort: 'due', limit: PAGE, ...(last ? { after: encodeCursor(cursorOf(last, 'due')) } : {}) }))
  for await (const page of pages<ListedApplication>(PAGE, read)) {
    for (const row of await call.inTransaction('read', (inside) => rowViews(inside, page))) {
      yield [
        row.id, row.service.title, row.provider?.name ?? '', row.worker.name, row.worker.phone_masked, row.place_name, applicationStateWords(call.language, row.state), row.step_title ?? '',
        dayOf(Temporal.Instant.from(row.submitted_at)).toString(), row.due_on, row.overdue_days, row.closed_at === null ? null : dayOf(Temporal.Instant.from(row.closed_at)).toString(), row.on_behalf ? words(call.language, '是', 'yes') : '', eligibilityWords(call.language, row.eligibility), row.stars,
      ]
    }
  }
}

const PAGE = 500

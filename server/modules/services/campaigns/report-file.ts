// GET /campaigns/{id}/report/file

import { FileAnswer, type Call, type Context, type Reply } from '../../../platform/http/call.ts'
import { words } from '../words.ts'
import { getCampaign } from './campaign-store.ts'
import { reportPdf } from './report-pdf.ts'
import { reportOf, type Report } from './report-store.ts'
import { reportWorkbook } from './report-workbook.ts'

export async function reportFile(call: Call<'GET /campaigns/{id}/report/file'>): Promise<Reply<'GET /campaigns/{id}/report/file'>> {
  const report = await call.inTransaction('read', async (inside) => reportOf(inside, await getCampaign(inside, call.params.id)))
  await record(call, report)
  const name = `${words(call.language, '活动总结', 'report')}-${report.campaign.name}`
  if (call.query.format !== 'xlsx') return new FileAnswer(`${name}.pdf`, 'application/pdf', await reportPdf(report, call.language, call.now))
  return new FileAnswer(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', reportWorkbook(report, call.language))
}

async function record(call: Context, { campaign }: Report): Promise<void> {
  await call.inTransaction('write', (inside) => inside.emit({ kind: 'list.exported', place: campaign.place, subject: campaign.id, data: { list: 'campaign-report' } }))
}

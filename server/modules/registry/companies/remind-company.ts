// POST /companies/{id}/reminders, and the job that sends the message.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { sendSms, settingValue } from '../../access/index.ts'
import { words } from '../words.ts'
import { freshnessNow, getCompanyRow } from './company-store.ts'
import { timeZone } from './rules.ts'

const REMIND = 'registry.remind-company'

/** The message goes out after the commit; the officer does not wait for the provider. */
export async function remindCompany(call: Call<'POST /companies/{id}/reminders'>): Promise<void> {
  const company = await getCompanyRow(call, call.params.id)
  const { dueAt, state, late } = (await freshnessNow(call))(company)
  if (!dueAt || !(late || state === 'due-today' || state === 'never')) throw ruleProblem(words(call.language, '这家企业没有拖欠花名册，不用催', 'This company owes no roster'))
  if (!company.contact_phone) throw ruleProblem(words(call.language, '没有登记联系人手机号，请先补上', 'No phone of a contact is registered; add one first'))
  const most = await settingValue(call, 'company.reminders-per-day')
  const { rows } = await sql`
    update company set reminded_times = case when reminded_on = ${call.today}::date then reminded_times + 1 else 1 end, reminded_on = ${call.today}::date
    where id = ${company.id} and (reminded_on is distinct from ${call.today}::date or reminded_times < ${most})
    returning 1`.execute(call.tx)
  if (rows.length === 0) throw new Problem('too-many', { seconds: secondsUntilTomorrow(call.now) })
  await call.services.jobs.send(call.tx, REMIND, { city: call.city.code, company: company.id, due: dueAt.toString() })
  await call.emit({ kind: 'company.reminded', place: company.place, subject: company.id })
}

export const reminderJobs: Job[] = [
  {
    name: REMIND,
    retries: 2,
    async run(data, services) {
      const city = await services.cities.find(Number(data['city']))
      if (!city) return
      const company = await services.db.read(city.schema, systemScope, (tx) => tx.selectFrom('company').select(['short_name', 'contact_phone']).where('id', '=', Number(data['company'])).executeTakeFirst())
      if (!company?.contact_phone) return
      const due = Temporal.Instant.from(String(data['due'])).toZonedDateTimeISO(timeZone)
      const template = { name: 'roster-reminder', company: company.short_name, due: `${due.month}月${due.day}日 ${due.toPlainTime().toString().slice(0, 5)} ` } as const
      await sendSms(services, { city: city.code, phone: services.keyring.open(company.contact_phone), template, language: 'zh-CN' })
    },
  },
]

function secondsUntilTomorrow(now: Temporal.Instant): number {
  const here = now.toZonedDateTimeISO(timeZone)
  return Math.ceil(here.until(here.startOfDay().add({ days: 1 })).total('seconds'))
}

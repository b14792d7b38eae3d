// What of applications waits at a desk: those that are late, due today or on the next working day.

import { sql } from 'kysely'
import { inPlace, inReach } from '../../../platform/database/reach.ts'
import { knownCalendar } from '../../calendar/index.ts'
import { deskDeadline, registerMatters } from '../../registry/index.ts'
import { partnerNames } from '../../stations/index.ts'

type Due = { id: number; title: { zh: string; en: string }; state: string; submitted_at: Temporal.Instant; due_on: Temporal.PlainDate; place: number; provider_id: number | null }

/** Called when the module is loaded. */
export function registerMattersOfApplications(): void {
  registerMatters({
    kind: 'application-due',
    dealtWithBy: ['application.handle'],
    async read(call, reach, place) {
      const until = (await knownCalendar(call)).addWorkdays(call.today, 1)
      const { rows } = await sql<Due>`
        select a.id, v.content->'title' as title, a.state, a.submitted_at, a.due_on, a.place, a.provider_id
        from application a join service_version v on v.service_id = a.service_id and v.version = a.version
        where a.closed_at is null and a.state <> 'asked' and a.due_on <= ${until} and ${inReach(reach, { place: 'a.place', partner: 'a.provider_id' })} and ${inPlace('a.place', place)}
        order by a.due_on, a.id limit 200`.execute(call.tx)
      const names = await partnerNames(call.tx, rows.map((row) => row.provider_id))
      return rows.map((row) => ({
        key: `application-due-${row.id}`, kind: 'application-due' as const, dueAt: deskDeadline(row.due_on), since: row.submitted_at, place: row.place, who: row.provider_id === null ? '' : (names.get(row.provider_id) ?? ''), href: `/desk/applications/${row.id}`,
        words: (language) => (language === 'en' ? { title: `Application ${row.id}: ${row.title.en || row.title.zh}`, note: `promised for ${row.due_on.toString()}` } : { title: `${row.title.zh} · 申请 ${row.id}`, note: `承诺 ${row.due_on.month}月${row.due_on.day}日 办结` }),
      }))
    },
  })
}

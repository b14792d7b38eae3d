// GET /calendar and PUT /calendar/{date}.

import type { Selectable } from 'kysely'
import type { DB } from '../../migrations/tables.generated.ts'
import type { Call, Context, Reply } from '../../platform/http/call.ts'
import { invalidField, ruleProblem } from '../../platform/http/problem.ts'
import { calendarTopic } from './read-calendar.ts'

type Row = Pick<Selectable<DB['calendar_day']>, 'day' | 'kind' | 'name' | 'name_en' | 'origin' | 'note'>
type Item = Reply<'PUT /calendar/{date}'>

const columns = ['day', 'kind', 'name', 'name_en', 'origin', 'note'] as const

export async function listCalendar(call: Call<'GET /calendar'>): Promise<Reply<'GET /calendar'>> {
  const { year } = call.query
  const rows = await call.tx.selectFrom('calendar_day').select(columns).where('day', '>=', new Temporal.PlainDate(year, 1, 1)).where('day', '<=', new Temporal.PlainDate(year, 12, 31)).orderBy('day').execute()
  return { year, published: rows.some(({ origin }) => origin === 'state-council'), items: rows.map((row) => view(call, row)) }
}

export async function sayDay(call: Call<'PUT /calendar/{date}'>): Promise<Reply<'PUT /calendar/{date}'>> {
  const english = call.language === 'en'
  const { kind, name = '', note = '' } = call.body
  const day = Temporal.PlainDate.from(call.params.date)
  if (kind === 'holiday' && name.trim() === '') throw invalidField('name', english ? 'Say which holiday it is' : '请写上是什么节日')
  if (kind === 'workday' && day.dayOfWeek <= 5) throw ruleProblem(english ? 'Monday to Friday are working days anyhow' : '周一至周五本来就是工作日')
  const row = { kind, name: name.trim(), name_en: '', origin: 'local', note: note.trim(), changed_by: call.actor.account, changed_at: call.now }
  const saved = await call.tx
    .insertInto('calendar_day')
    .values({ day, ...row })
    .onConflict((conflict) => conflict.column('day').doUpdateSet(row))
    .returning(columns)
    .executeTakeFirstOrThrow()
  await call.services.live.publish(call.tx, calendarTopic, {})
  await call.emit({ kind: 'calendar.changed', place: call.city.code * 1e9, data: { date: day.toString(), kind } })
  return view(call, saved)
}

function view({ language }: Context, { day, kind, name, name_en: nameEn, origin, note }: Row): Item {
  const english = language === 'en'
  const about = origin === 'state-council' ? (english ? 'Yearly notice of the State Council' : '国务院办公厅节假日安排') : origin === 'statutory' ? (english ? 'Named by law; the notice of the year is not out' : '法定节假日，当年调休安排尚未公布') : ''
  return { date: day, kind: kind as Item['kind'], name: english && nameEn !== '' ? nameEn : name, origin: origin as Item['origin'], note: note || about }
}

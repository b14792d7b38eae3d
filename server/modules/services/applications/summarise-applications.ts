// GET /applications/summary: counts for the queue and its filters.

import { sql } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { said } from '../words.ts'
import { reached } from './store.ts'

type Counts = { open: number; overdue: number; due_today: number; asked: number; offered_to_me: number; approved_30_days: number; refused_30_days: number; on_time: number; closed: number; ratings: number; stars: number | null }

export async function summariseApplications(call: Call<'GET /applications/summary'>): Promise<Reply<'GET /applications/summary'>> {
  const { place, provider } = call.query
  const where = sql`${reached(call)} and ${inPlace('a.place', place)} and ${provider === undefined ? sql`true` : sql`a.provider_id = ${provider}`}`
  const since = call.now.subtract({ hours: 30 * 24 })
  const { partners } = call.scope
  const { rows } = await sql<Counts>`
    select count(*) filter (where a.closed_at is null)::int as open,
      count(*) filter (where a.state in ('submitted', 'in-progress') and a.due_on < ${call.today})::int as overdue,
      count(*) filter (where a.state in ('submitted', 'in-progress') and a.due_on = ${call.today})::int as due_today,
      count(*) filter (where a.state = 'asked')::int as asked,
      count(*) filter (where a.offered_to = any(${[...partners]}::int8[]))::int as offered_to_me,
      count(*) filter (where a.state = 'approved' and a.closed_at >= ${since})::int as approved_30_days,
      count(*) filter (where a.state = 'refused' and a.closed_at >= ${since})::int as refused_30_days,
      count(*) filter (where a.state in ('approved', 'refused') and a.closed_at >= ${since})::int as closed,
      count(*) filter (where a.state in ('approved', 'refused') and a.closed_at >= ${since} and (a.closed_at at time zone 'Asia/Shanghai')::date <= a.due_on)::int as on_time,
      count(a.stars) filter (where a.rated_at >= ${since})::int as ratings, (avg(a.stars) filter (where a.rated_at >= ${since}))::float8 as stars
    from application a where ${where} and (a.closed_at is null or a.closed_at >= ${since} or a.rated_at >= ${since})`.execute(call.tx)
  const [counts] = rows
  if (!counts) throw new Error('Counting gives a row')
  const services = await sql<{ id: number; title: { zh: string; en: string }; open: number }>`
    select o.service_id as id, v.content->'title' as title, o.open from (
      select a.service_id, max(a.version) as version, count(*)::int as open from application a where ${where} and a.closed_at is null group by a.service_id
    ) o join service_version v on v.service_id = o.service_id and v.version = o.version order by o.open desc, o.service_id`.execute(call.tx)
  const { on_time: onTime, closed, ratings, stars, ...plain } = counts
  return { ...plain, on_time_share_30_days: closed === 0 ? null : onTime / closed, stars_30_days: ratings < 5 ? null : stars, services: services.rows.map((row) => ({ ...row, title: said(call.language, row.title) })) }
}

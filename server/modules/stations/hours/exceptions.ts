// Days on which the weekly pattern does not hold.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, invalidField, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { getStationInReach } from '../network/station-store.ts'
import { words } from '../words.ts'
import { checkedSpans } from './checked-hours.ts'
import { json } from '../../../platform/database/json.ts'

type Exception = Reply<'POST /stations/{id}/exceptions'>

export async function addException(call: Call<'POST /stations/{id}/exceptions'>): Promise<Exception> {
  const station = await getStationInReach(call, call.params.id)
  const { body } = call
  const [from, until] = [Temporal.PlainDate.from(body.from), Temporal.PlainDate.from(body.until)]
  if (Temporal.PlainDate.compare(until, from) < 0) throw invalidField('until', words(call.language, '结束日期不能早于开始日期', 'It cannot end before it begins'))
  if (Temporal.PlainDate.compare(until, call.today) < 0) throw ruleProblem(words(call.language, '这几天已经过去了', 'these days are over'))
  if (from.until(until, { largestUnit: 'days' }).days >= LONGEST) throw invalidField('until', words(call.language, `最多连续 ${LONGEST} 天；更久请改每周时间或暂停开放`, `At most ${LONGEST} days; for longer, change the week or pause the station`))
  const spans = checkedSpans(call, 'spans', body.spans)
  const overlapping = await call.tx.selectFrom('station_exception').select(['from_on', 'until_on']).where('station_id', '=', station.id).where('from_on', '<=', until).where('until_on', '>=', from).orderBy('from_on').executeTakeFirst()
  if (overlapping) throw new Problem('conflict', { what: words(call.language, `${overlapping.from_on.toString()} 至 ${overlapping.until_on.toString()} 已有临时安排`, `${overlapping.from_on.toString()} to ${overlapping.until_on.toString()} is taken`) })
  const made = await call.tx
    .insertInto('station_exception')
    .values({ station_id: station.id, from_on: from, until_on: until, spans: json(spans) as never, reason: body.reason?.trim() ?? '', created_by: call.actor.account, created_at: call.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await call.emit({ kind: 'station.exception-added', place: station.place, subject: station.id, data: { exception: made.id, from: body.from, until: body.until, closed: spans.length === 0 } })
  return { id: made.id, from, until, spans, reason: body.reason?.trim() ?? '' }
}

export async function removeException(call: Call<'DELETE /stations/{id}/exceptions/{exception}'>): Promise<void> {
  const station = await getStationInReach(call, call.params.id)
  const gone = await call.tx.deleteFrom('station_exception').where('id', '=', call.params.exception).where('station_id', '=', station.id).returning('id').executeTakeFirst()
  if (!gone) throw notFound()
  await call.emit({ kind: 'station.exception-removed', place: station.place, subject: station.id, data: { exception: call.params.exception } })
}

/** Those that are not over, the next first. */
export async function readExceptions(call: Pick<Context, 'tx' | 'today'>, station: number): Promise<Exception[]> {
  const rows = await call.tx.selectFrom('station_exception').select(['id', 'from_on', 'until_on', 'spans', 'reason']).where('station_id', '=', station).where('until_on', '>=', call.today).orderBy('from_on').execute()
  return rows.map((row) => ({ id: row.id, from: row.from_on, until: row.until_on, spans: row.spans as unknown as [number, number][], reason: row.reason }))
}

const LONGEST = 100

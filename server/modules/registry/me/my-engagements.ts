// GET /me/engagements, and what a worker says of their own: "I work here", "is this right?", "I no longer work here".

import { sql, type SqlBool } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, ruleProblem } from '../../../platform/http/problem.ts'
import { endSpell } from '../engagements/end-engagement.ts'
import { answerEngagement, engagementViews, getOwnEngagement, lockEngagement, notFolded, readEngagements } from '../engagements/engagement-store.ts'
import { openEngagement } from '../engagements/open-engagement.ts'
import { factViews } from '../facts/fact-views.ts'
import { refreshStanding } from '../facts/refresh-standing.ts'
import { assumedKind } from '../outlets/open-outlet.ts'
import { findByPoster } from '../posters/posters.ts'
import { words } from '../words.ts'

export async function listMyEngagements(call: Call<'GET /me/engagements'>): Promise<Reply<'GET /me/engagements'>> {
  const rows = await readEngagements(call.tx, sql<SqlBool>`e.worker_id = ${call.actor.worker} and ${notFolded}`, { order: sql`(e.until_on is null) desc, e.since desc, e.id desc` })
  return { items: await engagementViews(call.tx, rows), facts: await factViews(call, rows.map((row) => row.id)) }
}

/** Stands as declared until the company or a grid worker confirms it, or a roster names the person. */
export async function declareEngagement(call: Call<'POST /me/engagements'>): Promise<Reply<'POST /me/engagements'>> {
  const { body } = call
  const outlet = await findByPoster(call, body.poster)
  if (!outlet) throw ruleProblem(words(call.language, '这张海报已经停用，请向站长要新的', 'This poster is no longer in use; ask at the outlet for a new one'))
  const me = await call.tx.selectFrom('worker').select(['id', 'name', 'phone']).where('id', '=', call.actor.worker).executeTakeFirstOrThrow()
  const name = body.name?.trim() ?? ''
  if (me.name === null && name === '') throw invalidField('name', words(call.language, '请填姓名，站长要靠它确认是您', 'Give your name; the outlet confirms you by it'))
  const hiredOn = pastDay(call, 'hired_on', body.hired_on)
  const id = await openEngagement(call, {
    worker: me.id, outlet, kind: body.kind ?? assumedKind(outlet), saidKind: body.kind, agencyName: body.agency_name, post: body.post, since: hiredOn ?? call.today, source: 'self',
    name: name === '' ? (me.name ?? undefined) : name, phone: me.phone ? call.services.keyring.open(me.phone) : undefined, hiredOn,
  })
  return answerEngagement(call, id)
}

/** What is left out, the worker goes on saying as before. */
export async function stateMine(call: Call<'PUT /me/engagements/{id}/statement'>): Promise<Reply<'PUT /me/engagements/{id}/statement'>> {
  const { body } = call
  await lockEngagement(call.tx, call.params.id)
  const engagement = await getOwnEngagement(call, call.params.id)
  const hiredOn = pastDay(call, 'hired_on', body.hired_on)
  const said = {
    stated_on: call.today, stated_by: call.actor.account,
    ...(body.name === undefined ? {} : { name: body.name.trim() || null }),
    ...(body.kind === undefined ? {} : { kind: body.kind }),
    ...(body.agency_name === undefined ? {} : { agency_name: body.agency_name.trim() || null }),
    ...(body.post === undefined ? {} : { post: body.post.trim() || null }),
    ...(hiredOn === undefined ? {} : { hired_on: hiredOn }),
  }
  await call.tx.insertInto('statement').values({ engagement_id: engagement.id, source: 'self', ...said }).onConflict((conflict) => conflict.columns(['engagement_id', 'source']).doUpdateSet(said)).execute()
  // Their name follows from all their jobs, as each source has it.
  await beyondScope(call, () => refreshStanding(call.tx, [engagement.id]))
  await call.emit({ kind: 'engagement.stated', place: engagement.place, worker: engagement.worker_id, subject: engagement.id, data: { fields: Object.keys(body) } })
  return answerEngagement(call, engagement.id)
}

export async function endMine(call: Call<'POST /me/engagements/{id}/end'>): Promise<Reply<'POST /me/engagements/{id}/end'>> {
  await lockEngagement(call.tx, call.params.id)
  const engagement = await getOwnEngagement(call, call.params.id)
  await endSpell(call, engagement, { until: call.body.until, by: 'worker' })
  return answerEngagement(call, engagement.id)
}

function pastDay(call: Pick<Context, 'language' | 'today'>, field: string, day: string | undefined): Temporal.PlainDate | undefined {
  if (day === undefined) return undefined
  const parsed = Temporal.PlainDate.from(day)
  if (Temporal.PlainDate.compare(parsed, call.today) > 0) throw invalidField(field, words(call.language, '日期不能在今天之后', 'It cannot be later than today'))
  return parsed
}

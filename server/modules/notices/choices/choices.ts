// By which way a worker hears of what: chosen by them, from one notice to the next.

import { sql } from 'kysely'
import { noticeTopics, type noticeChannels } from '../../../../contract/notices.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, ruleProblem } from '../../../platform/http/problem.ts'
import { agreeTo, consentWords, hasConsent, workerSelves, workersStandFor } from '../../access/index.ts'
import { quietHours, spell } from '../quiet/quiet-hours.ts'
import { topicWords } from './topic-words.ts'

export type Topic = (typeof noticeTopics)[number]
export type Channel = (typeof noticeChannels)[number]

/** What one has asked for oneself, or is promised, is always said. */
const alwaysSaid: ReadonlySet<Topic> = new Set(['applications', 'vouchers', 'account'])

/** The consent that text messages stand on. */
const CONSENT = 'sms-replies'

/** In the system's scope. Somebody who said nothing hears in the app; of records that were merged the newest word counts. */
export async function channelsFor(call: Pick<Context, 'tx'>, workers: readonly number[], topic: Topic): Promise<Map<number, Channel>> {
  if (workers.length > FEW) return channelsForMany(call, workers, topic)
  const channels = new Map<number, Channel>()
  for (const worker of workers) channels.set(worker, (await chosen(call, worker)).get(topic) ?? 'app')
  return channels
}

/** Above this one look at all that was ever chosen costs less than a look at each. */
const FEW = 8

async function channelsForMany(call: Pick<Context, 'tx'>, workers: readonly number[], topic: Topic): Promise<Map<number, Channel>> {
  const { rows } = await sql<{ worker_id: number; channel: Channel }>`select worker_id, channel from notice_choice where topic = ${topic} order by chosen_at`.execute(call.tx)
  const stands = await workersStandFor(call, [...workers, ...rows.map((row) => row.worker_id)])
  const words = new Map(rows.map((row) => [stands.get(row.worker_id) ?? row.worker_id, row.channel]))
  return new Map(workers.map((worker) => [worker, words.get(stands.get(worker) ?? worker) ?? 'app']))
}

async function chosen(call: Pick<Context, 'tx'>, worker: number): Promise<Map<Topic, Channel>> {
  const { rows } = await sql<{ topic: Topic; channel: Channel }>`
    select distinct on (topic) topic, channel from notice_choice where worker_id = any(${await workerSelves(call, worker)}::int8[]) order by topic, chosen_at desc`.execute(call.tx)
  return new Map(rows.map(({ topic, channel }) => [topic, channel]))
}

export async function showChoices(call: Call<'GET /me/notice-channels'>): Promise<Reply<'GET /me/notice-channels'>> {
  return view(call)
}

export async function choose(call: Call<'PUT /me/notice-channels'>): Promise<Reply<'PUT /me/notice-channels'>> {
  const { items, consent_version: version } = call.body
  const english = call.language === 'en'
  const worker = call.actor.worker
  for (const { topic, channel } of items) {
    if (channel === 'none' && alwaysSaid.has(topic)) throw invalidField('items', english ? 'What you asked for yourself is always shown in the app' : '您自己申请的事，应用里总会告诉您')
  }
  if (items.some(({ channel }) => channel === 'sms') && !(await hasConsent(call, worker, CONSENT))) {
    if (version === undefined) throw ruleProblem(english ? 'please agree to text messages first' : '请先同意接收短信')
    await agreeTo(call, { purpose: CONSENT, version, granted: true })
  }
  for (const { topic, channel } of items) {
    await call.tx
      .insertInto('notice_choice')
      .values({ worker_id: worker, topic, channel, chosen_at: call.now })
      .onConflict((conflict) => conflict.columns(['worker_id', 'topic']).doUpdateSet({ channel, chosen_at: call.now }))
      .execute()
  }
  return view(call)
}

async function view(call: Context): Promise<Reply<'GET /me/notice-channels'>> {
  const worker = call.actor.worker
  // Also what they chose under records that were merged into theirs.
  const own = await beyondScope(call, () => chosen(call, worker))
  return {
    items: noticeTopics.map((topic) => ({ topic, title: topicWords(topic, call.language), channel: own.get(topic) ?? 'app', may_be_none: !alwaysSaid.has(topic) })),
    sms: { agreed: await hasConsent(call, worker, CONSENT), ...consentWords(call, CONSENT) },
    quiet: spell(await quietHours(call)),
  }
}

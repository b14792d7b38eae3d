// The text message behind one or several notices of a worker: what they chose counts at the moment it goes out.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import { timeZone } from '../../../platform/http/mount.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { hasConsent, phoneOfWorker, settingValue, trySms, workerSelves } from '../../access/index.ts'
import { channelsFor } from '../choices/choices.ts'
import { findKind, say } from '../notice-words.ts'
import { claim, postpone, settle, type Claimed } from './deliveries.ts'
import { SEND_SMS, wake } from './outbox.ts'

export const smsJob: Job = {
  name: SEND_SMS,
  retries: 2,
  async run(data, services) {
    const city = await services.cities.find(Number(data['city']))
    if (city) await sendWaiting(services, city, Number(data['worker']))
  },
}

type Ready = { claimed: Claimed[]; phone: string; about: string; language: 'zh-CN' | 'en' }

/** Several that waited out a peak become one message. */
export async function sendWaiting(services: Services, city: City, worker: number): Promise<void> {
  const write = <T>(work: (tx: Tx) => Promise<T>) => services.db.write(city.schema, systemScope, work)
  const ready = await write((tx) => prepare(tx, services, worker))
  if (!ready) return
  const { claimed, phone, about, language } = ready
  const ids = claimed.map(({ id }) => id)
  const { outcome, reason } = await trySms(services, { city: city.code, phone, template: { name: 'notice', about }, language })
  if (outcome !== 'sent') services.log.warn({ reason, outcome }, 'notice not sent by text message')
  await write(async (tx) => {
    if (outcome !== 'refused') return settle(tx, ids, outcome, reason || null)
    // Without an approved template it never will.
    if (reason === 'no-template') return settle(tx, ids, 'dropped', reason)
    const due = await postpone(tx, claimed, services.clock(), reason)
    if (due) await wake({ tx, services, city, now: services.clock() }, SEND_SMS, { worker }, due)
    return undefined
  })
}

async function prepare(tx: Tx, services: Services, worker: number): Promise<Ready | undefined> {
  const now = services.clock()
  const claimed = await claim(tx, { worker }, now)
  if (claimed.length === 0) return undefined
  const drop = async (ones: readonly Claimed[], reason: string) => settle(tx, ones.map(({ id }) => id), 'dropped', reason)
  const call = { tx, scope: systemScope, services, today: now.toZonedDateTimeISO(timeZone).toPlainDate() }

  const wanted: Claimed[] = []
  for (const one of claimed) {
    const topic = findKind(one.kind)?.topic
    if (topic && (await channelsFor(call, [worker], topic)).get(worker) === 'sms') wanted.push(one)
    else await drop([one], 'chosen-otherwise')
  }
  if (wanted.length === 0) return undefined
  const selves = await workerSelves(call, worker)
  const reached = await phoneOfWorker(call, selves)
  if (!reached) return void (await drop(wanted, 'no-phone'))
  if (!(await hasConsent(call, worker, 'sms-replies'))) return void (await drop(wanted, 'no-consent'))
  const { rows: [sent] } = await sql<{ count: number }>`
    select count(distinct began_at) as count from notice_delivery
    where worker_id = any(${selves}::int8[]) and state in ('sent', 'unknown') and began_at >= ${now.toZonedDateTimeISO(timeZone).startOfDay().toInstant()}`.execute(tx)
  if ((sent?.count ?? 0) >= (await settingValue(call, 'notices.sms-per-day'))) return void (await drop(wanted, 'daily-limit'))
  return { claimed: wanted, ...reached, about: aboutOf(wanted, reached.language) }
}

/** In a few words: providers allow some 35 characters. The app has the rest. */
function aboutOf(claimed: readonly Claimed[], language: 'zh-CN' | 'en'): string {
  const newest = claimed.at(-1)
  const kind = newest && findKind(newest.kind)
  const { title } = newest && kind ? say(kind, newest.data, language) : { title: '' }
  const others = claimed.length - 1
  if (language === 'en') return others > 0 ? `${title}, and ${others} more.` : `${title}.`
  return others > 0 ? `${title}，还有 ${others} 条新消息` : title
}

// What leaves the house is written down in the transaction that says it, and sent by a job afterwards.

import { sql } from 'kysely'
import { json } from '../../../platform/database/json.ts'
import type { Context } from '../../../platform/http/call.ts'
import { placeRange } from '../../../../contract/place-code.ts'
import type { NoticeValues } from '../notice-words.ts'
import { calmFrom } from '../quiet/quiet-hours.ts'

export const SEND_SMS = 'notices.send-sms'
export const SEND_TO_GROUP = 'notices.send-to-group'

export type Sending = Pick<Context, 'tx' | 'scope' | 'services' | 'city' | 'now' | 'today'>

type Said = { kind: string; subject: number | undefined; values: NoticeValues; urgent: boolean }

/** @param notices that are to be told by text message, too. In the system's scope. */
export async function sendToPhones(call: Sending, { kind, subject, values, urgent }: Said, notices: readonly { id: number; worker_id: number }[]): Promise<void> {
  if (notices.length === 0) return
  const due = urgent ? call.now : await calmFrom(call, 'rider')
  await sql`
    insert into notice_delivery (notice_id, worker_id, kind, subject, data, made_at, due_at)
    select n, w, ${kind}, ${subject ?? null}::int8, ${json(values)}, ${call.now}, ${due}
    from unnest(${notices.map((one) => one.id)}::int8[], ${notices.map((one) => one.worker_id)}::int8[]) as d (n, w)`.execute(call.tx)
  for (const { worker_id: worker } of notices) await wake(call, SEND_SMS, { worker }, due)
}

/** Groups of the places that hold `place` (or are `at` it) and want to hear of the topic. In the system's scope. */
export async function sendToGroups(call: Sending, { kind, subject, values, topic, urgent }: Said & { topic: string }, place: number, which: 'around' | 'at' = 'around'): Promise<void> {
  const { rows } = await sql<{ id: number; place: number }>`select id, place from notice_channel where ${topic} = any(topics)`.execute(call.tx)
  const covering = rows.filter((row) => {
    if (which === 'at') return row.place === place
    const [low, high] = placeRange(row.place)
    return place >= low && place < high
  })
  if (covering.length === 0) return
  const due = urgent ? call.now : await calmFrom(call, 'staff')
  const { rows: added } = await sql<{ id: number }>`
    insert into notice_delivery (channel_id, kind, subject, data, made_at, due_at)
    select c, ${kind}, ${subject ?? null}::int8, ${json(values)}, ${call.now}, ${due} from unnest(${covering.map((one) => one.id)}::int8[]) as c returning id`.execute(call.tx)
  for (const { id } of added) await wake(call, SEND_TO_GROUP, { delivery: id }, due)
}

/** A job for the moment a delivery is due. Jobs of the same moment for the same phone are one. */
export async function wake(call: Pick<Sending, 'tx' | 'services' | 'city' | 'now'>, job: string, about: { worker?: number; delivery?: number }, due: Temporal.Instant): Promise<void> {
  const after = Math.max(0, Math.ceil(call.now.until(due).total('seconds')))
  const key = `${call.city.code} ${about.worker ?? ''} ${about.delivery ?? ''} ${due.epochMilliseconds}`
  await call.services.jobs.send(call.tx, job, { city: call.city.code, ...about }, { key, ...(after > 0 ? { after } : {}) })
}

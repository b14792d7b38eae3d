// The front door of notices: said in the transaction that makes it true.

import { sql, type RawBuilder } from 'kysely'
import { beyondScope } from '../../platform/database/beyond.ts'
import type { Tx } from '../../platform/database/connection.ts'
import { json } from '../../platform/database/json.ts'
import type { Context } from '../../platform/http/call.ts'
import { channelsFor } from './choices/choices.ts'
import { sendToGroups, sendToPhones } from './delivery/outbox.ts'
import type { noticeTopics } from '../../../contract/notices.ts'
import { findKind, type NoticeKindName, type NoticeValues } from './notice-words.ts'

type NoticeTopic = (typeof noticeTopics)[number]

/** A call, or what a job makes of its own: with `systemScope` as its scope. */
export type Notifying = Pick<Context, 'tx' | 'scope' | 'services' | 'city' | 'now' | 'today'>

export type NewNotice = {
  kind: NoticeKindName
  /** The id that the kind's `link` leads to. */
  subject?: number
  /** What the words name: things, days (YYYY-MM-DD), numbers; never a person. */
  values?: NoticeValues
}

export type NoticeReaders = {
  workers?: readonly number[]
  /** Accounts of staff; see `nearestHolders` of access for whose matter it is. */
  accounts?: readonly number[]
  /** The chat groups of staff whose place holds this one and who want to hear of the kind's topic. */
  groupsOf?: number
  /** The chat groups of staff of exactly this place: for sums, which the groups of other places get of their own. */
  groupsAt?: number
}

/**
 * In the caller's transaction; what leaves the house (text messages, chat groups) is sent by a job after the commit, and
 * waits out peaks and nights. Not inside a `beyondScope` of
 * the caller's: that ends here.
 */
export async function notify(call: Notifying, { kind, subject, values = {} }: NewNotice, { workers = [], accounts = [], groupsOf, groupsAt }: NoticeReaders): Promise<void> {
  const about = findKind(kind)
  if (!about) throw new Error(`No such kind of notice: ${kind}`)
  // Notices belong to whoever reads them: who writes them does not see them.
  await beyondScope(call, async () => {
    if (workers.length > 0) await notifyWorkers(call, { kind, subject, values }, [...new Set(workers)])
    if (accounts.length > 0) {
      await sql`insert into notice (account_id, kind, subject, data, made_at)
        select a, ${kind}, ${subject ?? null}::int8, ${json(values)}, ${call.now} from unnest(${[...new Set(accounts)]}::int8[]) as a where ${isNew(sql`account_id = a`, kind, subject)}`.execute(call.tx)
    }
    if (groupsOf !== undefined) await sendToGroups(call, { kind, subject, values, topic: about.topic, urgent: about.urgent ?? false }, groupsOf)
    if (groupsAt !== undefined) await sendToGroups(call, { kind, subject, values, topic: about.topic, urgent: about.urgent ?? false }, groupsAt, 'at')
  })
}

async function notifyWorkers(call: Notifying, { kind, subject, values }: { kind: NoticeKindName; subject: number | undefined; values: NoticeValues }, workers: readonly number[]): Promise<void> {
  const about = findKind(kind)
  if (!about) return
  const channels = await channelsFor(call, workers, about.topic)
  const wanted = workers.filter((worker) => channels.get(worker) !== 'none')
  if (wanted.length === 0) return
  const { rows } = await sql<{ id: number; worker_id: number }>`
    insert into notice (worker_id, kind, subject, data, made_at)
    select w, ${kind}, ${subject ?? null}::int8, ${json(values)}, ${call.now} from unnest(${wanted}::int8[]) as w where ${isNew(sql`worker_id = w`, kind, subject)} returning id, worker_id`.execute(call.tx)
  const phones = rows.filter((row) => channels.get(row.worker_id) === 'sms')
  await sendToPhones(call, { kind, subject, values, urgent: about.urgent ?? false }, phones)
}

function isNew(mine: RawBuilder<unknown>, kind: NoticeKindName, subject: number | undefined): RawBuilder<boolean> {
  if (!findKind(kind)?.once) return sql<boolean>`true`
  return sql<boolean>`not exists (select 1 from notice where ${mine} and kind = ${kind} and subject is not distinct from ${subject ?? null}::int8 and read_at is null)`
}

/** Where a topic has chat groups of staff, each place once. In a job's scope. */
export async function placesWithGroups(tx: Tx, topic: NoticeTopic): Promise<number[]> {
  const { rows } = await sql<{ place: number }>`select distinct place from notice_channel where ${topic} = any(topics) order by place`.execute(tx)
  return rows.map((row) => row.place)
}

/** Who was told of a thing, by id. In a job's scope. @param after the last one of the page before */
export async function workersTold(tx: Tx, kind: NoticeKindName, subject: number, { after, limit }: { after: number; limit: number }): Promise<number[]> {
  const { rows } = await sql<{ worker_id: number }>`
    select distinct worker_id from notice where kind = ${kind} and subject = ${subject} and worker_id > ${after} order by worker_id limit ${limit}`.execute(tx)
  return rows.map((row) => row.worker_id)
}

/** Where it is forgotten whom a thing was about, nobody's notices tell. In a job's scope. */
export async function forgetNotices(tx: Tx, kinds: readonly NoticeKindName[], subject: number): Promise<void> {
  for (const table of ['notice_delivery', 'notice']) await sql`delete from ${sql.ref(table)} where worker_id is not null and kind = any(${[...kinds]}::text[]) and subject = ${subject}`.execute(tx)
}

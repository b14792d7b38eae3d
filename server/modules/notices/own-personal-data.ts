// A worker's notices: theirs to take along, gone when they leave.

import { sql } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { registerPersonalData, type PersonalDataSection } from '../access/index.ts'
import { findKind, say, type NoticeValues } from './notice-words.ts'

registerPersonalData({ name: 'notices', export: exportOwn, erase: eraseOwn })

async function exportOwn({ tx, language }: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const ids = [...workers]
  const notices = await sql<{ kind: string; data: NoticeValues; made_at: Temporal.Instant; read_at: Temporal.Instant | null }>`
    select kind, data, made_at, read_at from notice where worker_id = any(${ids}::int8[]) order by id`.execute(tx)
  const messages = await sql<Record<string, unknown>>`select kind, state, made_at, began_at as sent_at from notice_delivery where worker_id = any(${ids}::int8[]) order by id`.execute(tx)
  const choices = await sql<Record<string, unknown>>`select topic, channel, chosen_at from notice_choice where worker_id = any(${ids}::int8[]) order by topic`.execute(tx)
  const at = ['时间', 'Time'] as const
  return [
    {
      key: 'notices', title: ['给我的消息', 'Notices to me'], columns: { made_at: at, text: ['内容', 'What'], read_at: ['看过', 'Read'] },
      rows: notices.rows.map(({ kind, data, made_at, read_at }) => {
        const about = findKind(kind)
        return { kind, made_at, read_at, text: about ? say(about, data, language).text : '' }
      }),
    },
    { key: 'notice_messages', title: ['发给我的短信', 'Text messages to me'], columns: { made_at: at, kind: ['事项', 'About'], state: ['结果', 'Outcome'] }, rows: messages.rows },
    { key: 'notice_choices', title: ['我选的接收方式', 'How I want to hear'], columns: { topic: ['内容', 'Topic'], channel: ['方式', 'Way'], chosen_at: ['选于', 'Chosen'] }, rows: choices.rows },
  ]
}

async function eraseOwn({ tx }: Context, workers: readonly number[]): Promise<void> {
  for (const table of ['notice_delivery', 'notice', 'notice_choice']) await sql`delete from ${sql.ref(table)} where worker_id = any(${[...workers]}::int8[])`.execute(tx)
}

// What services know of a worker: all of it on request, none of it after they have left.

import { sql } from 'kysely'
import type { ServiceContent } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { registerPersonalData, type PersonalDataSection } from '../../access/index.ts'
import { partnerNames } from '../../stations/index.ts'
import { readAnswers } from '../forms/read-answers.ts'
import { openAnswers } from './store.ts'

/** Called when the module is loaded. */
export function registerOwnPersonalData(): void {
  registerPersonalData({ name: 'services', export: exportOwn, erase: eraseOwn })
}

type Mine = {
  id: number; content: ServiceContent; provider_id: number | null; state: string; submitted_at: Temporal.Instant; due_on: Temporal.PlainDate; closed_at: Temporal.Instant | null; answers: Buffer | null; consent_way: string; consent_note: string; consent_by: string
  asked_words: string | null; result_words: string; stars: number | null; rating_words: string; eligibility: string
}

async function exportOwn(context: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const { tx, services, language } = context
  const ids = [...workers]
  const { rows } = await sql<Mine>`
    select a.id, v.content, a.provider_id, a.state, a.submitted_at, a.due_on, a.closed_at, a.answers, a.consent_way, a.consent_note, a.consent_by, a.asked_words, a.result_words, a.stars, a.rating_words, a.eligibility
    from application a join service_version v on v.service_id = a.service_id and v.version = a.version
    where a.worker_id = any(${ids}::int8[]) order by a.id`.execute(tx)
  const history = await sql<Record<string, unknown> & { provider_id: number | null }>`
    select s.application_id, s.at, s.kind, s.who, s.provider_id, s.reason, s.words from application_step s join application a on a.id = s.application_id
    where a.worker_id = any(${ids}::int8[]) order by s.id`.execute(tx)
  const drafts = await sql<{ content: Buffer; saved_at: Temporal.Instant; title: string }>`select d.content, d.saved_at, s.title from application_draft d join service s on s.id = d.service_id where d.worker_id = any(${ids}::int8[]) order by d.id`.execute(tx)
  const names = await partnerNames(tx, [...rows, ...history.rows].map((row) => row.provider_id))
  const called = (id: number | null) => (id === null ? null : (names.get(id) ?? null))
  const service = ['服务事项', 'Service'] as const
  return [
    {
      key: 'applications', title: ['我的申请', 'My applications'],
      columns: { service, provider: ['办理单位', 'Provider'], state: ['状态', 'State'], submitted_at: ['提交于', 'Sent'], due_on: ['承诺日期', 'Promised'], closed_at: ['办结于', 'Closed'], answered: ['填写的内容', 'What I filled in'], consent_way: ['怎么同意的', 'How I agreed'], consent_note: ['同意的说明', 'Note'], consent_by: ['经手人', 'Written down by'], asked_words: ['要补充什么', 'What is asked'], result_words: ['结果说明', 'What was said'], stars: ['评分', 'Stars'], rating_words: ['评价', 'My words'] },
      rows: rows.map(({ content, answers, provider_id, ...row }) => ({ ...row, provider: called(provider_id), service: content.title.zh, answered: readAnswers(content.form, openAnswers({ services }, { answers }), language, { masked: false }).map(({ title, value }) => `${title}：${value}`), answers: openAnswers({ services }, { answers }) })),
    },
    { key: 'application_history', title: ['申请的经过', 'What happened to them'], rows: history.rows.map((row) => Object.assign(row, { provider: called(row.provider_id) })), columns: { application_id: ['编号', 'Number'], at: ['时间', 'At'], kind: ['事情', 'What'], who: ['经手人', 'Who'], provider: ['单位', 'Provider'], words: ['说明', 'Words'] } },
    {
      key: 'application_drafts', title: ['没提交的申请', 'Applications I have not sent'], columns: { service, saved_at: ['保存于', 'Saved'] },
      rows: drafts.rows.map(({ content, saved_at, title }) => ({ service: title, saved_at, content: JSON.parse(services.keyring.open(content)) as unknown })),
    },
  ]
}

/** What stays is that something was applied for, done or not, and in how many days: the counts of a service. */
async function eraseOwn({ tx, now, today }: Context, workers: readonly number[]): Promise<void> {
  const ids = [...workers]
  const theirs = sql`select id from application where worker_id = any(${ids}::int8[])`
  await sql`delete from application_draft where worker_id = any(${ids}::int8[])`.execute(tx)
  await sql`delete from application_document where application_id in (${theirs})`.execute(tx)
  await sql`update application_step set words = '' where application_id in (${theirs}) and words <> ''`.execute(tx)
  await sql`update application_stop set until_on = greatest(from_on, ${today}::date) where application_id in (${theirs}) and until_on is null`.execute(tx)
  await sql`
    update service_month m set taken = greatest(0, m.taken - g.n) from (
      select service_id, quota_month, count(*)::int as n from application where worker_id = any(${ids}::int8[]) and closed_at is null and quota_month is not null group by service_id, quota_month
    ) g where g.service_id = m.service_id and g.quota_month = m.month`.execute(tx)
  await sql`
    update application set answers = null, asked_words = null, asked_fields = '{}', asked_documents = '{}', result_words = '', rating_words = '', consent_note = '', offered_to = null,
      state = case when closed_at is null then 'withdrawn' else state end, quota_month = case when closed_at is null then null else quota_month end, closed_at = coalesce(closed_at, ${now}), revision = revision + 1
    where worker_id = any(${ids}::int8[])`.execute(tx)
}

// The history of an application: only ever appended to. And word of it to whom it concerns.

import type { historyKinds } from '../../../../contract/applications.ts'
import type { Context } from '../../../platform/http/call.ts'

export type HistoryKind = (typeof historyKinds)[number]

export type NewStep = { kind: HistoryKind; step?: number | null; provider?: number | null; reason?: string | null; words?: string | undefined; dueOn?: Temporal.PlainDate | null }

/** Who it was stands there as it was that day; the worker is named by nothing. */
export async function appendStep(call: Context, application: number, { kind, step = null, provider = null, reason = null, words = '', dueOn = null }: NewStep): Promise<void> {
  await call.tx
    .insertInto('application_step')
    .values({ application_id: application, kind, at: call.now, by_account: call.actor.account, who: whoActs(call), step, provider_id: provider, reason, words: words.trim(), due_on: dueOn })
    .execute()
}

/** Name and title of staff, '' for a worker. */
export function whoActs({ actor }: Pick<Context, 'actor'>): string {
  return actor.kind === 'worker' ? '' : [actor.name, actor.title].filter(Boolean).join(' · ')
}

/** Whether a company's roster has come, in words and as a mark. */
import type { Api, ReplyOf } from '../../../data/index.ts'
import type { MapDot } from '../../../../ui/desk/index.ts'
import { daysLate } from '../../../../ui/words/index.ts'
import { t } from '../../../words/registry.ts'

export type Freshness = ReplyOf<Api['GET /companies/{id}']>['freshness']

export interface FreshnessMark {
  readonly state: 'ok' | 'soon' | 'late' | 'none'
  readonly words: string
}

export function markOf(freshness: Freshness): FreshnessMark {
  switch (freshness.state) {
    case 'late':
      return { state: freshness.days_late <= 1 ? 'soon' : 'late', words: daysLate(freshness.days_late) }
    case 'due-today':
      // Still in good time: the normal state gets no colour.
      return { state: 'ok', words: t('dueToday', { time: freshness.due_time }) }
    case 'never':
      return { state: 'soon', words: t('never') }
    case 'not-asked':
      return { state: 'none', words: t('notAsked') }
    case 'on-time':
      return { state: 'ok', words: t('onTime') }
  }
}

/** On a map only lateness has a colour: what is due today is still on time. */
export function dotState(freshness: Freshness): MapDot['state'] {
  if (freshness.state === 'late') return freshness.days_late <= 1 ? 'soon' : 'late'
  return freshness.state === 'never' ? 'soon' : undefined
}

/** 约定每日 18:00 交. */
export function promiseOf(freshness: Freshness): string {
  if (freshness.state === 'not-asked') return t('notAsked')
  return freshness.cadence_days === 1 ? t('promise', { time: freshness.due_time }) : t('promiseDays', { n: freshness.cadence_days, time: freshness.due_time })
}

/** Whether a reminder makes sense. */
export function owed(freshness: Freshness): boolean {
  return freshness.state === 'late' || freshness.state === 'never'
}

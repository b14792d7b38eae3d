/** Where an application stands, in words and as a lamp. */
import type { LampState } from '../../../ui/pocket/types.ts'
import { by, day } from '../../../ui/words/dates.ts'
import type { Api, ReplyOf } from '../../data/index.ts'
import { t } from '../../words/applications.ts'

export type ApplicationRow = ReplyOf<Api['GET /me/applications']>['items'][number]
export type MyApplication = ReplyOf<Api['GET /me/applications/{id}']>

export interface Standing {
  readonly words: string
  /** Something is asked of me. */
  readonly mine: boolean
  readonly lamp: LampState
}

export function standingOf(one: Pick<ApplicationRow, 'state' | 'step_title' | 'due_on' | 'closed_at'>): Standing {
  const promise = one.due_on === null ? '' : ` · ${t('promised', { by: by(`${one.due_on}T18:00:00+08:00`) })}`
  switch (one.state) {
    case 'submitted':
      return { words: t('submitted') + promise, mine: false, lamp: 'lit' }
    case 'in-progress':
      return { words: (one.step_title ?? t('inProgress')) + promise, mine: false, lamp: 'lit' }
    case 'asked':
      return { words: t('asked'), mine: true, lamp: 'late' }
    case 'approved':
      return { words: t('approved', { day: day(one.closed_at ?? 0) }), mine: false, lamp: 'done' }
    case 'refused':
      return { words: t('refused', { day: day(one.closed_at ?? 0) }), mine: false, lamp: 'unlit' }
    case 'withdrawn':
      return { words: t('withdrawn', { day: day(one.closed_at ?? 0) }), mine: false, lamp: 'unlit' }
  }
}

export function isOpen(one: Pick<ApplicationRow, 'state'>): boolean {
  return one.state === 'submitted' || one.state === 'in-progress' || one.state === 'asked'
}

/** An application as the desk shows it: its clock, its step, its state. */
import type { Api, ItemOf, ReplyOf } from '../../../data/index.ts'
import { due } from '../../../../ui/words/index.ts'
import { t } from '../../../words/applications.ts'

export type ApplicationRow = ItemOf<'GET /applications'>
export type Application = ReplyOf<Api['GET /applications/{id}']>
export type ApplicationState = ApplicationRow['state']

export interface Clock {
  readonly state: 'late' | 'soon' | 'ok' | 'paused' | 'done'
  readonly words: string
  readonly used?: number | undefined
}

/** Offices close at six: what is promised for a day is due then. The city's zone is China's only one. */
export function endOf(day: string): string {
  return `${day}T18:00:00+08:00`
}

/** What is closed says how; while the worker is asked the clock stands; late is counted in working days. */
export function clockOf(row: Pick<ApplicationRow, 'state' | 'due_on' | 'stopped' | 'overdue_days' | 'submitted_at'>): Clock {
  if (row.state === 'approved') return { state: 'done', words: t('state-approved') }
  if (row.state === 'refused' || row.state === 'withdrawn') return { state: 'ok', words: t(`state-${row.state}`) }
  if (row.stopped) return { state: 'paused', words: t('state-asked') }
  if (row.overdue_days > 0) return { state: 'late', words: t('lateDays', { n: row.overdue_days }) }
  if (row.due_on === null) return { state: 'ok', words: t(`state-${row.state}`) }
  return due(endOf(row.due_on), row.submitted_at)
}

/** 2/4 窗口确认; the state where it is at no step. */
export function stepWords(row: Pick<ApplicationRow, 'state' | 'step' | 'steps' | 'step_title'>): string {
  if (row.step === null || row.step_title === null) return t(`state-${row.state}`)
  return t('stepOf', { at: row.step + 1, of: row.steps, title: row.step_title })
}

export function isOpen(state: ApplicationState): boolean {
  return state === 'submitted' || state === 'in-progress' || state === 'asked'
}

/** How the queue falls into groups: late, today, this week, later, without a date. */
import type { Api, ReplyOf } from '../../data/index.ts'
import { calendarOf } from '../../../ui/words/index.ts'

export type QueueItem = ReplyOf<Api['GET /queue']>['items'][number]
export type GroupName = 'late' | 'today' | 'week' | 'later' | 'undated'

export interface Group {
  readonly name: GroupName
  readonly items: readonly QueueItem[]
}

const order: readonly GroupName[] = ['late', 'today', 'week', 'later', 'undated']

/** Items keep their order within a group. Empty groups are left out. */
export function groupQueue(items: readonly QueueItem[], now: number): Group[] {
  const byName = Map.groupBy(items, (item) => groupOf(item.due_at, now))
  return order.flatMap((name) => {
    const inGroup = byName.get(name)
    return inGroup === undefined ? [] : [{ name, items: inGroup }]
  })
}

function groupOf(due: string | null, now: number): GroupName {
  if (due === null) return 'undated'
  const at = new Date(due).getTime()
  if (at <= now) return 'late'
  const days = calendarOf(due).ordinal - calendarOf(now).ordinal
  if (days === 0) return 'today'
  return days < 7 ? 'week' : 'later'
}

/** Whether one can go there now, in words. The server's answer ages on screen: minutes are counted from its own clock times. */
import { now } from '../../../ui/now.ts'
import type { LampState } from '../../../ui/pocket/types.ts'
import { calendarOf } from '../../../ui/words/calendar.ts'
import { relativeDay, time } from '../../../ui/words/dates.ts'
import { duration } from '../../../ui/words/durations.ts'
import type { Station } from '../../data/stations.ts'
import { t } from '../../words/opening.ts'

export type Opening = Station['opening']

export interface OpeningNow {
  readonly state: 'open' | 'closing' | 'shut' | 'unknown'
  readonly lamp: LampState
  /** 开到 22:00 · 20 分钟后关门 · 关着，明天 7:00 开. */
  readonly words: string
}

/** So long before it shuts, it is said in minutes. */
export const CLOSING = 30 * 60_000

export function openingNow(opening: Opening, at: number = now.value): OpeningNow {
  const { reason } = opening
  if (reason === 'paused' || reason === 'closed' || reason === 'planned') return { state: 'shut', lamp: 'unlit', words: t(reason) }
  if (opening.open === null) return { state: 'unknown', lamp: 'unlit', words: t('unknown') }
  const closes = moment(opening.closes_at)
  const opens = moment(opening.opens_at)
  if (opening.open && (closes === undefined || closes > at)) return open(closes, at)
  // It was shut when the server said so, and has opened since: until when, only the server knows.
  if (!opening.open && opens !== undefined && opens <= at) return { state: 'open', lamp: 'lit', words: t('openSince', { time: time(opens) }) }
  if (opening.open) return { state: 'shut', lamp: 'unlit', words: opens === undefined ? t('shutSince', { time: time(closes ?? at) }) : shutUntil(opens, at) }
  const shut = opens === undefined ? t('shut') : shutUntil(opens, at)
  return { state: 'shut', lamp: 'unlit', words: reason === 'holiday' || reason === 'exception' ? t('onTheDay', { why: t(reason), shut }) : shut }
}

/** Open now, as far as the phone can tell from what it keeps. */
export function isOpenNow(opening: Opening, at: number = now.value): boolean {
  const { state } = openingNow(opening, at)
  return state === 'open' || state === 'closing'
}

function open(closes: number | undefined, at: number): OpeningNow {
  if (closes === undefined) return { state: 'open', lamp: 'lit', words: t('allDay') }
  if (closes - at <= CLOSING) return { state: 'closing', lamp: 'late', words: t('closesIn', { span: duration(closes - at) }) }
  const sameDay = calendarOf(closes).ordinal === calendarOf(at).ordinal
  // 24:00 of today is how one says it, not tomorrow 0:00.
  const midnight = calendarOf(closes).hour === 0 && calendarOf(closes).minute === 0 && calendarOf(closes).ordinal === calendarOf(at).ordinal + 1
  return { state: 'open', lamp: 'lit', words: midnight ? t('until', { time: '24:00' }) : sameDay ? t('until', { time: time(closes) }) : t('untilDay', { day: relativeDay(closes), time: time(closes) }) }
}

function shutUntil(opens: number, at: number): string {
  const days = calendarOf(opens).ordinal - calendarOf(at).ordinal
  if (days === 0) return t('opensToday', { time: time(opens) })
  const { hour } = calendarOf(opens)
  const morning = days === 1 && hour >= 5 && hour < 11 // who says 0:00 in the morning?
  return morning ? t('opensMorning', { time: time(opens) }) : t('opensDay', { day: relativeDay(opens), time: time(opens) })
}

function moment(at: string | null): number | undefined {
  return at === null ? undefined : Date.parse(at)
}

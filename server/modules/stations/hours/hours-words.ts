// Opening hours as a sentence: in spreadsheets, on paper, in feeds.

import type { Language } from '../../../../contract/problems.ts'
import { words } from '../../../platform/words.ts'
import { MINUTES_A_DAY, type Hours, type Span, type SpecialDay } from './rules.ts'

const weekdays = [['周一', 'Mon'], ['周二', 'Tue'], ['周三', 'Wed'], ['周四', 'Thu'], ['周五', 'Fri'], ['周六', 'Sat'], ['周日', 'Sun']] as const

/** "周一至周五 08:00–20:00；周六、周日 09:00–18:00；节假日休息". Empty where nobody has said. */
export function hoursText(language: Language, hours: Hours | null): string {
  if (!hours) return ''
  const parts = groups(hours.weekly).map(({ days, spans }) => `${daysText(language, days)}${spans.length === 0 ? words(language, '休息', ' closed') : ` ${spansText(language, spans)}`}`)
  const special = (rule: SpecialDay, zh: string, en: string) => (rule === 'as-weekly' ? [] : rule === 'closed' || rule.length === 0 ? [words(language, `${zh}休息`, `${en} closed`)] : [`${words(language, zh, en)} ${spansText(language, rule)}`])
  return [...parts, ...special(hours.holidays, '节假日', 'holidays'), ...special(hours.workdays, '调休上班日', 'worked weekends')].join(words(language, '；', '; '))
}

export function spansText(language: Language, spans: readonly Span[]): string {
  if (spans.some(([from, until]) => from === 0 && until === MINUTES_A_DAY)) return words(language, '全天', 'all day')
  return spans.map(([from, until]) => `${clock(from)}–${until > MINUTES_A_DAY ? words(language, `次日${clock(until - MINUTES_A_DAY)}`, `${clock(until - MINUTES_A_DAY)} (next day)`) : clock(until)}`).join(words(language, '、', ', '))
}

/** Days that have the same spans, in the order of their first. */
function groups(weekly: Hours['weekly']): { days: number[]; spans: readonly Span[] }[] {
  const found = new Map<string, { days: number[]; spans: readonly Span[] }>()
  for (const [day, spans] of weekly.entries()) {
    const key = JSON.stringify(spans)
    const group = found.get(key)
    if (group) group.days.push(day)
    else found.set(key, { days: [day], spans })
  }
  return [...found.values()]
}

/** Three days or more in a row are named by their ends. */
function daysText(language: Language, days: readonly number[]): string {
  if (days.length === 7) return words(language, '每天', 'daily')
  const name = (day: number) => words(language, weekdays[day]?.[0] ?? '', weekdays[day]?.[1] ?? '')
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0] ?? 0)}${words(language, '至', '–')}${name(run.at(-1) ?? 0)}`] : run.map(name))).join(words(language, '、', ', '))
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

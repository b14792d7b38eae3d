// Opening hours in a sentence that `readHours` understands: 周一至周五 8:00-20:00；周六、周日 9:00-18:00；节假日休息.

import type { Language } from '../../../../../contract/problems.ts'
import { clock, type Hours, type SpecialDay, type Span } from './hours-text-rules.ts'

export function sayHours({ weekly, holidays }: Hours, language: Language): string {
  const en = language === 'en'
  const groups: { days: number[]; text: string }[] = []
  for (const [day, spans] of weekly.entries()) {
    const text = saySpans(spans, en)
    const group = groups.find((one) => one.text === text)
    if (group) group.days.push(day)
    else groups.push({ days: [day], text })
  }
  const parts = groups.filter(({ text }) => text !== '').map(({ days, text }) => (days.length === 7 ? text : `${sayDays(days, en)} ${text}`))
  if (parts.length === 0) parts.push(en ? 'daily closed' : '每天休息')
  if (holidays !== 'as-weekly') parts.push(sayHolidays(holidays, en))
  return parts.join(en ? '; ' : '；')
}

function sayHolidays(holidays: Exclude<SpecialDay, 'as-weekly'>, en: boolean): string {
  if (holidays === 'closed' || holidays.length === 0) return en ? 'holidays closed' : '节假日休息'
  return `${en ? 'holidays' : '节假日'} ${saySpans(holidays, en)}`
}

function saySpans(spans: readonly Span[], en: boolean): string {
  return spans.map(([from, until]) => (from === 0 && until === 1440 ? (en ? '24 hours' : '24小时') : `${clock(from)}-${until > 1440 && !en ? '次日' : ''}${clock(until)}`)).join(en ? ', ' : '，')
}

function sayDays(days: readonly number[], en: boolean): string {
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => (en ? ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day ?? 0] : `周${'一二三四五六日'.charAt(day ?? 0)}`)
  return runs.map((run) => (run.length > 2 ? `${name(run[0])}${en ? '-' : '至'}${name(run.at(-1))}` : run.map(name).join(en ? ', ' : '、'))).join(en ? ', ' : '、')
}

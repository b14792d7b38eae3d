/** Who read what of me, told so that one sees it at a glance. */
import { calendarOf } from '../../../ui/words/calendar.ts'
import type { Api, ReplyOf } from '../../data/index.ts'

export type Disclosure = ReplyOf<Api['GET /me/disclosures']>['items'][number]

export interface Reading {
  readonly key: string
  readonly latest: Disclosure
  readonly times: number
}

/** Those of the calendar month of `when`, by the city's clock. */
export function thisMonth(items: readonly Disclosure[], when: number): Disclosure[] {
  const { year, month } = calendarOf(when)
  return items.filter((one) => {
    const at = calendarOf(one.at)
    return at.year === year && at.month === month
  })
}

/** The same person reading the same thing for the same purpose is one line with a count. Items newest first. */
export function grouped(items: readonly Disclosure[]): Reading[] {
  const groups = new Map<string, { key: string; latest: Disclosure; times: number }>()
  for (const one of items) {
    const key = [one.reader, one.field, one.purpose, one.matter].join('\n')
    const group = groups.get(key)
    if (group) group.times += 1
    else groups.set(key, { key, latest: one, times: 1 })
  }
  return [...groups.values()]
}

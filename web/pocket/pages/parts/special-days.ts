/** What the official calendar says of the coming days: holidays, and weekend days that are worked instead. */
import { onMounted, shallowRef, type ShallowRef } from 'vue'
import { now } from '../../../ui/now.ts'
import { calendarOf } from '../../../ui/words/calendar.ts'
import { call, cityCode } from '../../data/index.ts'
import type { SpecialDays } from '../stations/station/hours.ts'

const known = shallowRef<SpecialDays>(new Map())
let asked: string | undefined

/** Empty until the calendar is there, and without a network: then a week looks usual, and today is right all the same. */
export function useSpecialDays(): Readonly<ShallowRef<SpecialDays>> {
  onMounted(() => void load())
  return known
}

async function load(): Promise<void> {
  const { year, month } = calendarOf(now.value)
  const years = month === 12 ? [year, year + 1] : [year]
  const key = `${cityCode.value} ${years.join()}`
  if (asked === key) return
  asked = key
  const answers = await Promise.all(years.map((one) => call('GET /calendar', { query: { year: one } }).catch(() => undefined)))
  if (answers.includes(undefined)) asked = undefined
  known.value = new Map(answers.flatMap((answer) => answer?.data.items ?? []).flatMap(({ date, kind, name }) => (kind === 'usual' ? [] : [[date, { kind, name }] as const])))
}

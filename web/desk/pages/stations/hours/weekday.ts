/** Names of the week's days, Monday first. */
import { weekday } from '../../../../ui/words/index.ts'

/** 周一 for 0 … 周日 for 6. Reactive on the language. */
export function weekdayName(day: number): string {
  // 2024-01-01 was a Monday.
  return weekday(`2024-01-0${day + 1}`)
}

/** Months of settlements. */
import { language } from '../../../../ui/words/index.ts'

/** Months a settlement is made for: 2026-11, 2026-10 … the newest first. */
export function lastMonths(today: string, n: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return Array.from({ length: n }, (_, back) => {
    const at = year * 12 + month - 1 - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

/** 2026年11月, November 2026. */
export function monthName(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return language.value === 'en' ? new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.UTC(year, number - 1)) : `${year}年${number}月`
}

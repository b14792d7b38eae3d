// What is known of the official calendar: the State Council's yearly notices, and for years without one the law.

import chineseDays from 'chinese-days'
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

export type OfficialDay = { date: string; kind: 'holiday' | 'workday'; name: string; nameEn: string; origin: 'state-council' | 'statutory' }

/** Promises that reach back further than this have been kept. */
const FIRST_YEAR = 2020
/** Promises made in December reach into a year whose notice may not be out. */
const YEARS_AHEAD = 2

export function officialDays(): OfficialDay[] {
  const noticed = [...read(published.holidays, 'holiday'), ...read(published.workdays, 'workday')].filter(({ date }) => yearOf(date) >= FIRST_YEAR)
  const last = Math.max(...noticed.map(({ date }) => yearOf(date)))
  const ahead = Array.from({ length: YEARS_AHEAD }, (_, i) => statutoryDays(last + 1 + i)).flat()
  return [...noticed, ...ahead.filter(({ date }) => !noticed.some((one) => one.date === date))].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** "Spring Festival,春节,4" by day. */
function read(days: Record<string, string>, kind: OfficialDay['kind']): OfficialDay[] {
  return Object.entries(days).map(([date, text]) => {
    const [nameEn = '', name = ''] = text.split(',')
    return { date, kind, name, nameEn, origin: 'state-council' }
  })
}

/**
 * The thirteen days that the law names (全国年节及纪念日放假办法, as in force since 1 January 2025). Which weekend days
 * are worked for longer holidays, only the notice says.
 */
export function statutoryDays(year: number): OfficialDay[] {
  const lunar = (month: number, day: number) => Temporal.PlainDate.from(chineseDays.getSolarDateFromLunar(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`).date)
  const newYear = lunar(1, 1)
  const fixed = (month: number, day: number) => new Temporal.PlainDate(year, month, day)
  const named: [name: string, nameEn: string, days: Temporal.PlainDate[]][] = [
    ['元旦', "New Year's Day", [fixed(1, 1)]],
    ['春节', 'Spring Festival', [-1, 0, 1, 2].map((days) => newYear.add({ days }))],
    ['清明', 'Tomb-sweeping Day', [Temporal.PlainDate.from(chineseDays.getSolarTermDate(year, 4, 'pure_brightness'))]],
    ['劳动节', 'Labour Day', [fixed(5, 1), fixed(5, 2)]],
    ['端午', 'Dragon Boat Festival', [lunar(5, 5)]],
    ['中秋', 'Mid-autumn Festival', [lunar(8, 15)]],
    ['国庆节', 'National Day', [fixed(10, 1), fixed(10, 2), fixed(10, 3)]],
  ]
  const found = new Map<string, OfficialDay>()
  for (const [name, nameEn, days] of named) {
    for (const date of days.map(String)) {
      // In some years two fall together, as Mid-autumn and National Day in 2028.
      const other = found.get(date)
      found.set(date, { date, kind: 'holiday', name: other ? `${other.name}、${name}` : name, nameEn: other ? `${other.nameEn}, ${nameEn}` : nameEn, origin: 'statutory' })
    }
  }
  return [...found.values()]
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

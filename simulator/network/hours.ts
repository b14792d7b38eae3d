// When stations open, by kind; and the days on which some do not.

import type { Random } from '../random.ts'
import type { Hours, Span, StationKind } from './model.ts'

const daily = (...spans: Span[]): Span[][] => Array.from({ length: 7 }, () => spans)
const week = (workday: Span[], weekend: Span[]): Span[][] => [...Array.from({ length: 5 }, () => workday), weekend, weekend]
const h = (hour: number, minute = 0) => hour * 60 + minute

export function drawHours(kind: StationKind, random: Random): Hours {
  const usual = (weekly: Span[][], holidays: Hours['holidays'] = 'as-weekly'): Hours => ({ weekly, holidays, workdays: 'as-weekly' })
  switch (kind) {
    case 'party-mass-centre':
      return usual(week([[h(8, 30), h(20)]], [[h(9), h(17)]]), random.chance(0.5) ? 'closed' : [[h(9), h(17)]])
    case 'city':
      return random.chance(0.35) ? usual(daily([0, 1440])) : usual(daily([h(7), h(22)]), random.chance(0.3) ? [[h(9), h(18)]] : 'as-weekly')
    case 'rider':
      if (random.chance(0.2)) return usual(daily([0, 1440]))
      return random.chance(0.25) ? usual(daily([h(10), h(26)])) : usual(daily([h(7, 30), h(22, 30)]))
    case 'community':
      return random.chance(0.4)
        ? { weekly: week([[h(8, 30), h(12)], [h(13, 30), h(17, 30)]], []), holidays: 'closed', workdays: [[h(8, 30), h(17, 30)]] }
        : usual(week([[h(8, 30), h(18)]], [[h(9), h(16)]]), 'closed')
    case 'micro-park':
      return usual(daily([0, 1440]))
    case 'tower-lounge':
      return { weekly: week([[h(9), h(18, 30)]], random.chance(0.3) ? [[h(10), h(16)]] : []), holidays: 'closed', workdays: [[h(9), h(18, 30)]] }
    case 'partner-shop':
      return usual(daily(...(random.chance(0.4) ? [[h(6, 30), h(14)] as Span, [h(17), h(21)] as Span] : [[h(10), h(21, 30)] as Span])))
  }
}

/** How many come in an hour of a day at a busy place, of ten: quiet in the peaks when all are on the road. */
export const RHYTHM: readonly number[] = [0.4, 0.3, 0.2, 0.1, 0.1, 0.2, 0.8, 1.8, 2.6, 4.2, 4.6, 2.1, 1.6, 3.8, 8.2, 9.4, 7.6, 2.4, 1.8, 2.2, 4.8, 4.1, 2.6, 1.2]

export function isOpenIn(hours: Hours, weekday: number, hour: number): boolean {
  const inside = (day: number, shift: number) => (hours.weekly[(day + 7) % 7] ?? []).some(([from, until]) => from < (hour + 1) * 60 + shift && until > hour * 60 + shift)
  return inside(weekday, 0) || inside(weekday - 1, 1440)
}

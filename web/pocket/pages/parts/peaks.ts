/**
 * The hours in which no rider can come, and what they mean now. DOMAIN §4 gives 10:30–13:30 and 17:00–20:00; they are
 * the default for a city that has not said otherwise.
 */
import { calendarOf } from '../../../ui/words/calendar.ts'
import type { Span } from '../../../ui/pocket/types.ts'

export type PeakName = 'noonPeak' | 'eveningPeak'
export type Peak = Span & { readonly key: PeakName }

export const peaks: readonly Peak[] = [
  { key: 'noonPeak', from: 10.5, to: 13.5 },
  { key: 'eveningPeak', from: 17, to: 20 },
]

export type PeakNow = { readonly state: 'in' | 'over'; readonly peak: PeakName } | { readonly state: 'ahead'; readonly peak: PeakName; readonly milliseconds: number }

/** Within two hours before a peak it is ahead; for the two hours after it, and after the last one, it is over. */
export function peakAt(when: number): PeakNow {
  const at = calendarOf(when)
  const hour = at.hour + at.minute / 60
  const inside = peaks.find((peak) => hour >= peak.from && hour < peak.to)
  if (inside) return { state: 'in', peak: inside.key }
  const ahead = peaks.findIndex((peak) => hour < peak.from)
  const next = peaks[ahead]
  const last = peaks[(ahead === -1 ? peaks.length : ahead) - 1]
  if (last !== undefined && (next === undefined || hour - last.to < next.from - hour)) return { state: 'over', peak: last.key }
  return next === undefined ? { state: 'over', peak: 'eveningPeak' } : { state: 'ahead', peak: next.key, milliseconds: Math.round((next.from - hour) * 60) * 60_000 }
}

export type DayPart = 'Night' | 'Morning' | 'Forenoon' | 'Noon' | 'Afternoon' | 'Evening'

export function dayPart(when: number): DayPart {
  const { hour } = calendarOf(when)
  if (hour < 5) return 'Night'
  if (hour < 9) return 'Morning'
  if (hour < 11) return 'Forenoon'
  if (hour < 13) return 'Noon'
  return hour < 18 ? 'Afternoon' : 'Evening'
}

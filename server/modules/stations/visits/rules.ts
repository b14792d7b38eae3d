// How full a station is, how long a stay lasts, who may come in: decided from numbers alone.

import type { busyLevels } from '../../../../contract/station-life.ts'
import { publicFullness, type fullnessOf } from '../network/rules.ts'

export type BusyLevel = (typeof busyLevels)[number]

export type Presence = { checked_in: number; correction: number; corrected_until: Temporal.Instant | null }

export const nobodyThere: Presence = { checked_in: 0, correction: 0, corrected_until: null }

/** The keeper's count holds for a while; from it on, checking in and out moves the number. */
export function correctionHolds({ corrected_until: until }: Presence, now: Temporal.Instant): boolean {
  return until !== null && Temporal.Instant.compare(until, now) > 0
}

export function presentNow(presence: Presence, now: Temporal.Instant): number {
  return Math.max(0, presence.checked_in + (correctionHolds(presence, now) ? presence.correction : 0))
}

/**
 * As everybody may see it. A number below `smallest` is not said: whoever looks every minute at a small station would
 * learn when somebody they know comes and goes. So is whether anybody is there at all.
 */
export function publicView(presence: Presence, capacity: number | null, now: Temporal.Instant, smallest: number): { capacity: number | null; fullness: ReturnType<typeof fullnessOf>; present: number | null; free: number | null; corrected: boolean } {
  const present = presentNow(presence, now)
  const shown = present >= smallest ? present : null
  return { capacity, fullness: publicFullness(present, capacity, smallest), present: shown, free: shown !== null && capacity ? Math.max(0, capacity - shown) : null, corrected: correctionHolds(presence, now) }
}

/** When a stay ends by itself: after `hours`, or when the station closes if that comes first. */
export function stayEnd(now: Temporal.Instant, hours: number, closesAt: Temporal.Instant | null): Temporal.Instant {
  const longest = now.add({ minutes: Math.round(hours * 60) })
  return closesAt && Temporal.Instant.compare(closesAt, now) > 0 && Temporal.Instant.compare(closesAt, longest) < 0 ? closesAt : longest
}

export type Audience = { kind: string; trades: readonly string[]; companies: readonly number[] }

/** What the registry says of whoever comes: where they work now, whatever source says so. */
export type Affiliation = { works: boolean; trades: readonly string[]; companies: readonly number[] }

export function mayComeIn(audience: Audience, who: Affiliation): boolean {
  switch (audience.kind) {
    case 'platform-workers':
      return who.works
    case 'trades':
      return who.trades.some((trade) => audience.trades.includes(trade))
    case 'companies':
      return who.companies.some((company) => audience.companies.includes(company))
    default:
      return true
  }
}

/**
 * How an hour of a weekday usually is. Said only of hours in which, over all the weeks, enough people were there.
 * @param peak the mean of the most people at once
 * @param people the most people at once, all weeks added up
 * @param capacity seats; without them, against the busiest hour of the week
 */
export function busyLevel({ peak, people }: { peak: number; people: number }, { capacity, busiest, smallest }: { capacity: number | null; busiest: number; smallest: number }): BusyLevel | null {
  if (people < smallest) return null
  const share = peak / Math.max(1, capacity || busiest)
  if (share < 1 / 3) return 'quiet'
  return share < 2 / 3 ? 'some' : 'busy'
}

/** Hours as the wire has them, and as the editor holds them. */
import type { Api, ReplyOf } from '../../../data/index.ts'
import type { Span, Week } from './spans.ts'

export type WireHours = NonNullable<ReplyOf<Api['GET /network/stations/{id}']>['hours']>
export type SpecialHours = 'as-weekly' | 'closed' | readonly Span[]

export interface Hours {
  readonly weekly: Week
  /** On public holidays. */
  readonly holidays: SpecialHours
  /** On weekend days that are made working days. */
  readonly workdays: SpecialHours
}

const NINE_TO_NINE: readonly Span[] = [[540, 1260]]

/** What the editor opens with: the hours as they are; for a new station nine to nine, as the weekly pattern on special days. */
export function hoursOf(wire: WireHours | null): Hours {
  if (wire === null) return { weekly: Array.from({ length: 7 }, () => NINE_TO_NINE), holidays: 'as-weekly', workdays: 'as-weekly' }
  return { weekly: wire.weekly.map(spansOf), holidays: typeof wire.holidays === 'string' ? wire.holidays : spansOf(wire.holidays), workdays: typeof wire.workdays === 'string' ? wire.workdays : spansOf(wire.workdays) }
}

export function wireOf(hours: Hours): WireHours {
  const plain = (special: SpecialHours): WireHours['holidays'] => (typeof special === 'string' ? special : special.map((span) => [...span]))
  return { weekly: hours.weekly.map((day) => day.map((span) => [...span])), holidays: plain(hours.holidays), workdays: plain(hours.workdays) }
}

/** Spans come over the wire as lists of two. */
export function spansOf(wire: readonly (readonly number[])[]): readonly Span[] {
  return wire.map(([from = 0, until = 0]) => [from, until])
}

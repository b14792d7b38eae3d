// When a spell may end, and what a word on a declared one means.

import type { Standing } from '../facts/rules.ts'

/** A last day is a day of the spell, and not in the future. */
export function endDay({ since, asked, today }: { since: Temporal.PlainDate; asked: Temporal.PlainDate | undefined; today: Temporal.PlainDate }): Temporal.PlainDate | undefined {
  const until = asked ?? (Temporal.PlainDate.compare(today, since) < 0 ? since : today)
  if (Temporal.PlainDate.compare(until, since) < 0) return undefined
  return asked && Temporal.PlainDate.compare(asked, today) > 0 ? undefined : until
}

export type Word = { confirmed: boolean; by: 'office' | 'employer' }
export type Outcome = { standing: Standing; ends: boolean }

/**
 * An employer answers what a worker declared: yes confirms it, no disputes it; it cannot end what it may wish had never
 * been, and cannot answer what a check found. An office can do all of that.
 * @returns undefined where there is nothing to answer
 */
export function answered(standing: Standing, { confirmed, by }: Word): Outcome | undefined {
  if (standing === 'confirmed' || (standing === 'disputed' && by === 'employer')) return undefined
  if (confirmed) return { standing: 'confirmed', ends: false }
  return { standing: 'disputed', ends: by === 'office' }
}

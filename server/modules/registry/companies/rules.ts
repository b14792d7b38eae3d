// When a company owes its next roster, and whether its credit code can be one.

import type { freshnessStates } from '../../../../contract/registry.ts'

export type FreshnessState = (typeof freshnessStates)[number]

export type Freshness = {
  state: FreshnessState
  /** Overdue and beyond the grace; a company that never sent any may be, too. */
  late: boolean
  /** When the next roster is, or was, due; null where none is asked for. */
  dueAt: Temporal.Instant | null
  /** Days of the calendar since the day it was due; 0 on that day and before. */
  daysLate: number
}

export type Arrangement = {
  submits: boolean
  closedOn: Temporal.PlainDate | null
  /** Every how many days. Calendar days: riders work on holidays, and so do lists. */
  cadenceDays: number
  dueTime: Temporal.PlainTime
  /** The day the roster that stands speaks of. */
  lastAsOf: Temporal.PlainDate | null
  createdAt: Temporal.Instant
  /** How long after the due time nobody asks yet. */
  graceHours: number
}

/**
 * A company that promised a roster every n days owes the next one n days after the day its standing roster speaks of,
 * by its due time; one that never sent any, on the day after it was registered. It is late once the grace is over too.
 */
export function freshnessOf(arrangement: Arrangement, now: Temporal.Instant): Freshness {
  if (!arrangement.submits || arrangement.closedOn) return { state: 'not-asked', late: false, dueAt: null, daysLate: 0 }
  const here = now.toZonedDateTimeISO(timeZone)
  const dueOn = arrangement.lastAsOf?.add({ days: arrangement.cadenceDays }) ?? arrangement.createdAt.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 })
  const dueAt = dueOn.toZonedDateTime({ timeZone, plainTime: arrangement.dueTime })
  const late = Temporal.ZonedDateTime.compare(here, dueAt.add({ hours: arrangement.graceHours })) >= 0
  const daysLate = late ? here.toPlainDate().since(dueOn, { largestUnit: 'days' }).days : 0
  const today = here.toPlainDate().equals(dueOn)
  const state = !arrangement.lastAsOf ? 'never' : late ? 'late' : today ? 'due-today' : 'on-time'
  return { state, late, dueAt: dueAt.toInstant(), daysLate }
}

/**
 * The unified social credit code, GB 32100: 18 characters of an alphabet without I O S V Z, the last of which checks
 * the others (weights 3^(i−1) mod 31).
 * @returns the code in capitals, or undefined
 */
export function parseCreditCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return undefined
  let sum = 0
  let weight = 1
  for (let at = 0; at < 17; at += 1) {
    sum += ALPHABET.indexOf(code.charAt(at)) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === code.charAt(17) ? code : undefined
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
export const timeZone = 'Asia/Shanghai'

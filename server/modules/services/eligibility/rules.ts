// Who a rule means: decided from facts alone. Three answers, because a record may say nothing.

import type { Condition, EligibilityRule, ruleFacts } from '../../../../contract/services.ts'
import { isInside, placeCode, placeRange } from '../../../../contract/place-code.ts'

export type RuleFact = (typeof ruleFacts)[number]

/** Of the spells that go on. Empty lists and null: the record does not say. */
export type WorkerFacts = {
  trades: readonly string[]
  companies: readonly number[]
  brands: readonly number[]
  /** Fifteen digits. */
  places: readonly number[]
  engagements: readonly string[]
  /** Whole months since the longest spell that goes on began. */
  months: number | null
  /** Whole years. */
  age: number | null
}

export type Verdict = 'yes' | 'no' | 'unknown'
export type Part = EligibilityRule['all'][number]

/** Every part has to be met; a part with `any` is met when one of its conditions is. */
export function judge(rule: EligibilityRule, facts: WorkerFacts): Verdict {
  return every(rule.all.map((part) => judgePart(part, facts)))
}

export function judgePart(part: Part, facts: WorkerFacts): Verdict {
  return 'any' in part ? turned(every(part.any.map((one) => turned(judgeCondition(one, facts))))) : judgeCondition(part, facts)
}

/** The parts that are surely not met. */
export function unmetParts(rule: EligibilityRule, facts: WorkerFacts): Part[] {
  return rule.all.filter((part) => judgePart(part, facts) === 'no')
}

/** Which facts a rule looks at, each once, in the order they come. */
export function factsOf(rule: EligibilityRule): RuleFact[] {
  return [...new Set(conditionsOf(rule).map(({ fact }) => fact))]
}

export function conditionsOf(rule: EligibilityRule): Condition[] {
  return rule.all.flatMap((part) => ('any' in part ? part.any : [part]))
}

/** Whether a rule looks at the age: the one fact that is nowhere in the open. */
export function asksAge(rule: EligibilityRule): boolean {
  return factsOf(rule).includes('age')
}

/**
 * A count of people as it may be told: in steps of the smallest cell, so that two rules that differ by one person give
 * the same answer.
 * @returns null for fewer than `smallest`, none among them; all of them where fewer than `smallest` are left out
 */
export function aboutMany(people: number, of: number, smallest: number): number | null {
  if (people < smallest) return null
  if (of - people < smallest) return of
  return Math.round(people / smallest) * smallest
}

/** Whole years between two days; born on 29 February, a year older on 1 March. */
export function wholeYears(born: Temporal.PlainDate, today: Temporal.PlainDate): number {
  const before = today.month < born.month || (today.month === born.month && today.day < born.day)
  return today.year - born.year - (before ? 1 : 0)
}

/** Whole months: from the 31st, a month later on the 31st, or on the last day of a shorter month. */
export function wholeMonths(since: Temporal.PlainDate, today: Temporal.PlainDate): number {
  const whole = (today.year - since.year) * 12 + today.month - since.month
  return Math.max(0, today.day < since.day && today.day < today.daysInMonth ? whole - 1 : whole)
}

/** The last day of beginning that is so many whole months ago: `wholeMonths(day, today) >= months` exactly up to it. @param months at least 1 */
export function monthsBefore(today: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const then = today.subtract({ months })
  // On the last day of a month, spells that began on any later day of a longer month are as old.
  return today.day === today.daysInMonth ? then.with({ day: then.daysInMonth }) : then
}

function judgeCondition(condition: Condition, facts: WorkerFacts): Verdict {
  const plain = judgeFact(condition, facts)
  return condition.not ? turned(plain) : plain
}

function judgeFact(condition: Condition, facts: WorkerFacts): Verdict {
  switch (condition.fact) {
    case 'trade':
      return oneIn(facts.trades, (one) => condition.in.includes(one))
    case 'company':
      return oneIn(facts.companies, (one) => condition.in.includes(one))
    case 'brand':
      return oneIn(facts.brands, (one) => condition.in.includes(one))
    case 'place': {
      const ranges = condition.in.map((code) => placeRange(placeCode(code)))
      return oneIn(facts.places, (one) => ranges.some((range) => isInside(one, range)))
    }
    case 'engagement':
      return oneIn(facts.engagements, (one) => (condition.in as readonly string[]).includes(one))
    case 'months':
      return between(facts.months, condition)
    case 'age':
      return between(facts.age, condition)
  }
}

function oneIn<T>(values: readonly T[], fits: (value: T) => boolean): Verdict {
  if (values.length === 0) return 'unknown'
  return values.some(fits) ? 'yes' : 'no'
}

function between(value: number | null, { at_least = -Infinity, at_most = Infinity }: { at_least?: number; at_most?: number }): Verdict {
  if (value === null) return 'unknown'
  return value >= at_least && value <= at_most ? 'yes' : 'no'
}

function every(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes'
}

function turned(verdict: Verdict): Verdict {
  return verdict === 'yes' ? 'no' : verdict === 'no' ? 'yes' : 'unknown'
}

import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Condition, EligibilityRule } from '../../../../contract/services.ts'
import { aboutMany, factsOf, judge, monthsBefore, unmetParts, wholeMonths, wholeYears, type WorkerFacts } from './rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const rider: WorkerFacts = { trades: ['food-delivery'], companies: [7], brands: [2], places: [110105004033001], engagements: ['crowd'], months: 4, age: 27 }
const unknown: WorkerFacts = { trades: [], companies: [], brands: [], places: [], engagements: [], months: null, age: null }
const one = (condition: Condition): EligibilityRule => ({ all: [condition] })

describe('a rule', () => {
  it('looks at each fact', () => {
    const cases: [Condition, 'yes' | 'no'][] = [
      [{ fact: 'trade', in: ['express', 'food-delivery'] }, 'yes'], [{ fact: 'trade', in: ['express'] }, 'no'], [{ fact: 'company', in: [7] }, 'yes'], [{ fact: 'brand', in: [3] }, 'no'],
      [{ fact: 'place', in: [110105004] }, 'yes'], [{ fact: 'place', in: [110105005] }, 'no'], [{ fact: 'engagement', in: ['crowd'], not: true }, 'no'],
      [{ fact: 'months', at_least: 4 }, 'yes'], [{ fact: 'months', at_most: 3 }, 'no'], [{ fact: 'age', at_least: 18, at_most: 27 }, 'yes'], [{ fact: 'age', at_most: 26, not: true }, 'yes'],
    ]
    for (const [condition, expected] of cases) equal(judge(one(condition), rider), expected, JSON.stringify(condition))
  })

  it('says neither yes nor no where the record is silent, turned round or not', () => {
    for (const condition of [{ fact: 'trade', in: ['express'] }, { fact: 'age', at_least: 18 }, { fact: 'months', at_least: 1, not: true }, { fact: 'place', in: [110105], not: true }] as Condition[]) equal(judge(one(condition), unknown), 'unknown')
    equal(judge({ all: [{ any: [{ fact: 'age', at_least: 60 }, { fact: 'trade', in: ['food-delivery'] }] }] }, { ...rider, age: null }), 'yes')
    equal(judge({ all: [{ fact: 'age', at_least: 18 }, { fact: 'trade', in: ['express'] }] }, { ...rider, age: null }), 'no')
  })

  it('without parts means everybody, also those of whom nothing is known', () => {
    equal(judge({ all: [] }, unknown), 'yes')
  })

  it('names the parts that are not met, and the facts it looks at', () => {
    const rule: EligibilityRule = { all: [{ fact: 'trade', in: ['food-delivery'] }, { any: [{ fact: 'age', at_most: 25 }, { fact: 'months', at_least: 12 }] }] }
    deepEqual(unmetParts(rule, rider), [rule.all[1]])
    deepEqual(factsOf(rule), ['trade', 'age', 'months'])
  })

  it('turned round is the opposite, whenever there is an answer', () => {
    const conditions = fc.oneof(fc.record({ fact: fc.constant('age' as const), at_least: fc.integer({ min: 0, max: 80 }) }), fc.record({ fact: fc.constant('company' as const), in: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }) }))
    fc.assert(fc.property(conditions, fc.option(fc.integer({ min: 0, max: 80 })), fc.array(fc.integer({ min: 1, max: 9 })), (condition, age, companies) => {
      const facts = { ...rider, age, companies }
      const [plain, turned] = [judge(one(condition), facts), judge(one({ ...condition, not: true }), facts)]
      equal(turned, { yes: 'no', no: 'yes', unknown: 'unknown' }[plain])
    }))
  })
})

describe('whole years and months', () => {
  it('begin on the day, and in short months on the last one', () => {
    equal(wholeYears(day('2000-11-29'), day('2026-11-28')), 25)
    equal(wholeYears(day('2000-11-29'), day('2026-11-29')), 26)
    equal(wholeYears(day('2008-02-29'), day('2026-02-28')), 17)
    equal(wholeMonths(day('2026-01-31'), day('2026-02-27')), 0)
    equal(wholeMonths(day('2026-01-31'), day('2026-02-28')), 1)
    equal(wholeMonths(day('2026-08-15'), day('2026-11-14')), 2)
    equal(wholeMonths(day('2026-12-01'), day('2026-11-14')), 0)
  })

  it('have a last day of beginning: up to it so many months, after it fewer', () => {
    const days = fc.integer({ min: 0, max: 3000 }).map((n) => day('2020-01-01').add({ days: n }))
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 40 }), (today, months) => {
      const last = monthsBefore(today, months)
      equal(wholeMonths(last, today) >= months && wholeMonths(last.subtract({ days: 1 }), today) >= months, true, `${last} ${today}`)
      equal(wholeMonths(last.add({ days: 1 }), today) >= months, false, `${last} ${today}`)
    }))
  })
})

describe('a count of people', () => {
  it('tells of nobody by telling few, and two rules that differ by one person give one answer', () => {
    deepEqual([0, 1, 4, 5, 6, 7, 8, 1232, 1233, 99, 100].map((people) => aboutMany(people, 2000, 5)), [null, null, null, 5, 5, 5, 10, 1230, 1235, 100, 100])
    deepEqual([96, 97, 99, 100].map((people) => aboutMany(people, 100, 5)), [100, 100, 100, 100], 'who is left out is not told either')
  })
})

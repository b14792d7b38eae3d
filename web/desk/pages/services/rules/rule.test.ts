import { expect, test } from 'vitest'
import { emptyLine, partsOf, ruleOf, type EligibilityRule } from './rule.ts'

const rule: EligibilityRule = { all: [{ fact: 'trade', in: ['food-delivery'] }, { any: [{ fact: 'months', at_least: 3 }, { fact: 'engagement', in: ['direct', 'dispatch'], not: true }] }] }

test('a rule read into the editor and written again is the same rule', () => {
  expect(ruleOf(partsOf(rule))).toEqual(rule)
  expect(ruleOf(partsOf({ all: [] }))).toEqual({ all: [] })
})

test('a rule with an unfinished condition is none yet', () => {
  expect(ruleOf([[emptyLine('trade')]])).toBeUndefined()
  expect(ruleOf([[{ ...emptyLine('age'), atLeast: '', atMost: '' }]])).toBeUndefined()
  expect(ruleOf([[{ ...emptyLine('age'), atLeast: '18' }]])).toEqual({ all: [{ fact: 'age', at_least: 18 }] })
})

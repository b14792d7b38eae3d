// Counted in the database or judged one by one: a rule means the same people.

import { equal } from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import type { Condition, EligibilityRule } from '../../../../contract/services.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { startWaystation } from '../../../testing/waystation.ts'
import { countPeople, recordedFactsOf } from '../../registry/index.ts'
import { ruleInSql } from './rule-in-sql.ts'
import { judge, wholeMonths } from './rules.ts'

const waystation = await startWaystation({ work: false })
const today = Temporal.PlainDate.from('2026-11-30')
const reach = { scope: systemScope, city: { code: 110105 } }
const world = await waystation.sql(async (tx) => {
  const of = async (column: 'trade') => (await tx.selectFrom('outlet').select(column).distinct().execute()).map((row) => row[column])
  const ids = async (table: 'company' | 'brand') => (await tx.selectFrom(table).select('id').orderBy('id').limit(6).execute()).map((row) => row.id)
  const workers = (await tx.selectFrom('engagement').select('worker_id').where('until_on', 'is', null).distinct().execute()).map((row) => row.worker_id)
  const facts = await recordedFactsOf({ tx, scope: systemScope, services: waystation.services }, workers, false)
  return { trades: await of('trade'), companies: await ids('company'), brands: await ids('brand'), facts: [...facts.values()] }
})

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })
const turned = { not: fc.boolean() }
const bound = fc.option(fc.integer({ min: 0, max: 24 }), { nil: undefined })
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ fact: fc.constant('trade' as const), in: some(world.trades), ...turned }), fc.record({ fact: fc.constant('company' as const), in: some(world.companies), ...turned }), fc.record({ fact: fc.constant('brand' as const), in: some(world.brands), ...turned }),
  fc.record({ fact: fc.constant('engagement' as const), in: some(['direct', 'dispatch', 'franchise', 'crowd'] as const), ...turned }), fc.record({ fact: fc.constant('place' as const), in: some([110105001, 110105004, 110105004033, 110105012]), ...turned }),
  fc.record({ fact: fc.constant('months' as const), at_least: bound, at_most: bound, ...turned }).map(({ at_least, at_most, ...rest }) => ({ ...rest, ...(at_least === undefined ? {} : { at_least }), ...(at_most === undefined ? {} : { at_most }) })),
)
const rule: fc.Arbitrary<EligibilityRule> = fc.array(fc.oneof(condition, fc.array(condition, { minLength: 1, maxLength: 3 }).map((any) => ({ any }))), { maxLength: 3 }).map((all) => ({ all }))

it('for any rule', async () => {
  equal(world.facts.length > 50, true)
  await waystation.sql((tx) => fc.assert(fc.asyncProperty(rule, async (one) => {
    const judged = world.facts.filter(({ since, ...facts }) => judge(one, { ...facts, months: since ? wholeMonths(since, today) : null, age: null }) === 'yes').length
    const counted = await countPeople({ tx, ...reach }, ruleInSql(one, today))
    equal(counted.people, judged)
    equal(counted.of, world.facts.length)
  }), { numRuns: 200 }))
})

// A rule as a condition of SQL, for counting many at once: true exactly where `judge` says yes.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { placeCode, placeRange } from '../../../../contract/place-code.ts'
import type { Condition, EligibilityRule } from '../../../../contract/services.ts'
import { factConditions } from '../../registry/index.ts'
import { monthsBefore, type Part } from './rules.ts'

type Sql = RawBuilder<SqlBool>

/** @param rule without ages: they are sealed, and nobody's is opened for a count */
export function ruleInSql(rule: EligibilityRule, today: Temporal.PlainDate): Sql {
  return rule.all.length === 0 ? sql<SqlBool>`true` : joined(rule.all.map((part) => partInSql(part, today)), sql` and `)
}

function partInSql(part: Part, today: Temporal.PlainDate): Sql {
  return 'any' in part ? joined(part.any.map((one) => conditionInSql(one, today)), sql` or `) : conditionInSql(part, today)
}

function conditionInSql(condition: Condition, today: Temporal.PlainDate): Sql {
  const plain = factInSql(condition, today)
  return condition.not ? sql<SqlBool>`(not ${plain})` : plain
}

function factInSql(condition: Condition, today: Temporal.PlainDate): Sql {
  switch (condition.fact) {
    case 'trade':
      return factConditions.trade(condition.in)
    case 'company':
      return factConditions.company(condition.in)
    case 'brand':
      return factConditions.brand(condition.in)
    case 'engagement':
      return factConditions.engagement(condition.in)
    case 'place':
      return factConditions.place(condition.in.map((code) => placeRange(placeCode(code))))
    case 'months': {
      const { at_least: least, at_most: most } = condition
      const bounds = [...(least !== undefined && least > 0 ? [factConditions.since(monthsBefore(today, least))] : []), ...(most === undefined ? [] : [sql<SqlBool>`(not ${factConditions.since(monthsBefore(today, most + 1))})`])]
      return bounds.length === 0 ? factConditions.sinceKnown() : joined(bounds, sql` and `)
    }
    case 'age':
      return sql<SqlBool>`null::boolean`
  }
}

function joined(parts: readonly Sql[], by: RawBuilder<unknown>): Sql {
  return sql<SqlBool>`(${sql.join(parts, by)})`
}

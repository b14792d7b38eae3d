// Whether a rule means a worker: looked at only when they agreed to it, kept nowhere.

import type { Static } from 'typebox'
import type { Eligibility, EligibilityRule } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import type { Reach } from '../../../platform/database/reach.ts'
import { agreedAmong, hasConsent, settingValue } from '../../access/index.ts'
import { countPeople, recordedFacts, recordedFactsOf, type RecordedFacts } from '../../registry/index.ts'
import { namesIn, wordsOfParts } from './describe-rule.ts'
import { aboutMany, factsOf, judge, unmetParts, wholeMonths, wholeYears, type WorkerFacts } from './rules.ts'
import { ruleInSql } from './rule-in-sql.ts'
import { words } from '../words.ts'

export type EligibilityView = Static<typeof Eligibility>

/**
 * What a rule says of a worker. Without their consent for `service-eligibility` nothing of theirs is read, and the answer
 * is not-asked: they may apply, and will be asked. A rule without parts means everybody and asks for nothing.
 */
export async function eligibilityOf(call: Pick<Context, 'tx' | 'scope' | 'language' | 'today' | 'services'>, worker: number, rule: EligibilityRule): Promise<EligibilityView> {
  if (rule.all.length === 0) return { verdict: 'yes', words: '', reasons: [], looks_at: [] }
  const names = await namesIn(call, [rule])
  const described = { words: wordsOfParts(rule.all, names, call.language).join(words(call.language, '；', '; ')), looks_at: factsOf(rule) }
  if (!(await hasConsent(call, worker, 'service-eligibility'))) return { ...described, verdict: 'not-asked', reasons: [] }
  const facts = asFacts(await recordedFacts(call, worker, factsOf(rule).includes('age')), call.today)
  return { ...described, verdict: judge(rule, facts), reasons: wordsOfParts(unmetParts(rule, facts), names, call.language) }
}

/**
 * Those of many whom a rule surely means: `eligibilityOf` with the answer yes, four statements for all of them.
 * @param people each with all records that were merged into theirs. In the system's scope
 */
export async function surelyMeant(call: Pick<Context, 'tx' | 'scope' | 'today' | 'services'>, people: ReadonlyMap<number, readonly number[]>, rule: EligibilityRule): Promise<number[]> {
  if (rule.all.length === 0) return [...people.keys()]
  const agreed = [...(await agreedAmong(call, people, 'service-eligibility'))]
  const facts = await recordedFactsOf(call, agreed, factsOf(rule).includes('age'))
  return agreed.filter((worker) => judge(rule, asFacts(facts.get(worker) ?? NOTHING, call.today)) === 'yes')
}

const NOTHING: RecordedFacts = { trades: [], companies: [], brands: [], places: [], engagements: [], since: null, born: null }

/**
 * How many of those on record in reach a rule surely means. A statistic: nobody is looked at by name, ages are left out
 * (a rule that asks for one counts nobody by it), and it is told as `aboutMany` tells it.
 */
export async function countMeant(call: Context & Reach, rule: EligibilityRule): Promise<{ people: number | null; of: number }> {
  const { people, of } = await countPeople(call, ruleInSql(withoutAge(rule), call.today))
  return { people: aboutMany(people, of, await settingValue(call, 'statistics.small-cell')), of }
}

function asFacts({ since, born, ...facts }: RecordedFacts, today: Temporal.PlainDate): WorkerFacts {
  return { ...facts, months: since ? wholeMonths(since, today) : null, age: born ? wholeYears(born, today) : null }
}

function withoutAge(rule: EligibilityRule): EligibilityRule {
  return { all: rule.all.filter((part) => ('any' in part ? part.any.every(({ fact }) => fact !== 'age') : part.fact !== 'age')) }
}

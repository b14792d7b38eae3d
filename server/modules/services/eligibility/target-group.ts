// Several rules at once, and who of a place is meant by one: for vouchers and campaigns.

import type { EligibilityRule } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { ruleWords } from './describe-rule.ts'
import { eligibilityOf, type EligibilityView } from './judge-worker.ts'

export const everybody: EligibilityRule = { all: [] }

/** In the order of the rules; equal rules are described once. */
export async function wordsOfRules(call: Pick<Context, 'tx' | 'language'>, rules: readonly EligibilityRule[]): Promise<string[]> {
  return inTurn(rules, (rule) => ruleWords(call, rule))
}

/** What each rule says of one worker, in the order of the rules; equal rules are looked at once. */
export async function eligibilitiesOf(call: Context, worker: number, rules: readonly EligibilityRule[]): Promise<EligibilityView[]> {
  return inTurn(rules, (rule) => eligibilityOf(call, worker, rule))
}

async function inTurn<T>(rules: readonly EligibilityRule[], ask: (rule: EligibilityRule) => Promise<T>): Promise<T[]> {
  const known = new Map<string, T>()
  const answers: T[] = []
  for (const rule of rules) {
    const key = JSON.stringify(rule)
    const answer = known.get(key) ?? (await ask(rule))
    known.set(key, answer)
    answers.push(answer)
  }
  return answers
}

// A rule in words, and whether the codes in it lead anywhere. Campaigns use it, too.

import type { Condition, EligibilityRule } from '../../../../contract/services.ts'
import type { Language } from '../../../../contract/problems.ts'
import { officialDigits } from '../../../../contract/place-code.ts'
import { wholeCode } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem, type FieldError } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { knownCodes } from '../../registry/index.ts'
import { said, words } from '../words.ts'
import { conditionsOf, type Part } from './rules.ts'

export type RuleNames = Awaited<ReturnType<typeof knownCodes>> & { places: Map<number, string> }

type Asking = Pick<Context, 'tx' | 'language'>

/** Names of everything that some rules name. */
export async function namesIn(call: Pick<Context, 'tx'>, rules: readonly EligibilityRule[]): Promise<RuleNames> {
  const conditions = rules.flatMap(conditionsOf)
  const numbers = (fact: 'company' | 'brand' | 'place') => conditions.flatMap((one) => (one.fact === fact ? (one.in as number[]) : []))
  const places = await describePlaces(call.tx, numbers('place').map(wholeCode))
  const codes = await knownCodes(call, { trades: conditions.flatMap((one) => (one.fact === 'trade' ? one.in : [])), companies: numbers('company'), brands: numbers('brand') })
  return { ...codes, places: new Map([...places].map(([code, { name }]) => [code, name])) }
}

/** "外卖骑手；在三里屯街道或左家庄街道干活；干满 3 个月"; '' for everybody. */
export async function ruleWords(call: Asking, rule: EligibilityRule): Promise<string> {
  return wordsOfParts(rule.all, await namesIn(call, [rule]), call.language).join(words(call.language, '；', '; '))
}

export function wordsOfParts(parts: readonly Part[], names: RuleNames, language: Language): string[] {
  return parts.map((part) => ('any' in part ? part.any.map((one) => wordsOf(one, names, language)).join(words(language, '，或者', ', or ')) : wordsOf(part, names, language)))
}

/**
 * What is wrong with a rule beyond its shape: trades, companies, brands and places that do not exist, bounds that leave nobody.
 * @param field where the rule stands: 'content.eligibility'
 */
export async function ruleFindings(call: Asking, rule: EligibilityRule, field: string): Promise<FieldError[]> {
  const names = await namesIn(call, [rule])
  return rule.all.flatMap((part, i) =>
    'any' in part ? part.any.flatMap((one, k) => conditionFindings(one, names, call.language, `${field}.all.${i}.any.${k}`)) : conditionFindings(part, names, call.language, `${field}.all.${i}`),
  )
}

/** @throws Problem invalid-request, with each part that is wrong named */
export async function requireSoundRule(call: Asking, rule: EligibilityRule, field: string): Promise<void> {
  const findings = await ruleFindings(call, rule, field)
  if (findings.length > 0) throw new Problem('invalid-request', {}, findings)
}

function conditionFindings(condition: Condition, names: RuleNames, language: Language, field: string): FieldError[] {
  if (condition.fact === 'months' || condition.fact === 'age') {
    if (condition.at_least === undefined && condition.at_most === undefined) return [{ field, message: words(language, '请填至少或至多多少', 'Say at least or at most how much') }]
    return (condition.at_least ?? 0) > (condition.at_most ?? Infinity) ? [{ field, message: words(language, '至少大于至多，没有人符合', 'At least is more than at most: nobody is meant') }] : []
  }
  if (condition.fact === 'engagement') return []
  const missing = condition.in.filter((one) => nameOf(condition.fact, one, names, language) === undefined)
  return missing.length === 0 ? [] : [{ field: `${field}.in`, message: words(language, `没有这个${factNames[condition.fact][0]}：${missing.join('、')}`, `There is no such ${factNames[condition.fact][1]}: ${missing.join(', ')}`) }]
}

function nameOf(fact: 'trade' | 'company' | 'brand' | 'place', code: string | number, names: RuleNames, language: Language): string | undefined {
  switch (fact) {
    case 'trade': {
      const trade = names.trades.get(String(code))
      return trade && said(language, trade)
    }
    case 'company':
      return names.companies.get(Number(code))
    case 'brand':
      return names.brands.get(Number(code))
    case 'place':
      return names.places.get(wholeCode(Number(code)))
  }
}

function wordsOf(condition: Condition, names: RuleNames, language: Language): string {
  const not = condition.not === true
  switch (condition.fact) {
    case 'months':
      return not ? words(language, `不是（${monthWords(condition, language)}）`, `not (${monthWords(condition, language)})`) : monthWords(condition, language)
    case 'age':
      return not ? words(language, `不是（${ageWords(condition, language)}）`, `not (${ageWords(condition, language)})`) : ageWords(condition, language)
    case 'engagement': {
      const kinds = condition.in.map((one) => said(language, kindNames[one]))
      return words(language, `用工形式${not ? '不' : ''}是${listed(kinds, language)}`, `employed ${not ? 'other than ' : ''}as ${listed(kinds, language)}`)
    }
    default: {
      const { fact } = condition
      const named = condition.in.map((one) => nameOf(fact, one, names, language) ?? (fact === 'place' ? officialDigits(Number(one)) : String(one)))
      const list = listed(named, language)
      switch (fact) {
        case 'trade':
          return words(language, `${not ? '不' : ''}是${list}`, `${not ? 'not ' : ''}in ${list}`)
        case 'company':
        case 'brand':
          return words(language, `${not ? '不' : ''}在${list}干活`, `works ${not ? 'elsewhere than ' : ''}for ${list}`)
        case 'place':
          return words(language, `${not ? '不' : ''}在${list}干活`, `works ${not ? 'outside ' : 'in '}${list}`)
      }
    }
  }
}

type Bounds = { at_least?: number; at_most?: number }

function monthWords({ at_least: least, at_most: most }: Bounds, language: Language): string {
  if (least !== undefined && most !== undefined) return words(language, `干了 ${least} 到 ${most} 个月`, `has worked for ${least} to ${most} months`)
  return least !== undefined ? words(language, `干满 ${least} 个月`, `has worked for at least ${least} months`) : words(language, `干了不超过 ${most ?? 0} 个月`, `has worked for at most ${most ?? 0} months`)
}

function ageWords({ at_least: least, at_most: most }: Bounds, language: Language): string {
  if (least !== undefined && most !== undefined) return words(language, `${least} 到 ${most} 岁`, `aged ${least} to ${most}`)
  return least !== undefined ? words(language, `满 ${least} 岁`, `aged ${least} or more`) : words(language, `${most ?? 0} 岁及以下`, `aged ${most ?? 0} or less`)
}

function listed(names: readonly string[], language: Language): string {
  return names.length < 2 ? (names[0] ?? '') : words(language, `${names.slice(0, -1).join('、')}或${names.at(-1)}`, `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`)
}

const factNames = { trade: ['行业', 'trade'], company: ['企业', 'company'], brand: ['品牌', 'brand'], place: ['辖区', 'place'] } as const
const kindNames = { direct: { zh: '直营', en: 'own staff' }, dispatch: { zh: '派遣', en: 'dispatched' }, franchise: { zh: '加盟', en: 'with a franchisee' }, crowd: { zh: '众包', en: 'crowd' } } as const

/** A rule while it is edited: parts that must all hold, each of one condition or of alternatives. */
import type { Condition, EligibilityRule } from '../../../../../contract/services.ts'

export type { Condition, EligibilityRule } from '../../../../../contract/services.ts'
export type Fact = Condition['fact']
export const facts: readonly Fact[] = ['trade', 'place', 'engagement', 'company', 'brand', 'months', 'age']

/** One condition on screen: what the fact does not use stays empty. */
export interface Line {
  readonly fact: Fact
  readonly not: boolean
  readonly values: readonly (string | number)[]
  readonly atLeast: string
  readonly atMost: string
}
/** All parts hold; of a part one line is enough. */
export type Parts = readonly (readonly Line[])[]

export function emptyLine(fact: Fact): Line {
  return { fact, not: false, values: [], atLeast: fact === 'months' ? '3' : fact === 'age' ? '18' : '', atMost: '' }
}

export function partsOf(rule: EligibilityRule): Parts {
  return rule.all.map((part) => ('any' in part ? part.any.map(lineOf) : [lineOf(part)]))
}

/** The rule; undefined while a line has no value. */
export function ruleOf(parts: Parts): EligibilityRule | undefined {
  const all: EligibilityRule['all'] = []
  for (const part of parts) {
    const conditions = part.map(conditionOf)
    const whole = conditions.filter((one) => one !== undefined)
    if (whole.length < conditions.length) return undefined
    const [only] = whole
    if (only !== undefined) all.push(whole.length === 1 ? only : { any: whole })
  }
  return { all }
}

function lineOf(condition: Condition): Line {
  const base = { ...emptyLine(condition.fact), atLeast: '', not: condition.not === true }
  if ('in' in condition) return { ...base, values: condition.in }
  return { ...base, atLeast: condition.at_least === undefined ? '' : String(condition.at_least), atMost: condition.at_most === undefined ? '' : String(condition.at_most) }
}

function conditionOf(line: Line): Condition | undefined {
  const turned = line.not ? { not: true } : {}
  switch (line.fact) {
    case 'months':
    case 'age': {
      const [low, high] = [boundOf(line.atLeast), boundOf(line.atMost)]
      if (low === undefined && high === undefined) return undefined
      return { fact: line.fact, ...(low === undefined ? {} : { at_least: low }), ...(high === undefined ? {} : { at_most: high }), ...turned }
    }
    case 'trade':
      return line.values.length === 0 ? undefined : { fact: 'trade', in: line.values.map(String), ...turned }
    case 'engagement':
      return line.values.length === 0 ? undefined : { fact: 'engagement', in: line.values as ('direct' | 'dispatch' | 'franchise' | 'crowd')[], ...turned }
    case 'company':
    case 'brand':
    case 'place':
      return line.values.length === 0 ? undefined : { fact: line.fact, in: line.values.map(Number), ...turned }
  }
}

function boundOf(text: string): number | undefined {
  const number = Number(text)
  return text.trim() === '' || !Number.isInteger(number) || number < 0 ? undefined : number
}

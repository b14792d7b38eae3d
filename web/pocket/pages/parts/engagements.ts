/** Engagements in words, and what there is to do about them. Texts only; every page says the same of the same thing. */
import { calendarOf, monthsAndDays, type When } from '../../../ui/words/calendar.ts'
import { day } from '../../../ui/words/dates.ts'
import { now } from '../../../ui/now.ts'
import type { LampState } from '../../../ui/pocket/types.ts'
import type { Api, ReplyOf } from '../../data/index.ts'
import { t } from '../../words/standing.ts'

export type MyWork = ReplyOf<Api['GET /me/engagements']>
export type Engagement = MyWork['items'][number]
export type Fact = MyWork['facts'][number]['facts'][number]
export type Field = Fact['field']
export type Source = Fact['values'][number]['source']

/** Newest first: current ones before past ones. */
export function inOrder(items: readonly Engagement[]): Engagement[] {
  return [...items].sort((a, b) => Number(a.until !== null) - Number(b.until !== null) || (b.until ?? b.since).localeCompare(a.until ?? a.since) || b.id - a.id)
}

export function isCurrent(one: Engagement): boolean {
  return one.until === null
}

export function standingWords(one: Engagement): string {
  if (one.standing === 'self-declared') return t('waits')
  if (one.standing === 'disputed') return t('disputed')
  if (one.sources.includes('roster')) return t('confirmedByCompany')
  return one.sources.includes('spot') ? t('confirmedOnSpot') : t('confirmed')
}

export function lampOf(one: Engagement): LampState {
  if (one.until !== null) return 'done'
  return one.standing === 'confirmed' ? 'lit' : one.standing === 'disputed' ? 'late' : 'unlit'
}

/** 派遣（禾苗人力） · 骑手. */
export function jobWords(one: Engagement): string {
  const kind = one.agency_name === '' ? t(one.kind) : t('withAgency', { kind: t(one.kind), agency: one.agency_name })
  return [kind, one.post].filter((part) => part !== '').join(' · ')
}

/** A fact's value as one says it. */
export function valueWords(field: Field, value: string): string {
  if (field === 'kind') return t.has(value) ? t(value) : value
  return field === 'hired_on' ? day(value) : value
}

/** Facts in which the sources differ and nobody has decided. */
export function differing(facts: readonly Fact[]): Fact[] {
  return facts.filter((fact) => !fact.agree && !fact.settled)
}

export function factsOf(work: MyWork | undefined, id: number): readonly Fact[] {
  return work?.facts.find((one) => one.engagement_id === id)?.facts ?? []
}

/** 用工形式、岗位: the fields of some facts. */
export function fieldsWords(facts: readonly Fact[]): string {
  return facts.map((fact) => t(fact.field)).join(t('comma'))
}

/** The last time a source spoke of the engagement: 2026-11-18. */
export function saidOn(facts: readonly Fact[], source: Source): string | undefined {
  return facts.flatMap((fact) => fact.values).filter((value) => value.source === source).map((value) => value.on).sort().at(-1)
}

export interface Part {
  readonly n: number
  readonly unit: 'years' | 'months' | 'days'
}

/** A tenure as figures with units, for large type: 3 个月 12 天. At least one day. */
export function tenureParts(since: When, until: When = now.value): Part[] {
  const { months, days } = monthsAndDays(calendarOf(since), calendarOf(until))
  const parts: Part[] =
    months >= 12
      ? [{ n: Math.floor(months / 12), unit: 'years' }, { n: months % 12, unit: 'months' }]
      : [{ n: months, unit: 'months' }, { n: Math.max(months > 0 ? 0 : 1, days), unit: 'days' }]
  return parts.filter((part) => part.n > 0)
}

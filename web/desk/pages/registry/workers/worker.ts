/** A worker as the drawer shows them, and words for what it holds. */
import { aside, type Api, type ReplyOf } from '../../../data/index.ts'
import { day, tenure } from '../../../../ui/words/index.ts'
import { t as shared } from '../../../words/registry.ts'
import { t } from '../../../words/registry-workers.ts'
import { engagementKinds } from '../parts/mix.ts'
import type { Spell } from '../../../../ui/desk/index.ts'

export type Worker = ReplyOf<Api['GET /workers/{id}']>
export type Engagement = Worker['engagements'][number]
export type Fact = Worker['facts'][number]['facts'][number]
export type Source = Fact['values'][number]['source']

/** What stands first when sources disagree. */
export const sourceOrder: readonly Source[] = ['spot', 'roster', 'self']

/** 加盟（京畅配送）. */
export function kindOf(engagement: { readonly kind: Engagement['kind']; readonly agency_name: string }): string {
  return `${shared(engagement.kind)}${aside(engagement.agency_name)}`
}

/** 疾鹿外卖 5 个月 17 天，另 1 段. */
export function nowWords(engagements: readonly Engagement[]): string {
  const current = engagements.filter((one) => one.until === null)
  const first = current.find((one) => one.standing === 'confirmed') ?? current[0]
  if (first === undefined) return t('nowNone')
  const words = `${first.brand ?? first.company.short_name} ${tenure(first.since)}`
  return current.length > 1 ? t('nowMore', { first: words, n: current.length - 1 }) : words
}

export function spellsOf(engagements: readonly Engagement[]): Spell[] {
  return engagements.map((one) => ({
    lane: one.brand ?? one.company.short_name,
    label: `${one.outlet.name} · ${shared(one.kind)}`,
    since: one.since,
    until: one.until ?? undefined,
    kind: one.standing === 'self-declared' ? 'self' : one.until === null ? 'live' : 'past',
    note: one.standing === 'self-declared' && one.until === null ? t('alsoSelf') : undefined,
  }))
}

/** 6月7日起，5 个月 17 天. */
export function spellWords(engagement: Engagement): string {
  return engagement.until === null
    ? t('spellNow', { since: day(engagement.since), tenure: tenure(engagement.since) })
    : t('spellPast', { since: day(engagement.since), until: day(engagement.until), tenure: tenure(engagement.since, engagement.until) })
}

/** A value as a source has it, in words. */
export function factWords(field: Fact['field'], value: string | null): string {
  if (value === null || value === '') return '—'
  const kind = field === 'kind' ? engagementKinds.find((one) => one === value) : undefined
  return kind === undefined ? value : shared(kind)
}

/** A roster as its pages show it, and the words that name what applying will do. */
import { listed, type Api, type ItemOf, type ReplyOf } from '../../../data/index.ts'
import { count, day } from '../../../../ui/words/index.ts'
import { t } from '../../../words/rosters-preview.ts'

export type Roster = ReplyOf<Api['GET /rosters/{id}']>
export type RosterRow = ItemOf<'GET /rosters/{id}/rows'>
export type RowKind = RosterRow['kind']
export type RosterField = NonNullable<Roster['mapping'][number]['field']>

export const rosterFields: readonly RosterField[] = ['name', 'phone', 'id_number', 'outlet', 'hired_on', 'kind', 'agency_name', 'post', 'id_kind']
/** `outlet` is not needed in the list of one outlet. */
export const neededFields: readonly RosterField[] = ['name', 'phone', 'id_number', 'outlet']
export const rosterFiles = ['.xlsx', '.xls', '.ods', '.csv', '.tsv', '.txt'] as const
export const rosterFileLimit = 20 * 1024 * 1024

/** 疾鹿外卖 11月24日花名册. */
export function titleOf(roster: Roster): string {
  return roster.outlet === null
    ? t('title', { company: roster.company.short_name, day: day(roster.as_of) })
    : t('titleOutlet', { company: roster.company.short_name, outlet: roster.outlet.name, day: day(roster.as_of) })
}

/** How many people the guard holds: those of the emptied outlets, or all who would leave. */
export function heldOf(roster: Roster): number {
  if (!roster.guard.tripped) return 0
  return roster.guard.scope === 'company' ? roster.counts.left : roster.counts.held
}

/** 望京东站, or 3 个网点. */
export function heldWhere(roster: Roster): string {
  const outlets = roster.guard.outlets ?? []
  const [first, second, ...rest] = outlets
  if (first === undefined) return roster.company.short_name
  if (second === undefined) return first.name
  return rest.length === 0 ? listed([first.name, second.name]) : t('outletsCount', { n: outlets.length })
}

/** The button that applies, named by its effect. */
export function applyWords(roster: Roster, confirmed: boolean): string {
  const { counts, guard } = roster
  if (guard.tripped && guard.scope === 'company' && !confirmed) return t('applyBlocked', { n: heldOf(roster) })
  if (guard.tripped) return confirmed ? t('applyConfirmed', { n: heldOf(roster) }) : t('applyHolding', { who: heldWhere(roster) })
  if (counts.joined + counts.left > 0) return t('applyAll', { joined: counts.joined, left: counts.left })
  if (counts.moved + counts.changed > 0) return t('applyChanges', { n: counts.moved + counts.changed })
  return t('applyNothing')
}

/** How many people are on record once it is applied. */
export function presentAfter(roster: Roster, confirmed: boolean): number {
  return roster.present_after - (confirmed ? roster.counts.held : 0)
}

/** Seconds from upload to preview, one decimal; undefined while it is read. */
export function secondsOf(roster: Roster): string | undefined {
  if (roster.ready_at === null) return undefined
  return count(Math.max(0.1, Math.round((new Date(roster.ready_at).getTime() - new Date(roster.uploaded_at).getTime()) / 100) / 10))
}

/** 郑可: without the office that stands behind it. */
export function personOf(who: string): string {
  return who.split(' · ')[0] ?? who
}

/** The rule that tripped, off the end of the guard's sentence: 超过 30% 且多于 5 人. */
export function guardRule(reason: string): string {
  return reason.slice(Math.max(reason.lastIndexOf('，') + 1, reason.lastIndexOf(': ') + 2, 0))
}

/** A field's name; the code itself where it has none. */
export function fieldWords(field: string): string {
  const known = [...rosterFields, 'source' as const].find((one) => one === field)
  return known === undefined ? field : t(`field-${known}`)
}

/** Whether what another source says is not what the roster says now. */
export function isDoubt(change: RosterRow['changes'][number]): boolean {
  return change.evidence !== null && /[：:]/.test(change.evidence) && (change.after === null || !change.evidence.includes(change.after))
}

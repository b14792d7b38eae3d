// What rosters say to people, in both languages. Chinese is written first.

import type { Language } from '../../../../contract/problems.ts'
import type { rosterStates } from '../../../../contract/rosters.ts'
import type { RefusalReason } from '../../../platform/lists/refused-file.ts'
import { words } from '../words.ts'
import type { GuardFinding } from './comparing/rules.ts'
import { FIELD_LABELS, REQUIRED_FIELDS, type Field, type MappedColumn } from './reading/fields.ts'
import { refusalOf } from './reading/reasons.ts'

export function stateWords(state: string, language: Language): string {
  const known: Partial<Record<string, readonly [string, string]>> = STATES
  const [zh, en] = known[state] ?? [state, state]
  return words(language, zh, en)
}

const STATES: Record<(typeof rosterStates)[number], readonly [string, string]> = {
  reading: ['正在读取', 'being read'],
  ready: ['待应用', 'ready to apply'],
  applied: ['已应用', 'applied'],
  reversed: ['已撤销', 'reversed'],
  refused: ['读不了', 'refused'],
}

/** Why nothing of a file was taken, and what to do about it. */
export function refusalWords(reason: string | null, why: string | null, mapping: readonly MappedColumn[], language: Language): string | null {
  if (reason === null) return null
  const ours = OUR_REFUSALS[reason]
  if (ours) return words(language, ...ours)
  const named = new Set(mapping.map((column) => column.field))
  return refusalOf(reason as RefusalReason, { why: why ?? '', missing: REQUIRED_FIELDS.filter((field) => !named.has(field)) }, language)
}

const OUR_REFUSALS: Record<string, readonly [string, string]> = {
  'not-decided': ['30 天没有应用，已关闭', 'Closed: not applied within 30 days'],
  'interrupted': ['读取中断，请重新上传', 'Reading was interrupted; please upload the file again'],
}

/** What the guard stopped, in one sentence. @param outletNames by id, as far as they are known */
export function guardWords(guard: GuardFinding, outletNames: ReadonlyMap<number, string>, language: Language): string {
  if (!guard.tripped) return ''
  if (guard.scope === 'company') {
    const { present, leaving, rows, last } = guard
    if (guard.reason === 'much-smaller-file') return words(language, `这份名单只有 ${rows} 行，上一份有 ${last} 行，可能没有贴全`, `This list has only ${rows} rows, the last one had ${last}; it may be incomplete`)
    return words(language,
      `${present} 人中有 ${leaving} 人不在这份名单里（${percent(leaving, present)}），超过 ${percent(guard.limits.share, 1)} 且多于 ${guard.limits.people} 人`,
      `${leaving} of ${present} people are not on this list (${percent(leaving, present)}): more than ${percent(guard.limits.share, 1)} and more than ${guard.limits.people} people`)
  }
  const emptied = guard.outlets
    .map(({ id, present, leaving }) => {
      const name = outletNames.get(id) ?? ''
      return words(language, `${name} ${present} 人中有 ${leaving} 人不在这份名单里（${percent(leaving, present)}）`, `${name}: ${leaving} of ${present} people are not on this list (${percent(leaving, present)})`)
    })
    .join(language === 'en' ? '; ' : '；')
  return words(language, `${emptied}，超过 ${percent(guard.limits.share, 1)} 且多于 ${guard.limits.people} 人`, `${emptied}: more than ${percent(guard.limits.share, 1)} and more than ${guard.limits.people} people`)
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`
}

export function reviewWords(reason: string | null, language: Language): string | null {
  if (reason === null) return null
  const [zh, en] = REVIEWS[reason] ?? [reason, reason]
  return words(language, zh, en)
}

const REVIEWS: Record<string, readonly [string, string]> = {
  'phone-of-another': ['手机号是在册另一人的，证件号不同', 'The phone belongs to somebody else on record, with another ID number'],
  'phone-taken': ['手机号改成了在册另一人的', 'The phone has become that of somebody else on record'],
  'near-id': ['姓名手机号和在册的一样，证件号不同', 'Name and phone are those of somebody on record, the ID number differs'],
  'other-name': ['证件号在册，姓名差别很大', 'The ID number is on record under a very different name'],
  'said-to-have-left': ['本人或现场核实说已离职，名单上还在', 'The worker, or a check on the spot, said they had left'],
  'twice-in-file': ['和名单里另一行是同一个人', 'Another row of this list is the same person'],
  'left-out': ['已决定这次不处理', 'Left out this time'],
}

export function fieldWords(field: string, language: Language): string {
  const label = field === 'agency_name' ? FIELD_LABELS.agency : field === 'source' ? { zh: '来源', en: 'Source' } : FIELD_LABELS[field as Field]
  return label ? words(language, label.zh, label.en) : field
}

export function kindWords(kind: string | null, language: Language): string | null {
  const known: Record<string, readonly [string, string]> = { direct: ['直营', 'direct'], dispatch: ['派遣', 'dispatch'], franchise: ['加盟', 'franchise'], crowd: ['众包', 'crowd'] }
  const found = kind === null ? undefined : known[kind]
  return found ? words(language, ...found) : kind
}

export function sourceWords(source: string, language: Language): string {
  const known: Record<string, readonly [string, string]> = { spot: ['现场核实', 'checked on the spot'], self: ['本人自报', 'self-declared'], roster: ['花名册', 'roster'] }
  const found = known[source]
  return found ? words(language, ...found) : source
}

export function rowKindWords(kind: string, language: Language): string {
  const known: Record<string, readonly [string, string]> = { joined: ['新入职', 'joined'], left: ['离职', 'left'], moved: ['调站', 'moved'], changed: ['信息变更', 'changed'], same: ['无变化', 'same'], review: ['待核', 'to review'], rejected: ['退回', 'sent back'] }
  const found = known[kind]
  return found ? words(language, ...found) : kind
}

// One row as people see it: who, where, what changes, what others say of that, why it was turned back.

import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { RosterRow } from '../../../../../contract/rosters.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { words } from '../../words.ts'
import { maskedPhone, maskPhone } from '../../workers/identifiers.ts'
import { mappingOf } from '../mapping/remembered-mapping.ts'
import type { RosterRecord } from '../reach.ts'
import type { Rejection, RejectionDetail } from '../reading/fields.ts'
import { reasonOf } from '../reading/reasons.ts'
import { kindWords, reviewWords, sourceWords } from '../words.ts'
import { nearestOutlet, outletsOf } from './nearest-outlet.ts'
import { outletNames } from './roster-view.ts'
import type { Change, SourceRow } from './row-source.ts'

type RowView = Static<typeof RosterRow>
type ChangeView = RowView['changes'][number]

/**
 * An employer sees its own lists and no more: who a row is in the registry and what the worker or a grid worker said
 * are for those who reach the place.
 */
export async function showRows(inside: Context, roster: RosterRecord, rows: readonly SourceRow[]): Promise<RowView[]> {
  const { keyring } = inside.services
  const official = inside.scope.places.length > 0
  const changed = rows.filter((row) => row.changes?.length)
  const names = await outletNames(inside, changed.flatMap((row) => (row.changes ?? []).flatMap((one) => (one.field === 'outlet' ? [Number(one.before), Number(one.after)] : []))))
  const said = official ? await otherSources(inside, changed.flatMap((row) => row.engagement_id ?? [])) : new Map<number, Said[]>()
  const turnedBack = await rejectionsOf(inside, roster, rows)
  return rows.map((row): RowView => ({
    row: row.row_no, kind: row.kind, name: row.name ?? '', id_tail: row.id_tail ?? '', phone_masked: maskedPhone(keyring, row.phone), outlet: row.outlet_name ?? '', from_outlet: row.from_outlet,
    worker_id: official ? row.worker_id : null, engagement_id: row.engagement_id,
    changes: (row.changes ?? []).map((change) => changeView(inside, row, change, names, said.get(row.engagement_id ?? 0) ?? [])),
    held: row.held, review_reason: reviewWords(row.review_reason, inside.language),
    rejections: turnedBack(row).map((one) => ({ code: one.code, column: one.column, header: one.header, text: reasonOf(one, inside.language) })),
  }))
}

type Said = { source: string; stated_on: Temporal.PlainDate; name: string | null; phone: Buffer | null; kind: string | null; agency_name: string | null; post: string | null; hired_on: Temporal.PlainDate | null; outlet: string | null }

async function otherSources({ tx }: Context, engagements: readonly number[]): Promise<Map<number, Said[]>> {
  if (engagements.length === 0) return new Map()
  const { rows } = await sql<Said & { engagement_id: number }>`
    select s.engagement_id, s.source, s.stated_on, s.name, s.phone, s.kind, s.agency_name, s.post, s.hired_on, o.name as outlet
    from statement s left join outlet_label o on o.id = s.outlet_id
    where s.engagement_id = any(${[...engagements]}::int8[]) and s.source <> 'roster' order by s.source desc`.execute(tx)
  return Map.groupBy(rows, (row) => row.engagement_id)
}

function changeView(inside: Context, row: SourceRow, change: Change, outlets: ReadonlyMap<number, string>, said: readonly Said[]): ChangeView {
  const { language, services } = inside
  const show = (value: string | null) => shown(change.field, value, outlets, language)
  let before = show(change.before)
  let after = show(change.after)
  let hidden = ''
  if (change.field === 'phone') {
    before = row.old_phone ? maskedPhone(services.keyring, row.old_phone) : tail(change.before)
    after = row.phone ? maskedPhone(services.keyring, row.phone) : tail(change.after)
    // The mask must not make a change look like none.
    if (before === after) hidden = words(language, '中间四位有改动', 'the hidden digits differ')
  }
  const evidence = said.flatMap((one) => {
    const value = saidOf(inside, one, change.field)
    return value ? [words(language, `${sourceWords(one.source, language)} ${one.stated_on}：${value}`, `${sourceWords(one.source, language)} ${one.stated_on}: ${value}`)] : []
  })
  const all = [hidden, ...evidence].filter(Boolean)
  return { field: change.field, before, after, evidence: all.length > 0 ? all.join(language === 'en' ? '; ' : '；') : null }
}

function shown(field: string, value: string | null, outlets: ReadonlyMap<number, string>, language: Context['language']): string | null {
  if (value === null) return null
  if (field === 'kind') return kindWords(value, language)
  if (field === 'outlet') return outlets.get(Number(value)) ?? value
  if (field === 'source') return sourceWords(value, language)
  if (field === 'id_number') return tail(value)
  return value
}

function tail(value: string | null): string | null {
  return value === null ? null : value.includes('*') ? value : `****${value.slice(-4)}`
}

function saidOf({ services, language }: Context, said: Said, field: string): string | null {
  switch (field) {
    case 'phone':
      return said.phone ? maskPhone(services.keyring.open(said.phone)) : null
    case 'kind':
      return kindWords(said.kind, language)
    case 'hired_on':
      return said.hired_on?.toString() ?? null
    case 'name':
    case 'agency_name':
    case 'post':
    case 'outlet':
      return said[field]
    default:
      return null
  }
}

/** @returns why a row was turned back. Of an outlet that is not on record, with the one that may have been meant */
export async function rejectionsOf(inside: Context, roster: RosterRecord, rows: readonly SourceRow[]): Promise<(row: SourceRow) => Rejection[]> {
  const columns = mappingOf(roster.mapping)
  const unknown = rows.some((row) => kept(row).some((one) => one.code === 'unknown-outlet'))
  const outlets = unknown ? await outletsOf(inside, roster.company_id) : []
  return (row) =>
    kept(row).map((one): Rejection => {
      const column = columns.find(({ field, column: letters }) => (one.field ? field === one.field : letters === one.column))
      return { code: one.code, field: one.field ?? column?.field ?? 'name', column: one.column ?? column?.column ?? null, header: one.header ?? column?.header ?? null, detail: detailOf(row, one, outlets) }
    })
}

function detailOf(row: SourceRow, { code, detail }: Kept, outlets: Awaited<ReturnType<typeof outletsOf>>): RejectionDetail {
  if (code !== 'unknown-outlet') return typeof detail === 'object' ? detail : {}
  const name = row.outlet_name ?? ''
  const near = nearestOutlet(name, outlets)
  return { name, ...(near ? { near } : {}) }
}

type Kept = Partial<Rejection> & Pick<Rejection, 'code'>

function kept(row: SourceRow): Kept[] {
  return Array.isArray(row.rejections) ? (row.rejections as Kept[]) : []
}

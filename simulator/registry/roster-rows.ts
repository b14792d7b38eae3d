// The rows of the rosters that still have them: each company's last one, and those that wait for a person.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { GUARDED_OUTLET } from '../city/anchors.ts'
import { particularsOn } from '../city/model.ts'
import type { Company, Kind, Particulars, Spell } from '../city/model.ts'
import { composeRoster, expectChanges } from '../files/compose-roster.ts'
import type { Composition, Expected, Line, Mistake } from '../files/compose-roster.ts'
import { columnLetter, headerText, styleOf } from '../files/styles.ts'
import type { Field, Style } from '../files/styles.ts'
import { cellText, rowCells } from '../files/cells.ts'
import { clock, moment } from '../days.ts'
import { createRandom } from '../random.ts'
import { spellWhole } from '../people/names.ts'
import type { Record } from './engagements.ts'
import type { LeaverRow, RosterRecord, RosterRowRecord, RowChange } from './model.ts'
import type { RosterHistory } from './roster-history.ts'
import { record as newRoster } from './roster-history.ts'

type Truth = Omit<SimulatedCity, 'registry'>
export type RosterRows = { rows: RosterRowRecord[]; leavers: LeaverRow[]; waiting: RosterRecord[] }

const SENT_BACK: readonly Mistake[] = ['bad-id-check-digit', 'id-lost-precision', 'bad-phone', 'unknown-outlet', 'duplicate-in-file', 'bad-date']

/**
 * Three rosters of today wait: 疾鹿外卖's, whose guard holds back the leavers of one outlet; 归雁快运's (in a small city
 * 云梭快递's) with rows to look at; and one with nothing but its preview.
 */
export function writeRosterRows(truth: Truth, history: RosterHistory, record: Record, uploaders: ReadonlyMap<number, number>): RosterRows {
  const rows: RosterRowRecord[] = []
  const leavers: LeaverRow[] = []
  const waiting: RosterRecord[] = []
  const engagementOf = (spell: Spell) => record.engagementOf.get(spell)
  const { byKey } = truth.companies

  for (const company of truth.companies.list) {
    const roster = history.standing.get(company.id)
    if (!roster) continue
    const before = truth.companies.list.length > 0 ? previousDay(history, roster) : undefined
    const composition = composeRoster(truth, company, roster.asOf, { style: styleOf(company) })
    // What was rejected on the day itself is not told again.
    roster.rejected = 0
    roster.rows = composition.rows
    add(roster, company, composition, expectChanges(truth, company, before ?? roster.asOf, roster.asOf, composition.lines), before ?? roster.asOf)
  }

  const doubtful = byKey.get('归雁快运#0') ?? byKey.get('云梭快递#0')
  const plain = byKey.get('驰原速递#0')
  const guarded = byKey.get(GUARDED_OUTLET.company)
  if (guarded) wait(guarded, [...SENT_BACK, 'misread-id', 'misread-id', 'misread-id'], truth.outlets.find(GUARDED_OUTLET.company, GUARDED_OUTLET.index).id)
  if (doubtful) wait(doubtful, ['bad-phone', 'misread-id', 'misread-id', 'misread-id', 'misread-id'])
  if (plain) wait(plain, [])
  return { rows, leavers, waiting }

  function wait(company: Company, mistakes: readonly Mistake[], guardedOutlet?: number): void {
    const standing = history.standing.get(company.id)
    if (!standing || standing.asOf >= truth.today) return
    const random = createRandom(truth.seed, `waiting ${company.key}`)
    const forgotten = guardedOutlet === undefined ? undefined : halfOf(guardedOutlet, company, standing.asOf)
    const composition = composeRoster(truth, company, truth.today, { style: styleOf(company), mistakes, ...(forgotten ? { leaveOut: (spell: Spell) => forgotten.has(spell) } : {}) })
    const expected = expectChanges(truth, company, standing.asOf, truth.today, composition.lines)
    const uploadedAt = Math.min(moment(truth.today, clock(8, random.int(31, 52))), truth.now - 600)
    const roster: RosterRecord = {
      ...newRoster(truth, company, truth.today, uploaders, uploadedAt),
      id: history.rosters.length + waiting.length + 1,
      comparedTo: standing.id,
      rows: composition.rows,
      importable: composition.importable,
      rejected: composition.rejected,
      fileBytes: 9_000 + composition.rows * 74,
    }
    waiting.push(roster)
    const leaving = add(roster, company, composition, expected, standing.asOf)
    if (guardedOutlet === undefined) return
    const held = leaving.filter((leaver) => leaver.outletId === guardedOutlet)
    for (const leaver of held) leaver.held = true
    roster.held = held.length
    const present = history.seen.filter((one) => !one.gone && one.spell.outletId === guardedOutlet).length
    const name = truth.outlets.byId.get(guardedOutlet)?.name ?? ''
    roster.guard = { tripped: true, scope: 'outlets', reason: 'outlet-emptied', outlets: [{ id: guardedOutlet, name, present, leaving: held.length }] }
  }

  /** The clerk pasted half of one outlet: 24 of 52. */
  function halfOf(outletId: number, company: Company, standingOn: number): Set<Spell> {
    const there = (truth.byCompany.get(company.id) ?? []).filter((spell) => spell.outletId === outletId && spell.start <= standingOn && spell.end >= truth.today)
    return new Set(there.slice(0, Math.max(6, Math.round(there.length * 0.46))))
  }

  function add(roster: RosterRecord, company: Company, composition: Composition, expected: Expected, comparedOn: number): LeaverRow[] {
    const kinds = new Map<Spell, 'joined' | 'moved' | 'changed' | 'same'>()
    for (const change of ['joined', 'moved', 'changed', 'same'] as const) for (const spell of expected[change]) kinds.set(spell, change)
    const style = styleOf(company)
    let review = 0
    for (const line of composition.lines) {
      const change = line.mistake === 'misread-id' ? 'review' : line.mistake ? undefined : kinds.get(line.spell)
      if (change === 'review') review += 1
      rows.push(toRow(roster, line, change, style, comparedOn))
    }
    const gone = expected.left.flatMap((spell): LeaverRow[] => {
      const engagement = engagementOf(spell)
      return engagement ? [{ rosterId: roster.id, engagementId: engagement.id, outletId: engagement.outlet.id, held: false }] : []
    })
    leavers.push(...gone)
    Object.assign(roster, { importable: composition.importable, joined: expected.joined.length, moved: expected.moved.length, changed: expected.changed.length, same: expected.same.length, left: gone.length, review })
    return gone
  }

  function toRow(roster: RosterRecord, line: Line, change: RosterRowRecord['change'], style: Style, comparedOn: number): RosterRowRecord {
    const rejected = line.mistake !== undefined && line.mistake !== 'misread-id'
    const { spell } = line
    const engagement = engagementOf(change === 'moved' && roster.state === 'ready' && spell.movedFrom ? spell.movedFrom : spell)
    const { pinyin, initials } = spellWhole(line.name)
    return {
      rosterId: roster.id,
      rowNo: line.rowNo,
      accepted: !rejected,
      name: line.name,
      pinyin,
      initials,
      idKind: line.idKind,
      idNumber: line.idNumber,
      phone: line.phone,
      outletName: line.outletName,
      hiredOn: line.mistake === 'bad-date' ? undefined : line.hiredOn,
      kind: line.kind,
      agency: line.agency,
      post: line.post,
      rejections: rejected ? [rejection(line, style)] : undefined,
      cells: rejected ? rowCells(line, style).map(cellText) : undefined,
      outletId: line.mistake === 'unknown-outlet' ? undefined : line.outlet.id,
      workerId: change === 'joined' && roster.state === 'ready' ? undefined : record.workerOf.get(spell.person)?.id,
      engagementId: rejected ? undefined : engagement?.id,
      change,
      changes: change === 'changed' ? changesOf(particularsOn(spell, comparedOn), line) : undefined,
      reviewReason: change === 'review' ? 'near-id' : undefined,
    }
  }
}

function previousDay(history: RosterHistory, roster: RosterRecord): number | undefined {
  return roster.comparedTo === undefined ? undefined : history.rosters[roster.comparedTo - 1]?.asOf
}

const COLUMN_OF: Partial<globalThis.Record<Mistake, Field>> = { 'bad-id-check-digit': 'id_number', 'id-lost-precision': 'id_number', 'bad-phone': 'phone', 'bad-date': 'hired_on', 'unknown-outlet': 'outlet', 'missing-required': 'name', 'duplicate-in-file': 'id_number' }

function rejection(line: Line, style: Style): { code: string; column: string; header: string; detail: string } {
  const code = line.mistake ?? 'missing-required'
  const index = style.columns.findIndex((column) => column.holds === COLUMN_OF[code])
  const column = style.columns[index]
  const detail = code === 'unknown-outlet' ? line.outletName : code === 'duplicate-in-file' ? String(line.rowNo - 1) : ''
  return { code, column: columnLetter(Math.max(0, index)), header: column ? headerText(column) : '', detail }
}

const KIND_WORDS: globalThis.Record<Kind, string> = { direct: 'direct', dispatch: 'dispatch', franchise: 'franchise', crowd: 'crowd' }

function changesOf(before: Particulars, after: Particulars): RowChange[] {
  const changes: RowChange[] = []
  const add = (field: string, from: string, to: string) => {
    if (from !== to) changes.push({ field, before: from, after: to })
  }
  add('name', before.name, after.name)
  add('phone', masked(before.phone), masked(after.phone))
  add('kind', KIND_WORDS[before.kind], KIND_WORDS[after.kind])
  add('agency_name', before.agency, after.agency)
  add('post', before.post, after.post)
  return changes
}

function masked(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

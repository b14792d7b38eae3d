// The rows of the rosters that still have them: each company's last one, and those that wait for a person.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { GUARDED_OUTLET } from '../city/anchors.ts'
import { particularsOn } from '../city/model.ts'
import type { Company, Particulars, Spell } from '../city/model.ts'
import { composeRoster, expectChanges } from '../files/compose-roster.ts'
import type { Composition, Expected, Line, Mistake } from '../files/compose-roster.ts'
import { styleOf } from '../files/styles.ts'
import { clock, moment } from '../days.ts'
import { createRandom } from '../random.ts'
import type { Record } from './engagements.ts'
import { readLine } from './read-line.ts'
import type { AppliedChange, LeaverRow, RosterRecord, RosterRowRecord, RowChange } from './model.ts'
import type { RosterHistory, Seen } from './roster-history.ts'
import { record as newRoster } from './roster-history.ts'

type Truth = Omit<SimulatedCity, 'registry'>
export type RosterRows = { rows: RosterRowRecord[]; leavers: LeaverRow[]; applied: AppliedChange[]; waiting: RosterRecord[] }

const SENT_BACK: readonly Mistake[] = ['bad-id-check-digit', 'id-lost-precision', 'bad-phone', 'unknown-outlet', 'duplicate-in-file', 'bad-date']

/**
 * Three rosters of today wait: 疾鹿外卖's, whose guard holds back the leavers of one outlet; 归雁快运's (in a small city
 * 云梭快递's) with rows to look at; and 驰原速递's with nothing but its preview. Their counts and differences here are what
 * the product must find; the loader lets it look (load/compare-waiting.ts).
 */
export function writeRosterRows(truth: Truth, history: RosterHistory, record: Record, uploaders: ReadonlyMap<number, number>): RosterRows {
  const result: RosterRows = { rows: [], leavers: [], applied: [], waiting: [] }
  const { byKey } = truth.companies
  const seenBy = groupByCompany(history.seen)

  for (const company of truth.companies.list) {
    const roster = history.standing.get(company.id)
    const previous = roster?.comparedTo === undefined ? undefined : history.rosters[roster.comparedTo - 1]
    if (!roster) continue
    const composition = composeRoster(truth, company, roster.asOf, { style: styleOf(company) })
    const comparedOn = previous?.asOf ?? roster.asOf
    // What was rejected on the day itself is not told again.
    Object.assign(roster, { rejected: 0, rows: composition.rows })
    add(roster, composition, expectChanges(truth, company, comparedOn, roster.asOf, composition.lines), comparedOn)
    if (previous) result.applied.push(...changesApplied(roster, previous, seenBy.get(company.id) ?? [], record, composition))
  }
  const guarded = byKey.get(GUARDED_OUTLET.company)
  const doubtful = byKey.get('归雁快运#0') ?? byKey.get('云梭快递#0')
  const plain = byKey.get('驰原速递#0')
  if (guarded) wait(guarded, [...SENT_BACK, 'misread-id', 'misread-id', 'misread-id'], truth.outlets.find(GUARDED_OUTLET.company, GUARDED_OUTLET.index).id)
  if (doubtful) wait(doubtful, ['bad-phone', 'misread-id', 'misread-id', 'misread-id', 'misread-id'])
  if (plain) wait(plain, [])
  return result

  function wait(company: Company, mistakes: readonly Mistake[], guardedOutlet?: number): void {
    const standing = history.standing.get(company.id)
    if (!standing || standing.asOf >= truth.today) return
    const random = createRandom(truth.seed, `waiting ${company.key}`)
    const forgotten = guardedOutlet === undefined ? undefined : halfOf(guardedOutlet, company, standing.asOf)
    const composition = composeRoster(truth, company, truth.today, { style: styleOf(company), mistakes, ...(forgotten ? { leaveOut: (spell: Spell) => forgotten.has(spell) } : {}) })
    const uploadedAt = Math.min(moment(truth.today, clock(8, random.int(31, 52))), truth.now - 600)
    const roster: RosterRecord = {
      ...newRoster(truth, company, truth.today, uploaders, uploadedAt),
      id: history.rosters.length + result.waiting.length + 1,
      comparedTo: standing.id,
      rows: composition.rows,
      rejected: composition.rejected,
      fileBytes: 9_000 + composition.rows * 74,
    }
    result.waiting.push(roster)
    const leaving = add(roster, composition, expectChanges(truth, company, standing.asOf, truth.today, composition.lines, declaredOf(record, company)), standing.asOf)
    if (guardedOutlet !== undefined) holdBack(roster, leaving, guardedOutlet)
  }

  function holdBack(roster: RosterRecord, leaving: readonly LeaverRow[], outletId: number): void {
    const held = leaving.filter((leaver) => leaver.outletId === outletId)
    for (const leaver of held) leaver.held = true
    const present = history.seen.filter((one) => !one.gone && one.spell.outletId === outletId).length
    Object.assign(roster, { held: held.length, guard: { tripped: true, scope: 'outlets', reason: 'outlet-emptied', outlets: [{ id: outletId, present, leaving: held.length }] } })
  }

  /** The clerk pasted half of one outlet: 24 of 52. */
  function halfOf(outletId: number, company: Company, standingOn: number): Set<Spell> {
    const there = (truth.byCompany.get(company.id) ?? []).filter((spell) => spell.outletId === outletId && spell.start <= standingOn && spell.end >= truth.today)
    return new Set(there.slice(0, Math.max(6, Math.round(there.length * 0.46))))
  }

  function add(roster: RosterRecord, composition: Composition, expected: Expected, comparedOn: number): LeaverRow[] {
    const kinds = new Map<Spell, 'joined' | 'moved' | 'changed' | 'same'>()
    for (const change of ['joined', 'moved', 'changed', 'same'] as const) for (const spell of expected[change]) kinds.set(spell, change)
    const rows = composition.lines.map((line) => toRow(roster, line, kinds.get(line.spell), comparedOn))
    const gone = expected.left.flatMap((spell): LeaverRow[] => {
      const engagement = record.engagementOf.get(spell)
      return engagement ? [{ rosterId: roster.id, engagementId: engagement.id, outletId: engagement.outlet.id, held: false }] : []
    })
    result.rows.push(...rows)
    result.leavers.push(...gone)
    const count = (change: RosterRowRecord['change']) => rows.filter((row) => row.change === change).length
    Object.assign(roster, { importable: composition.importable, joined: count('joined'), moved: count('moved'), changed: count('changed'), same: count('same'), review: count('review'), left: gone.length })
    return gone
  }

  function toRow(roster: RosterRecord, line: Line, kind: RosterRowRecord['change'], comparedOn: number): RosterRowRecord {
    const read = readLine(line, styleOf(truth.companies.list[roster.companyId - 1] ?? missing(roster)), roster.id)
    const change = line.mistake === 'misread-id' ? 'review' : line.mistake === 'unknown-outlet' ? 'rejected' : read.accepted ? kind : undefined
    const { spell } = line
    return {
      ...read,
      change,
      outletId: line.mistake === 'unknown-outlet' ? undefined : line.outlet.id,
      workerId: record.workerOf.get(spell.person)?.id,
      // Of somebody who moves, the spell left behind.
      engagementId: record.engagementOf.get(change === 'moved' ? (spell.movedFrom ?? spell) : spell)?.id,
      changes: change === 'changed' ? changesOf(particularsOn(spell, comparedOn), line) : undefined,
      reviewReason: change === 'review' ? 'phone-of-another' : undefined,
    }
  }
}

/** Who registered themselves and will stand in the company's list. */
export function declaredOf({ engagements, declaredSpells }: Record, company: Company): Set<Spell> {
  return new Set([...declaredSpells].filter(([, id]) => engagements[id - 1]?.companyId === company.id).map(([spell]) => spell))
}

function changesApplied(roster: RosterRecord, previous: RosterRecord, all: readonly Seen[], record: Record, { lines }: Composition): AppliedChange[] {
  const rowNo = new Map(lines.map((line) => [line.spell, line.rowNo]))
  const touched = all.filter(({ first, gone, changed }) => first === roster || gone === roster || changed === roster)
  return touched.flatMap(({ spell, first, gone, changed }): AppliedChange[] => {
    const engagement = record.engagementOf.get(spell)
    if (!engagement) return []
    const base = { rosterId: roster.id, rowNo: rowNo.get(spell), engagementId: engagement.id, workerId: engagement.workerId, madeWorker: false, before: undefined, said: undefined }
    if (first === roster) {
      const made = engagement.movedFrom === undefined && record.workers[engagement.workerId - 1]?.createdAt === roster.appliedAt
      return [{ ...base, change: engagement.movedFrom === undefined ? 'joined' : 'moved-in', madeWorker: made }]
    }
    if (gone === roster) return [{ ...base, rowNo: undefined, change: engagement.endedBy === 'move' ? 'moved-out' : 'left', before: { until_on: null, ended_by: null, roster_id: (changed ?? first).id } }]
    const said = particularsOn(spell, previous.asOf)
    return [{ ...base, change: 'changed', before: { kind: said.kind, agency_name: said.agency, post: said.post, roster_id: first.id }, said: { ...said, statedOn: previous.asOf, rosterId: previous.id } }]
  })
}

function groupByCompany(seen: readonly Seen[]): Map<number, Seen[]> {
  const groups = new Map<number, Seen[]>()
  for (const one of seen) {
    const group = groups.get(one.spell.companyId)
    if (group) group.push(one)
    else groups.set(one.spell.companyId, [one])
  }
  return groups
}

function changesOf(before: Particulars, after: Particulars): RowChange[] {
  const changes: RowChange[] = []
  const add = (field: string, from: string, to: string) => {
    if (from !== to) changes.push({ field, before: from, after: to })
  }
  add('name', before.name, after.name)
  // Of phones the tails only.
  add('phone', before.phone.slice(-4), after.phone.slice(-4))
  add('kind', before.kind, after.kind)
  if (before.agency && after.agency) add('agency_name', before.agency, after.agency)
  add('post', before.post, after.post)
  return changes
}

function missing(roster: RosterRecord): never {
  throw new Error(`No company ${roster.companyId}`)
}

// Which rosters a company sent, and what each of them showed.

import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Company, Spell } from '../city/model.ts'
import { clock, moment } from '../days.ts'
import { columnLetter, fieldOf, headerRow, headerText, rosterFileName, styleOf } from '../files/styles.ts'
import type { Style } from '../files/styles.ts'
import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { numbered } from './numbered.ts'
import type { RosterRecord } from './model.ts'

/** A spell as the company's rosters showed it. */
export type Seen = {
  spell: Spell
  /** The roster that named it first, the last one that named it, and the one that no longer did. */
  first: RosterRecord
  last: RosterRecord
  gone: RosterRecord | undefined
  /** The roster that showed the change. */
  changed: RosterRecord | undefined
}

export type RosterHistory = {
  rosters: RosterRecord[]
  /** In the order of first days. A stay between two rosters was never seen. */
  seen: Seen[]
  seenBySpell: Map<Spell, Seen>
  /** The roster that stands, by company. */
  standing: Map<number, RosterRecord>
}

type Truth = Omit<SimulatedCity, 'registry'>

/** @param uploaders account of the person at each company who sends its rosters */
export function makeRosterHistory(truth: Truth, uploaders: ReadonlyMap<number, number>): RosterHistory {
  const random = createRandom(truth.seed, 'rosters')
  const rosters: RosterRecord[] = []
  const seen: Seen[] = []
  const standing = new Map<number, RosterRecord>()

  for (const company of truth.companies.list) {
    if (company.standingOn === undefined) continue
    const series = daysOfRosters(company, company.standingOn, truth.from, random).map((asOf) => applied(truth, company, asOf, uploaders, random))
    const own = look(series, truth.byCompany.get(company.id) ?? [])
    count(series, own)
    seen.push(...own)
    rosters.push(...series, ...mishaps(truth, company, series, uploaders, random))
    const last = series.at(-1)
    if (last) standing.set(company.id, last)
  }
  rosters.sort((a, b) => a.uploadedAt - b.uploadedAt || a.companyId - b.companyId)
  numbered(rosters)
  linkToPrevious(rosters)
  seen.sort((a, b) => a.spell.index - b.spell.index)
  return { rosters, seen, seenBySpell: new Map(seen.map((one) => [one.spell, one])), standing }
}

/** From the window's first day to the one that stands; one day in thirty was forgotten. */
function daysOfRosters(company: Company, standingOn: number, from: number, random: Random): number[] {
  const days: number[] = []
  for (let day = standingOn; day >= from; day -= company.cadenceDays) {
    if (day === standingOn || company.cadenceDays > 1 || !random.chance(0.033)) days.push(day)
  }
  return days.toReversed()
}

function applied(truth: Truth, company: Company, asOf: number, uploaders: ReadonlyMap<number, number>, random: Random): RosterRecord {
  // One in twelve comes in the evening, after the hour agreed on.
  const second = random.chance(0.08) ? clock(18, 5) + random.int(0, 3 * 3600) : company.usualSecond + random.int(-1500, 1500)
  const uploadedAt = Math.min(moment(asOf, second), truth.now - 1800)
  return {
    ...record(truth, company, asOf, uploaders, uploadedAt),
    state: 'applied',
    appliedAt: uploadedAt + random.int(40, 900),
    purgedAt: undefined,
  }
}

export function record(truth: Truth, company: Company, asOf: number, uploaders: ReadonlyMap<number, number>, uploadedAt: number): RosterRecord {
  const style = styleOf(company)
  return {
    id: 0,
    companyId: company.id,
    place: truth.city * 1e9,
    asOf,
    state: 'ready',
    reason: undefined,
    fileName: rosterFileName(company, asOf, style),
    fileBytes: 0,
    format: style.format,
    encoding: style.encoding === 'utf-8-bom' ? 'utf-8' : style.encoding,
    sheet: style.sheet || undefined,
    headerRow: headerRow(style),
    mapping: mappingOf(style),
    rows: 0, importable: 0, rejected: 0, joined: 0, left: 0, moved: 0, changed: 0, same: 0, review: 0, held: 0,
    guard: { tripped: false },
    comparedTo: undefined,
    uploadedBy: uploaders.get(company.id) ?? 1,
    uploadedAt,
    readyAt: uploadedAt + 4,
    appliedAt: undefined,
    reversedAt: undefined,
    purgedAt: undefined,
  }
}

/** The columns as the product keeps them with a roster it has read. */
function mappingOf(style: Style): RosterRecord['mapping'] {
  return style.columns.map((column, index) => {
    const field = fieldOf(column)
    const header = headerText(column)
    return { column: columnLetter(index), header, key: header || `#${columnLetter(index)}`, field: field === 'agency_name' ? 'agency' : (field ?? null) }
  })
}

function look(series: readonly RosterRecord[], spells: readonly Spell[]): Seen[] {
  return spells.flatMap((spell): Seen[] => {
    const first = indexFrom(series, spell.start)
    const gone = indexFrom(series, spell.end + 1)
    const [firstRoster, lastRoster] = [series[first], series[gone - 1]]
    if (!firstRoster || !lastRoster || first >= gone) return []
    const changed = spell.change ? indexFrom(series, spell.change.on) : -1
    return [{ spell, first: firstRoster, last: lastRoster, gone: series[gone], changed: changed > first && changed < gone ? series[changed] : undefined }]
  })
}

/** The first roster of the day or later. */
function indexFrom(series: readonly RosterRecord[], day: number): number {
  let low = 0
  let high = series.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((series[middle]?.asOf ?? 0) >= day) high = middle
    else low = middle + 1
  }
  return low
}

function count(series: readonly RosterRecord[], seen: readonly Seen[]): void {
  const [base] = series
  const known = new Set(seen.map((one) => one.spell))
  const entering = new Map<RosterRecord, number>()
  const leaving = new Map<RosterRecord, number>()
  for (const { spell, first, gone, changed } of seen) {
    addOne(entering, first)
    const moved = spell.movedFrom !== undefined && known.has(spell.movedFrom)
    if (moved) first.moved += 1
    else if (first !== base) first.joined += 1
    if (changed) changed.changed += 1
    if (!gone) continue
    addOne(leaving, gone)
    if (!spell.movesTo || !known.has(spell.movesTo)) gone.left += 1
  }
  let present = 0
  for (const roster of series) {
    present += (entering.get(roster) ?? 0) - (leaving.get(roster) ?? 0)
    if (roster === base) roster.joined = present
    roster.rejected = (roster.asOf * 7 + roster.companyId * 13) % 11 === 0 ? 1 + (roster.asOf % 3) : 0
    roster.rows = present + roster.rejected
    roster.importable = present
    roster.same = present - roster.joined - roster.moved - roster.changed
    roster.fileBytes = 9_000 + roster.rows * 74
  }
}

function addOne(counts: Map<RosterRecord, number>, roster: RosterRecord): void {
  counts.set(roster, (counts.get(roster) ?? 0) + 1)
}

/** What went wrong on the way: files nobody could read, and once a list that was taken back and sent again. */
function mishaps(truth: Truth, company: Company, series: readonly RosterRecord[], uploaders: ReadonlyMap<number, number>, random: Random): RosterRecord[] {
  return series.slice(-60).flatMap((roster): RosterRecord[] => {
    const drawn = random.next()
    if (drawn > 0.012) return []
    const earlier = record(truth, company, roster.asOf, uploaders, roster.uploadedAt - random.int(300, 2400))
    if (drawn > 0.002 || roster === series.at(-1)) {
      const reason = random.pick(['encrypted', 'wrong-sheet', 'unreadable-file', 'empty-file'])
      return [{ ...earlier, state: 'refused', reason, fileBytes: 12_000, mapping: undefined, headerRow: undefined, sheet: undefined, readyAt: undefined, purgedAt: earlier.uploadedAt + 5 }]
    }
    const { rows, importable, rejected, joined, left, moved, changed, same } = roster
    return [{ ...earlier, state: 'reversed', rows, importable, rejected, joined, left, moved, changed, same, fileBytes: roster.fileBytes, appliedAt: earlier.uploadedAt + 60, reversedAt: earlier.uploadedAt + 200 }]
  })
}

/** Each was compared with what stood then; of those before the last, the rows are gone. */
function linkToPrevious(rosters: readonly RosterRecord[]): void {
  const standing = new Map<number, RosterRecord>()
  for (const roster of rosters) {
    const previous = standing.get(roster.companyId)
    if (roster.state === 'applied' || roster.state === 'reversed') roster.comparedTo = previous?.id
    if (roster.state === 'reversed') roster.purgedAt = (roster.reversedAt ?? roster.uploadedAt) + 60
    if (roster.state !== 'applied') continue
    if (previous) previous.purgedAt = roster.appliedAt
    standing.set(roster.companyId, roster)
  }
}

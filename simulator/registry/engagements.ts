// Workers, engagements and what the rosters say of them: the registry as the standing rosters left it.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { particularsOn } from '../city/model.ts'
import type { Particulars, Spell } from '../city/model.ts'
import { moment } from '../days.ts'
import type { Person } from '../people/people.ts'
import type { EngagementRow, StatementRow, WorkerRow } from './model.ts'
import type { RosterHistory } from './roster-history.ts'

export type Record = {
  workers: WorkerRow[]
  workerOf: Map<Person, WorkerRow>
  engagements: EngagementRow[]
  engagementOf: Map<Spell, EngagementRow>
  statements: StatementRow[]
  /** People who registered themselves before their company's list names them: the true spell, and the engagement's id. */
  declaredSpells: Map<Spell, number>
}

export function recordEngagements(truth: Omit<SimulatedCity, 'registry'>, history: RosterHistory, uploaders: ReadonlyMap<number, number>): Record {
  const record: Record = { workers: [], workerOf: new Map(), engagements: [], engagementOf: new Map(), statements: [], declaredSpells: new Map() }
  for (const spell of truth.earlier) recordEarlier(spell, truth, record, uploaders)
  for (const { spell, first, last, gone, changed } of history.seen) {
    const outlet = truth.outlets.byId.get(spell.outletId)
    if (!outlet) continue
    const worker = workerFor(spell.person, first.appliedAt ?? first.uploadedAt, record)
    const said = particularsOn(spell, last.asOf)
    const since = spell.movedFrom && record.engagementOf.has(spell.movedFrom) ? first.asOf : spell.hiredOn
    const engagement: EngagementRow = {
      id: record.engagements.length + 1,
      workerId: worker.id,
      companyId: spell.companyId,
      outlet,
      agency: said.agency,
      kind: said.kind,
      post: said.post,
      // As applying a roster writes it: a move begins with the list, and what ends has ended the day before the list.
      since,
      until: gone ? Math.max(since, gone.asOf - 1) : undefined,
      endedBy: gone ? (spell.movesTo && history.seenBySpell.has(spell.movesTo) ? 'move' : 'roster') : undefined,
      standing: 'confirmed',
      movedFrom: spell.movedFrom ? record.engagementOf.get(spell.movedFrom)?.id : undefined,
      rosterId: (gone ?? changed ?? first).id,
      spell,
    }
    keep(record, worker, engagement, { ...said, statedOn: last.asOf, rosterId: last.id, statedBy: uploaders.get(spell.companyId), hiredOn: spell.hiredOn })
    record.engagementOf.set(spell, engagement)
  }
  return record
}

type Saying = Particulars & Pick<StatementRow, 'statedOn' | 'statedBy' | 'rosterId' | 'hiredOn'>

function keep(record: Record, worker: WorkerRow, engagement: EngagementRow, said: Saying): void {
  record.engagements.push(engagement)
  record.statements.push({ engagementId: engagement.id, source: 'roster', ...said, outletId: engagement.outlet.id, present: undefined })
  bringUpToDate(worker, engagement, said.name, said.phone)
}

/** From before the simulated history: known, but by no roster that is kept. */
function recordEarlier(spell: Spell, truth: Omit<SimulatedCity, 'registry'>, record: Record, uploaders: ReadonlyMap<number, number>): void {
  const outlet = truth.outlets.byId.get(spell.outletId)
  if (!outlet) return
  const worker = workerFor(spell.person, moment(spell.start, 10 * 3600), record)
  const { companyId, agency, kind, post, start, end } = spell
  const engagement: EngagementRow = { id: record.engagements.length + 1, workerId: worker.id, companyId, outlet, agency, kind, post, since: start, until: end, endedBy: 'roster', standing: 'confirmed', movedFrom: undefined, rosterId: undefined, spell }
  keep(record, worker, engagement, { ...particularsOn(spell, end), statedOn: end, rosterId: undefined, statedBy: uploaders.get(companyId), hiredOn: start })
}

/** A worker known from their own word: a phone, a name, no number. */
export function addDeclaredWorker(record: Record, person: Person, createdAt: number): WorkerRow {
  const worker = newWorker(person, createdAt, record.workers.length + 1)
  worker.idKind = undefined
  worker.idNumber = undefined
  record.workers.push(worker)
  return worker
}

/** Only the worker says so. */
export function addDeclaration(record: Record, worker: WorkerRow, engagement: Omit<EngagementRow, 'id' | 'workerId' | 'standing'>): EngagementRow {
  const added: EngagementRow = { ...engagement, id: record.engagements.length + 1, workerId: worker.id, standing: 'self-declared' }
  record.engagements.push(added)
  bringUpToDate(worker, added, worker.name, worker.phone)
  return added
}

/** Once all engagements are known: whether each worker is here, and where. */
export function placeWorkers(record: Record): void {
  const deciding = new Map<number, EngagementRow>()
  for (const engagement of record.engagements) {
    const other = deciding.get(engagement.workerId)
    if (!other || outranks(engagement, other)) deciding.set(engagement.workerId, engagement)
  }
  for (const worker of record.workers) {
    const engagement = deciding.get(worker.id)
    if (!engagement) continue
    worker.trade = engagement.outlet.trade
    worker.place = engagement.outlet.place
    worker.state = engagement.until === undefined ? 'present' : 'away'
  }
}

/** Of those that go on the one that began last, else the one that ended last. */
function outranks(one: EngagementRow, other: EngagementRow): boolean {
  if (one.until === undefined) return other.until !== undefined || one.since >= other.since
  return other.until !== undefined && one.until >= other.until
}

function workerFor(person: Person, createdAt: number, record: Record): WorkerRow {
  const known = record.workerOf.get(person)
  if (known) return known
  const worker = newWorker(person, createdAt, record.workers.length + 1)
  record.workers.push(worker)
  record.workerOf.set(person, worker)
  return worker
}

function newWorker(person: Person, createdAt: number, id: number): WorkerRow {
  const { name, pinyin, initials, idKind, idNumber, phone } = person
  return { id, name, pinyin, initials, idKind, idNumber, phone, trade: 'food-delivery', place: 0, state: 'away', createdAt }
}

// Engagements come in the order of their first days: what the last one says of the person stands.
function bringUpToDate(worker: WorkerRow, engagement: EngagementRow, name: string, phone: string): void {
  if (engagement.spell?.second) return
  worker.phone = phone
  // A name once spelt without its · keeps its reading.
  worker.name = name
}

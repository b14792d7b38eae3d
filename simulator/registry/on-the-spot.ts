// What grid workers saw: visits to outlets, who was there, posters on the wall, and which source a person let stand.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, moment } from '../days.ts'
import { createRandom } from '../random.ts'
import type { Record } from './engagements.ts'
import { numbered } from './numbered.ts'
import type { CheckRow, EngagementRow, PosterRow, SettlementRow, StatementRow } from './model.ts'
import type { Staff } from './staff.ts'
import { townshipOf } from './staff.ts'

export type OnTheSpot = { checks: CheckRow[]; lastChecked: Map<number, number>; posters: PosterRow[]; settlements: SettlementRow[] }

/** Two outlets in three were looked at within thirty days; of one in four people seen the visit says something. */
export function lookOnTheSpot(truth: Omit<SimulatedCity, 'registry'>, record: Record, staff: Staff): OnTheSpot {
  const random = createRandom(truth.seed, 'spot')
  const open = new Map<number, EngagementRow[]>()
  for (const engagement of record.engagements) {
    if (engagement.until !== undefined) continue
    const group = open.get(engagement.outlet.id)
    if (group) group.push(engagement)
    else open.set(engagement.outlet.id, [engagement])
  }
  const checks: CheckRow[] = []
  const lastChecked = new Map<number, number>()
  const story = record.workerOf.get(truth.reserved.workers.zhouXiaoman)?.id

  for (const outlet of truth.outlets.list) {
    const people = open.get(outlet.id) ?? []
    const drawn = random.next()
    const daysAgo = outlet === truth.outlets.find('疾鹿外卖#0', 0) ? 7 : drawn < 0.64 ? random.int(1, 29) : drawn < 0.9 ? random.int(30, 90) : 0
    if (daysAgo === 0) continue
    const day = truth.today - daysAgo
    const checkedBy = staff.gridWorkers.get(outlet.place) ?? staff.gridWorkers.get(townshipOf(outlet.place)) ?? 1
    const here = people.filter((one) => one.since < day)
    const missing = here.filter(() => random.chance(0.006))
    if (random.chance(0.5)) add(day - random.int(20, 60), here.length, 0, random.chance(0.2) ? 1 : 0)
    add(day, here.length - missing.length, missing.length, random.chance(0.18) ? random.int(1, 2) : 0)
    lastChecked.set(outlet.id, day)
    for (const engagement of here) {
      // What waits in the demo's story keeps waiting.
      if (engagement.workerId === story && !engagement.spell) continue
      const absent = missing.includes(engagement)
      if (!absent && engagement.workerId !== story && !random.chance(0.25)) continue
      const said = kindSeen(engagement)
      record.statements.push({ ...silent(engagement, day, checkedBy), ...said, present: !absent })
      if (said.kind) Object.assign(engagement, { kind: said.kind, agency: said.agency || engagement.agency })
      if (absent && engagement.standing === 'confirmed') engagement.standing = 'disputed'
      // Seen at work, their own word is good enough.
      if (!absent && engagement.standing === 'self-declared') engagement.standing = 'confirmed'
    }

    function add(on: number, seen: number, gone: number, unlisted: number): void {
      if (on < outlet.openedOn) return
      checks.push({ id: 0, outlet, checkedBy, checkedAt: moment(on, random.int(clock(14, 30), clock(16, 40))), seen, missing: gone, unlisted, note: gone > 2 ? '站长说部分人员请假，下次再看' : '' })
    }
  }
  numbered(checks.sort((a, b) => a.checkedAt - b.checkedAt || a.outlet.id - b.outlet.id))
  return { checks, lastChecked, posters: makePosters(), settlements: settle() }

  /** One visit in six asks how people are employed; one in seven of those hears something new. */
  function kindSeen(engagement: EngagementRow): Pick<StatementRow, 'kind' | 'agency'> {
    const unsaid = { kind: undefined, agency: undefined }
    if (engagement.workerId === story) return { kind: 'franchise', agency: truth.companies.franchisees[0]?.shortName ?? '' }
    if (!random.chance(0.16)) return unsaid
    if (!random.chance(0.14)) return { kind: engagement.kind, agency: engagement.agency }
    const { operatorName, companyId } = engagement.outlet
    if (engagement.kind === 'direct') return { kind: 'dispatch', agency: truth.companies.list[companyId - 1]?.agencies[0] }
    if (engagement.kind !== 'franchise' && operatorName) return { kind: 'franchise', agency: operatorName }
    return engagement.kind === 'crowd' ? { kind: 'direct', agency: undefined } : { kind: 'crowd', agency: undefined }
  }

  function makePosters(): PosterRow[] {
    const chance = createRandom(truth.seed, 'posters')
    return truth.outlets.list.flatMap((outlet) => {
      const always = outlet === truth.outlets.find('青雀到家#0', 0) || outlet === truth.outlets.find('疾鹿外卖#0', 0)
      if (!always && !chance.chance(0.3)) return []
      const code = Array.from({ length: 8 }, () => chance.pick(POSTER_LETTERS)).join('')
      return [{ code, outlet, createdBy: staff.officers.get(townshipOf(outlet.place)) ?? 1, createdAt: moment(truth.today - chance.int(30, 170), clock(10)) }]
    })
  }

  /** Some disagreements were decided: the worker's own phone, mostly. */
  function settle(): SettlementRow[] {
    const roster = new Map(record.statements.filter((one) => one.source === 'roster').map((one) => [one.engagementId, one]))
    const disputedPhones = record.statements.filter((one) => one.source === 'self' && roster.has(one.engagementId) && roster.get(one.engagementId)?.phone !== one.phone)
    return disputedPhones.slice(0, Math.ceil(disputedPhones.length / 4)).flatMap((statement): SettlementRow[] => {
      const engagement = record.engagements[statement.engagementId - 1]
      if (!engagement || !statement.phone) return []
      const settledBy = staff.officers.get(townshipOf(engagement.outlet.place)) ?? 1
      return [{ engagementId: engagement.id, field: 'phone', source: 'self', settledBy, settledAt: moment(Math.min(statement.statedOn + 1, truth.today - 1), clock(15, 20)), note: '电话核对过，本人接听' }]
    })
  }
}

// Without letters and digits that look alike.
const POSTER_LETTERS = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ']

function silent(engagement: EngagementRow, day: number, checkedBy: number): StatementRow {
  return { engagementId: engagement.id, source: 'spot', statedOn: day, statedBy: checkedBy, rosterId: undefined, name: undefined, phone: undefined, outletId: engagement.outlet.id, kind: undefined, agency: undefined, post: undefined, hiredOn: undefined, present: true }
}

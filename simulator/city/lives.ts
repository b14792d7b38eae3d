// What happens to people besides coming and going: moves between outlets, second jobs, new phones, other contracts,
// and records of one person that look like two.

import type { People, Person } from '../people/people.ts'
import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { TRADE_FACTS } from './brands.ts'
import type { Companies } from './companies.ts'
import type { Company, Outlet, Spell } from './model.ts'
import type { Outlets } from './outlets.ts'
import { isPersona } from './personas.ts'
import type { Reserved } from './personas.ts'
import { drawKind } from './spells.ts'
import { drawStay } from './stays.ts'

/** A person who stands in two companies' lists as two people. */
export type Twin = { spell: Spell; other: Spell; reasons: string[] }

type Frame = { seed: number | string; from: number; until: number }

/** One spell in twenty is cut in two: the first part at another outlet of the company. Returns the parts that began it. */
export function moveSome(frame: Frame, spells: readonly Spell[], outlets: Outlets, reserved: Reserved): Spell[] {
  const random = createRandom(frame.seed, 'moves')
  const moved: Spell[] = []
  for (const spell of spells) {
    const length = spell.end - spell.start + 1
    if (length < 30 || !random.chance(0.05) || isPersona(spell.person, reserved)) continue
    const siblings = outlets.ofCompany.get(spell.companyId) ?? []
    const before = random.pick(siblings)
    const day = random.int(spell.start + 10, spell.end - 9)
    if (siblings.length < 3 || before.id === spell.outletId || before.openedOn > spell.start) continue
    const firstDay = spell.start
    spell.start = day
    if (day - 1 < frame.from) continue
    const first: Spell = { ...spell, outletId: before.id, start: firstDay, end: day - 1, movesTo: spell }
    spell.movedFrom = first
    moved.push(first)
  }
  return moved
}

/** About 7 % of those present also ride for another company, mostly as crowd riders. */
export function secondJobs(frame: Frame, spells: readonly Spell[], companies: Companies, outlets: Outlets, reserved: Reserved): Spell[] {
  const random = createRandom(frame.seed, 'second jobs')
  const riding = outlets.list.filter((outlet) => outlet.trade === 'food-delivery' || outlet.trade === 'instant-retail' || outlet.trade === 'ride-hailing')
  const seconds: Spell[] = []
  for (const spell of spells) {
    if (!random.chance(0.17)) continue
    const outlet = random.pick(riding)
    const first = companies.list[spell.companyId - 1]
    const second = companies.list[outlet.companyId - 1]
    const start = Math.max(spell.start + random.int(1, 40), outlet.openedOn)
    const end = Math.min(spell.end, start + drawStay(TRADE_FACTS[outlet.trade].stay, random) - 1)
    if (!first || !second || first === second || spell.movesTo || spell.movedFrom || isPersona(spell.person, reserved)) continue
    if (end <= start || end < frame.from || start > frame.until) continue
    if (!countsOnce(spell, first, start, end, second)) continue
    const kind = random.chance(0.75) ? { kind: 'crowd' as const, agency: '' } : drawKind(second, outlet, random)
    seconds.push({ ...blank(spell), companyId: second.id, outletId: outlet.id, start, end, hiredOn: start, ...kind, post: TRADE_FACTS[outlet.trade].posts[0]?.[0] ?? '', second: true })
  }
  return seconds
}

/** Somebody who has left in one company's standing roster must not still be here in the other's. */
function countsOnce(spell: Spell, first: Company, start: number, end: number, second: Company): boolean {
  if (second.standingOn === undefined || first.standingOn === undefined) return false
  const known = spell.start <= first.standingOn
  const here = known && spell.end >= first.standingOn
  if (here) return true
  return start > second.standingOn ? !known || spell.end < start : known && end < second.standingOn
}

/**
 * One spell in four shows one change in the course of its time.
 * @param settled people whose story needs them as they are
 */
export function changeSome(frame: Frame, spells: readonly Spell[], companies: Companies, outlets: Outlets, people: People, settled: ReadonlySet<Person>): void {
  const random = createRandom(frame.seed, 'changes')
  for (const spell of spells) {
    if (!random.chance(0.26) || settled.has(spell.person) || spell.movesTo) continue
    const earliest = Math.max(spell.start + 2, frame.from + 1)
    const latest = Math.min(spell.end, frame.until)
    if (earliest > latest) continue
    const on = random.int(earliest, latest)
    const outlet = outlets.byId.get(spell.outletId)
    const company = companies.list[spell.companyId - 1]
    if (outlet && company) spell.change = drawChange(spell, on, company, outlet, people, random)
  }
}

function drawChange(spell: Spell, on: number, company: Company, outlet: Outlet, people: People, random: Random): Spell['change'] {
  const { person } = spell
  const drawn = random.next()
  if (person.name.includes('·') && drawn < 0.5) return { on, field: 'name', before: person.name.replace('·', ''), after: person.name }
  if (drawn < 0.3) {
    const before = { kind: spell.kind, agency: spell.agency }
    const after = drawKind(company, outlet, random)
    if (before.kind !== after.kind || before.agency !== after.agency) return { on, field: 'kind', before, after }
  }
  const posts = TRADE_FACTS[outlet.trade].posts
  const post = posts[random.int(1, posts.length - 1)]?.[0]
  if (drawn < 0.5 && post && post !== spell.post) return { on, field: 'post', before: spell.post, after: post }
  // A second job's phone is the person's: only the first company learns of a new one.
  return spell.second ? undefined : { on, field: 'phone', before: people.newPhone(), after: person.phone }
}

/**
 * Records that look like two people and are one: another company has the identity number misread by two digits, or knows
 * only a travel permit. Each adds one person to the registry.
 */
export function twins(frame: Frame & { count: number }, spells: readonly Spell[], companies: Companies, outlets: Outlets, people: People, reserved: Reserved): Twin[] {
  const random = createRandom(frame.seed, 'twins')
  const found: Twin[] = []
  const stations = outlets.list.filter((outlet) => outlet.trade === 'food-delivery' || outlet.trade === 'parcel')
  for (let tries = 0; found.length < frame.count && tries < frame.count * 400; tries += 1) {
    const spell = random.pick(spells)
    const outlet = random.pick(stations)
    const [first, second] = [companies.list[spell.companyId - 1], companies.list[outlet.companyId - 1]]
    if (!first?.standingOn || !second?.standingOn || first === second || isPersona(spell.person, reserved)) continue
    const start = Math.max(spell.start, outlet.openedOn) + random.int(5, 60)
    if (spell.start > first.standingOn || spell.end < first.standingOn || start > second.standingOn || spell.person.idKind !== 'resident-id') continue
    if (found.some((twin) => twin.spell.person === spell.person)) continue
    const samePhone = random.chance(0.6)
    const misread = random.chance(0.75) ? people.misreadId(spell.person.idNumber) : undefined
    if (!misread && !samePhone) continue
    const person = people.again(spell.person, misread, samePhone)
    const other: Spell = { ...blank(spell), person, companyId: second.id, outletId: outlet.id, start, end: second.standingOn + random.int(30, 300), hiredOn: start, ...drawKind(second, outlet, random), post: TRADE_FACTS[outlet.trade].posts[0]?.[0] ?? '' }
    found.push({ spell, other, reasons: [...(misread ? ['near-id'] : []), ...(samePhone ? ['same-phone'] : [])] })
  }
  return found
}

function blank(spell: Spell): Spell {
  return { ...spell, movedFrom: undefined, movesTo: undefined, change: undefined, second: false }
}


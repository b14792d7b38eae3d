// Who works where from when to when: every seat of every outlet, back through the window and some days ahead.

import type { People, Person } from '../people/people.ts'
import { createRandom, cumulate } from '../random.ts'
import type { Random } from '../random.ts'
import { TRADE_FACTS } from './brands.ts'
import type { Companies } from './companies.ts'
import type { Company, Kind, Outlet, Spell } from './model.ts'
import type { Outlets } from './outlets.ts'
import type { Reserved } from './personas.ts'
import { drawStay, drawStayInProgress } from './stays.ts'

/** A spell before anybody is found for it. */
type Seat = { outlet: Outlet; company: Company; start: number; end: number; person: Person | undefined; exempt: boolean }

/**
 * Counted from the day of each company's standing roster, every seat is taken on that day: the registry then holds
 * exactly as many people as there are seats. Before and after, people follow each other on a seat with at most three
 * days between.
 * @param options.from first day of the window @param options.until last day for which the future is known
 * @param reserved people with a place in the demo's story
 */
export function fillSeats(
  options: { seed: number | string; from: number; until: number },
  companies: Companies,
  outlets: Outlets,
  people: People,
  reserved: Reserved,
): Spell[] {
  const random = createRandom(options.seed, 'spells')
  const seats: Seat[] = []
  for (const company of companies.list) {
    const standing = company.standingOn
    if (standing === undefined) continue
    for (const outlet of outlets.ofCompany.get(company.id) ?? []) {
      const kept = reserved.seats.get(outlet.id) ?? []
      for (let seat = 0; seat < outlet.seats; seat += 1) {
        const taken = kept[seat]
        if (taken) seats.push({ outlet, company, start: taken.start, end: taken.end, person: taken.person, exempt: true })
        else followEachOther(outlet, company, standing)
      }
    }
  }
  seats.sort((a, b) => a.start - b.start || a.outlet.id - b.outlet.id || a.end - b.end)
  findPeople(seats, people, random)
  return toSpells(seats, random)

  function followEachOther(outlet: Outlet, company: Company, standing: number): void {
    const { stay } = TRADE_FACTS[outlet.trade]
    const opened = Math.min(outlet.openedOn, standing)
    const add = (start: number, end: number) => seats.push({ outlet, company, start: Math.max(start, opened), end, person: undefined, exempt: false })
    const { before, after } = drawStayInProgress(stay, random)
    add(standing - before, standing + after)
    for (let last = Math.max(standing - before, opened) - 1 - pause(random); last >= options.from && last >= opened;) {
      const start = last - drawStay(stay, random) + 1
      add(start, last)
      last = start - 1 - pause(random)
    }
    for (let first = standing + after + 1 + pause(random); first <= options.until;) {
      const end = first + drawStay(stay, random) - 1
      add(first, end)
      first = end + 1 + pause(random)
    }
  }
}

// Seven in ten seats are taken again the next day.
function pause(random: Random): number {
  return random.chance(0.7) ? 0 : random.int(1, 3)
}

/** One joiner in eight was here before, at another outlet or company; the others are new. */
function findPeople(seats: readonly Seat[], people: People, random: Random): void {
  const leavers = seats.filter((seat) => !seat.exempt).sort((a, b) => a.end - b.end || a.start - b.start || a.outlet.id - b.outlet.id)
  const idle: Person[] = []
  let gone = 0
  for (const seat of seats) {
    if (seat.person) continue
    for (let leaver = leavers[gone]; leaver && leaver.end < seat.start - 3; leaver = leavers[gone]) {
      gone += 1
      // Somebody whose leaving no roster has shown yet would be counted twice.
      if (leaver.person && leaver.end < (leaver.company.standingOn ?? 0)) idle.push(leaver.person)
    }
    const { women, bornFrom, bornUntil } = TRADE_FACTS[seat.outlet.trade]
    const back = idle.length > 0 && random.chance(0.125) ? random.int(Math.max(0, idle.length - 3000), idle.length - 1) : -1
    seat.person = back >= 0 ? idle.splice(back, 1)[0] : people.invent({ women, bornFrom, bornUntil })
  }
}

function toSpells(seats: readonly Seat[], random: Random): Spell[] {
  const posts = new Map(Object.entries(TRADE_FACTS).map(([trade, facts]) => [trade, { names: facts.posts.map(([name]) => name), weights: cumulate(facts.posts.map(([, weight]) => weight)) }]))
  const spells: Spell[] = []
  for (const { outlet, company, start, end, person, exempt } of seats) {
    if (!person) continue
    const { kind, agency } = drawKind(company, outlet, random)
    const post = posts.get(outlet.trade)
    spells.push({
      index: spells.length,
      person,
      companyId: company.id,
      outletId: outlet.id,
      start,
      end,
      hiredOn: start,
      kind,
      agency,
      post: (exempt ? post?.names[0] : post?.names[random.weighted(post.weights)]) ?? '',
      movedFrom: undefined,
      movesTo: undefined,
      change: undefined,
      second: false,
    })
  }
  return spells
}

const KINDS: readonly Kind[] = ['direct', 'dispatch', 'franchise', 'crowd']

const weightsOf = new WeakMap<Company['mix'], { run: number[]; alone: number[] }>()

/** The company's mix; the franchise kind bears the name of whoever runs the outlet, dispatch that of an agency. */
export function drawKind(company: Company, outlet: Outlet, random: Random): { kind: Kind; agency: string } {
  const { mix } = company
  let weights = weightsOf.get(mix)
  if (!weights) {
    weights = { run: cumulate(KINDS.map((kind) => mix[kind])), alone: cumulate(KINDS.map((kind) => (kind === 'franchise' ? 0 : mix[kind]))) }
    weightsOf.set(mix, weights)
  }
  const kind = KINDS[random.weighted(outlet.operatorId === undefined ? weights.alone : weights.run)] ?? 'direct'
  if (kind === 'dispatch') return { kind, agency: random.pick(company.agencies) }
  return { kind, agency: kind === 'franchise' ? outlet.operatorName : '' }
}

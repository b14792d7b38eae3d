// The people whom one can be in the demo, and the story each of them has.

import type { People, Person } from '../people/people.ts'
import type { Companies } from './companies.ts'
import type { Kind, Spell } from './model.ts'
import type { Outlets } from './outlets.ts'

export type Reserved = {
  /** By outlet: people who hold its first seats. */
  seats: Map<number, { person: Person; start: number; end: number }[]>
  workers: WorkerPersonas
}

export type WorkerPersonas = {
  /** Food rider at several platforms. */
  zhouXiaoman: Person
  /** Rider, with a name of several parts. */
  ayiguli: Person
  /** Courier, three years at one outlet. */
  shiLei: Person
  /** Arrived 23 days ago. */
  luoChanghe: Person
  /** Streamer. */
  tianXiulan: Person
}

/** Persona ids of the demo's workers, in the order of the sign-in page, with what it says of them. */
export const WORKER_PERSONAS: readonly (readonly [id: string, who: keyof WorkerPersonas, title: string])[] = [
  ['worker-zhou-xiaoman', 'zhouXiaoman', '外卖骑手 · 多平台'],
  ['worker-ayiguli', 'ayiguli', '外卖骑手'],
  ['worker-shi-lei', 'shiLei', '快递员'],
  ['worker-luo-changhe', 'luoChanghe', '外卖骑手 · 来了 23 天'],
  ['worker-tian-xiulan', 'tianXiulan', '主播'],
]

/** Gives the demo's workers their seats. Days count back from `today`. */
export function reservePersonas(today: number, people: People, outlets: Outlets): Reserved {
  const workers: WorkerPersonas = {
    zhouXiaoman: people.named('周小满', false, 1998),
    ayiguli: people.named('阿依古丽·买买提', true, 1995),
    shiLei: people.named('石磊', false, 1986),
    luoChanghe: people.named('罗长河', false, 1991),
    tianXiulan: people.named('田秀兰', true, 1992),
  }
  const seats: Reserved['seats'] = new Map()
  const stays = 400
  const seat = (company: string, nth: number, person: Person, daysAgo: number) => {
    const outlet = outlets.find(company, nth)
    seats.set(outlet.id, [...(seats.get(outlet.id) ?? []), { person, start: today - daysAgo, end: today + stays }])
  }
  seat('疾鹿外卖#0', 0, workers.zhouXiaoman, 76)
  seat('疾鹿外卖#0', 2, workers.ayiguli, 396)
  seat('云梭快递#0', 0, workers.shiLei, 1156)
  seat('青雀到家#0', 0, workers.luoChanghe, 23)
  seat('柚见文化#0', 0, workers.tianXiulan, 213)
  return { seats, workers }
}

/**
 * What the seats do not tell: where 周小满 was before, and how each of them is employed.
 * @returns spells to add, and those that were over before the rosters of the simulated history began
 */
export function tellStories(today: number, spells: readonly Spell[], reserved: Reserved, companies: Companies, outlets: Outlets): { spells: Spell[]; earlier: Spell[] } {
  const { workers } = reserved
  const { zhouXiaoman } = workers
  const ownSpell = (person: Person) => {
    const found = spells.find((spell) => spell.person === person)
    if (!found) throw new Error(`${person.name} has no spell`)
    return found
  }
  const employ = (person: Person, kind: Kind, agency: string) => Object.assign(ownSpell(person), { kind, agency })
  const franchisee = companies.franchisees[0]?.shortName ?? ''
  // The roster says dispatched; he and the grid worker say franchise.
  employ(zhouXiaoman, 'dispatch', '禾苗人力')
  employ(workers.ayiguli, 'franchise', franchisee)
  employ(workers.shiLei, 'direct', '')
  employ(workers.luoChanghe, 'franchise', franchisee)
  employ(workers.tianXiulan, 'direct', '')

  const past = (company: string, nth: number, from: number, until: number, kind: Kind, agency: string): Spell => {
    const outlet = outlets.find(company, nth)
    return {
      index: 0,
      person: zhouXiaoman,
      companyId: outlet.companyId,
      outletId: outlet.id,
      start: today - from,
      end: today - until,
      hiredOn: today - from,
      kind,
      agency,
      post: '骑手',
      movedFrom: undefined,
      movesTo: undefined,
      change: undefined,
      second: false,
    }
  }
  const now = ownSpell(zhouXiaoman)
  const before = past('疾鹿外卖#0', 3, 171, 77, 'dispatch', '禾苗人力')
  before.movesTo = now
  now.movedFrom = before
  now.hiredOn = before.start
  return {
    earlier: [{ ...past('云梭快递#0', 0, 357, 253, 'dispatch', '众诚外包'), post: '快递员' }],
    spells: [past('青雀到家#0', 2, 242, 172, 'franchise', franchisee), before],
  }
}

/** Spells of the demo's story keep out of moves, second jobs and changes. */
export function isPersona(person: Person, { workers }: Reserved): boolean {
  return Object.values(workers).includes(person)
}


// What a simulated city is made of. Days are whole numbers (days.ts), places fifteen-digit codes.

import type { IdKind, Person } from '../people/people.ts'
import type { Position } from '../places/shapes.ts'

export type CitySize = { companies: number; outlets: number; workers: number }

export type Place = {
  code: number
  parent: number | null
  kind: 'city' | 'township' | 'community' | 'grid' | 'compound'
  name: string
  fullName: string
  pinyin: string
  initials: string
  official: boolean
  position: Position
  /** Grids and compounds have none. */
  ring: Position[] | undefined
}

export type Kind = 'direct' | 'dispatch' | 'franchise' | 'crowd'
export type Trade = 'food-delivery' | 'instant-retail' | 'parcel' | 'parcel-sorting' | 'ride-hailing' | 'streaming' | 'freight'
export type OutletKind = 'delivery-station' | 'parcel-branch' | 'sorting-hub' | 'studio' | 'fleet-office'

export type Brand = { id: number; name: string; trade: Trade }

export type Company = {
  id: number
  /** 疾鹿外卖#0: the first company of the brand. */
  key: string
  name: string
  shortName: string
  pinyin: string
  initials: string
  creditCode: string
  kind: 'platform' | 'franchisee' | 'dispatch'
  brandId: number | undefined
  trade: Trade
  contactName: string
  contactPhone: string
  cadenceDays: number
  submits: boolean
  /** Day of the roster that stands; undefined: never submitted, or not asked to. */
  standingOn: number | undefined
  /** Second of the day at which it usually submits. */
  usualSecond: number
  /** Which kind of engagement how often. */
  mix: Record<Kind, number>
  /** Short names of the agencies it takes people from. */
  agencies: string[]
  /** Township it keeps near, for companies that are not everywhere. */
  home: number | undefined
  workers: number
}

export type Outlet = {
  id: number
  companyId: number
  /** The franchisee who runs it. */
  operatorId: number | undefined
  operatorName: string
  name: string
  pinyin: string
  initials: string
  kind: OutletKind
  trade: Trade
  place: number
  community: number
  position: Position
  address: string
  managerName: string
  managerPhone: string
  openedOn: number
  /** How many people it is meant to have. */
  seats: number
}

/** What changed about a person at an outlet, as the company's roster shows it from that day on. */
export type Change = { on: number } & (
  | { field: 'phone'; before: string; after: string }
  | { field: 'name'; before: string; after: string }
  | { field: 'post'; before: string; after: string }
  | { field: 'kind'; before: { kind: Kind; agency: string }; after: { kind: Kind; agency: string } }
)

/** What is true: one person at one outlet from a first to a last day. */
export type Spell = {
  index: number
  person: Person
  companyId: number
  outletId: number
  start: number
  /** Last day, may lie in the future. */
  end: number
  hiredOn: number
  kind: Kind
  agency: string
  post: string
  /** The spell it continues at another outlet of the company. */
  movedFrom: Spell | undefined
  /** The spell that continues it. */
  movesTo: Spell | undefined
  change: Change | undefined
  /** A second job beside another company's. */
  second: boolean
}

/** What a roster of the day says of a spell. */
export type Particulars = { name: string; phone: string; kind: Kind; agency: string; post: string }

export function particularsOn(spell: Spell, day: number): Particulars {
  const { person, kind, agency, post, change } = spell
  const now: Particulars = { name: person.name, phone: person.phone, kind, agency, post }
  if (!change) return now
  const value = day < change.on ? 'before' : 'after'
  if (change.field === 'kind') return { ...now, ...change[value] }
  return { ...now, [change.field]: change[value] }
}

export type { IdKind, Person, Position }

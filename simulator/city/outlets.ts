// The outlets of each company: how many, how large, what they are called, where they stand.

import type { Places } from '../places/places.ts'
import { shorten } from '../places/places.ts'
import type { People } from '../people/people.ts'
import { spellPhrase } from '../people/names.ts'
import { createRandom, cumulate, share } from '../random.ts'
import type { Random } from '../random.ts'
import { anchors, OTHER_TOWNSHIP, OWN_TOWNSHIP } from './anchors.ts'
import type { Anchor } from './anchors.ts'
import { TRADE_FACTS } from './brands.ts'
import type { Companies } from './companies.ts'
import type { CitySize, Company, Outlet, OutletKind, Place, Trade } from './model.ts'

export type Outlets = {
  list: Outlet[]
  byId: Map<number, Outlet>
  ofCompany: Map<number, Outlet[]>
  /** Those of the demo, by company key and name; the list of a company begins with them. */
  find(company: string, nth: number): Outlet
}

export function makeOutlets(
  options: { seed: number | string; size: CitySize; today: number; from: number },
  places: Places,
  companies: Companies,
  people: People,
): Outlets {
  const random = createRandom(options.seed, 'outlets')
  const submitting = companies.list.filter((company) => company.kind === 'platform')
  const counts = share(options.size.outlets, submitting.map((company) => company.workers / TRADE_FACTS[company.trade].perOutlet), 1)
  const pickCommunity = communityPicker(places, random)
  const list: Outlet[] = []
  const ofCompany = new Map<number, Outlet[]>()

  submitting.forEach((company, index) => {
    const count = counts[index] ?? 1
    const own = anchors().filter((anchor) => anchor.company === company.key).slice(0, count)
    const sizes = seatSizes(company, count, own, options.size, random)
    const taken = new Set<string>()
    const made = sizes.map((seats, nth): Outlet => {
      const anchor = own[nth]
      const community = anchor ? anchorCommunity(anchor, nth, places) : pickCommunity(company)
      const trade: Trade = company.trade === 'parcel' && nth === own.length && count > 12 ? 'parcel-sorting' : company.trade
      const name = uniqueName(anchor && communityIsReal(anchor, places) ? anchor.name : plainName(community, trade), taken)
      const position = places.shapes.pointIn(community.code, random)
      const spoken = spellPhrase(name)
      const operator = company.mix.franchise > 0.25 && random.chance(0.8) ? random.pick(companies.franchisees) : undefined
      return {
        id: list.length + nth + 1,
        companyId: company.id,
        operatorId: operator?.id,
        operatorName: operator?.shortName ?? '',
        name,
        pinyin: spoken.pinyin,
        initials: spoken.initials,
        kind: outletKind(trade),
        trade,
        place: nearestGrid(community, position, places, trade, random),
        community: community.code,
        position,
        address: `${shorten(community.name)}${random.pick(['甲', '', '', ''])}${random.int(1, 40)}号${random.pick(['院底商', '楼一层', '临街', '院内', '地下一层'])}`,
        managerName: nth === 0 && company.key === '青雀到家#0' ? '钱卫东' : people.invent({ bornFrom: 1978, bornUntil: 2000, women: 0.25 }).name,
        managerPhone: people.newPhone(),
        // One in twenty-five opened within the window; those of the demo's story are old.
        openedOn: !anchor && random.chance(0.04) ? random.int(options.from + 5, options.today - 20) : options.from - random.int(30, 1800),
        seats,
      }
    })
    list.push(...made)
    ofCompany.set(company.id, made)
  })

  return {
    list,
    byId: new Map(list.map((outlet) => [outlet.id, outlet])),
    ofCompany,
    find(companyKey, nth) {
      const company = companies.byKey.get(companyKey)
      const all = (company && ofCompany.get(company.id)) ?? []
      const found = all[Math.min(nth, all.length - 1)]
      if (!found) throw new Error(`No outlet of ${companyKey}`)
      return found
    },
  }
}

/** Demo outlets keep their size in a large city and shrink with a small one; the others differ as outlets do. */
function seatSizes(company: Company, count: number, own: readonly Anchor[], size: CitySize, random: Random): number[] {
  const planned = own.map((anchor) => anchor.seats)
  const sum = planned.reduce((total, seats) => total + seats, 0)
  const room = company.workers - (count - own.length)
  const scale = Math.min(size.workers >= 3000 ? 1 : 0.65 * (company.workers / sum), room / sum)
  const fixed = planned.map((seats) => Math.max(1, Math.floor(seats * scale)))
  const rest = company.workers - fixed.reduce((total, seats) => total + seats, 0)
  if (count === own.length) {
    if (fixed[0] !== undefined) fixed[0] += rest
    return fixed
  }
  const weights = Array.from({ length: count - own.length }, (_, index) => {
    const hub = company.trade === 'parcel' && index === 0 && count > 12
    return hub ? (count - own.length) * 0.45 : Math.exp(0.55 * random.normal())
  })
  return [...fixed, ...share(rest, weights, 1)]
}

function communityIsReal(anchor: Anchor, places: Places): boolean {
  return places.townships.some((township) => township.name === (anchor.township === 'own' ? OWN_TOWNSHIP : OTHER_TOWNSHIP))
}

/** The township officers' own and the other one: 三里屯 and 望京, elsewhere the first two that have communities. */
export function demoTownships(places: Places): { own: Place; other: Place } {
  const named = (name: string) => places.townships.find((township) => township.name === name)
  const inhabited = places.townships.filter((township) => places.communitiesOf(township.code).length > 0)
  const own = named(OWN_TOWNSHIP) ?? inhabited[0]
  const other = named(OTHER_TOWNSHIP) ?? inhabited[1] ?? inhabited[0]
  if (!own || !other) throw new Error('A city without communities cannot be simulated')
  return { own, other }
}

function anchorCommunity(anchor: Anchor, nth: number, places: Places): Place {
  const { own, other } = demoTownships(places)
  const communities = places.communitiesOf((anchor.township === 'own' ? own : other).code)
  const found = communities.find((one) => shorten(one.name) === anchor.community) ?? communities[nth % communities.length]
  if (!found) throw new Error(`${own.name} has no communities`)
  return found
}

/** Townships by how many communities they have; companies that keep near one choose by distance. */
function communityPicker(places: Places, random: Random): (company: Company) => Place {
  const { own } = demoTownships(places)
  const townships = places.townships.filter((one) => places.communitiesOf(one.code).length > 0 && (places.townships.length < 5 || one !== own))
  const weights = townships.map((one) => Math.sqrt(places.communitiesOf(one.code).length) * (0.6 + 0.8 * random.next()))
  const everywhere = cumulate(weights)
  const near = new Map<number, number[]>()

  return (company) => {
    let cumulative = everywhere
    const home = company.home === undefined ? undefined : places.byCode.get(company.home)
    if (home) {
      cumulative = near.get(home.code) ?? cumulate(townships.map((one, index) => (weights[index] ?? 0) * Math.exp(-distance(one, home) / 2500)))
      near.set(home.code, cumulative)
    }
    const township = townships[random.weighted(cumulative)]
    if (!township) throw new Error('No township to stand in')
    return random.pick(places.communitiesOf(township.code))
  }
}

function distance(one: Place, other: Place): number {
  const [east, north] = [one.position[0] - other.position[0], one.position[1] - other.position[1]]
  return Math.hypot(east * 111_320 * Math.cos((one.position[1] * Math.PI) / 180), north * 111_000)
}

const SUFFIX: Readonly<Record<Trade, string>> = { 'food-delivery': '站', 'instant-retail': '站', parcel: '点', 'parcel-sorting': '分拨中心', 'ride-hailing': '车队', streaming: '直播间', freight: '货运站' }

function plainName(community: Place, trade: Trade): string {
  return shorten(community.name) + SUFFIX[trade]
}

/** 望京园点, 望京园二点, 望京园三点 … within one company. */
function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let nth = 1; taken.has(unique); nth += 1) unique = name.replace(/(站|点|分拨中心|车队|直播间|货运站)$/, `${'二三四五六七八九'[nth - 1] ?? String(nth + 1)}$1`)
  taken.add(unique)
  return unique
}

function outletKind(trade: Trade): OutletKind {
  if (trade === 'parcel') return 'parcel-branch'
  if (trade === 'parcel-sorting') return 'sorting-hub'
  if (trade === 'streaming') return 'studio'
  return trade === 'food-delivery' || trade === 'instant-retail' ? 'delivery-station' : 'fleet-office'
}

/** The grid whose middle is nearest; studios sit in a compound where there is one. */
function nearestGrid(community: Place, position: Outlet['position'], places: Places, trade: Trade, random: Random): number {
  const compounds = places.compoundsOf(community.code)
  if (trade === 'streaming' && compounds.length > 0) return random.pick(compounds).code
  const grids = places.gridsOf(community.code)
  const away = (place: Place) => Math.hypot(place.position[0] - position[0], place.position[1] - position[1])
  return grids.reduce((best, grid) => (away(grid) < away(best) ? grid : best), grids[0] ?? community).code
}

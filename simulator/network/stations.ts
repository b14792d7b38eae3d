// Where workers rest: stations of every kind and owner, near where they really work.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { demoTownships } from '../city/outlets.ts'
import type { Outlet, Place, Position } from '../city/model.ts'
import { spellPhrase } from '../people/names.ts'
import { shorten } from '../places/places.ts'
import { createRandom, cumulate } from '../random.ts'
import type { Random } from '../random.ts'
import { SHOP, UNION, type PartnerRow, type Span, type StationKind, type StationRow } from './model.ts'
import { drawHours } from './hours.ts'

type Truth = Pick<SimulatedCity, 'city' | 'seed' | 'size' | 'today' | 'places' | 'outlets'>

/** Of Chaoyang's size. */
const STATIONS = 200
const LEAST = 8

const SHARES: readonly (readonly [StationKind, number])[] = [['rider', 0.3], ['community', 0.26], ['city', 0.14], ['tower-lounge', 0.11], ['micro-park', 0.07], ['partner-shop', 0.12]]
const NAMES: Record<StationKind, string> = { 'party-mass-centre': '党群服务中心', city: '城市驿站', rider: '骑手驿站', community: '社区驿站', 'micro-park': '口袋公园驿站', 'tower-lounge': '楼宇驿站', 'partner-shop': '爱心商家' }
const ALWAYS: Record<StationKind, readonly string[]> = {
  'party-mass-centre': ['water', 'rest', 'toilet', 'air-conditioning', 'reading', 'wifi'], city: ['water', 'rest', 'charging', 'microwave'], rider: ['water', 'charging', 'rest', 'microwave'], community: ['water', 'rest', 'toilet'],
  'micro-park': ['rest', 'water'], 'tower-lounge': ['water', 'rest', 'wifi', 'air-conditioning'], 'partner-shop': ['water', 'meal'],
}
const SOMETIMES: Record<StationKind, readonly string[]> = {
  'party-mass-centre': ['microwave', 'charging', 'first-aid', 'medicine', 'umbrella', 'nursing-room', 'heating'], city: ['toilet', 'first-aid', 'medicine', 'wifi', 'umbrella', 'smart-lock', 'air-conditioning', 'heating', 'power-bank'],
  rider: ['battery-swap', 'bike-repair', 'toilet', 'wifi', 'first-aid', 'parking', 'air-conditioning', 'heating', 'power-bank', 'fridge', 'smart-lock'], community: ['charging', 'microwave', 'medicine', 'reading', 'umbrella', 'air-conditioning', 'first-aid'],
  'micro-park': ['charging', 'toilet', 'smart-lock', 'power-bank'], 'tower-lounge': ['charging', 'microwave', 'toilet', 'reading', 'parking'], 'partner-shop': ['rest', 'charging', 'wifi', 'air-conditioning', 'toilet', 'power-bank'],
}
const ENTRANCES = ['临街，蓝色门头', '从小区南门进，右手第二家', '大厦东侧地下一层，走货梯', '和物业前台说一声就能进', '电动车停门口白线内', '进院左转，灯箱下面', '扫门上的码开门', '地铁口旁边，红色小屋']

export function makeStations(truth: Truth, partners: readonly PartnerRow[]): StationRow[] {
  const { seed, size, places, outlets, today } = truth
  const random = createRandom(seed, 'stations')
  const wanted = Math.max(LEAST, Math.round((STATIONS * size.outlets) / 460))
  const { own } = demoTownships(places)
  const list: StationRow[] = []
  const taken = new Set<string>()
  const busy = cumulate(outlets.list.map((outlet) => outlet.seats))
  const byTownship = new Map(partners.filter(({ kind, place }) => kind === 'party-mass' && place % 1e9 !== 0).map((partner) => [partner.place, partner.id]))
  const shops = partners.filter(({ kind }) => kind === 'shop' || kind === 'clinic').map(({ id }) => id)

  function add(kind: StationKind, community: Place, position: Position, partnerId: number, given: Partial<StationRow> = {}): void {
    const name = given.name ?? unique(taken, kind === 'partner-shop' ? `${partners[partnerId - 1]?.shortName ?? ''}（${NAMES[kind]}）` : `${shorten(community.name)}${NAMES[kind]}`)
    taken.add(name)
    const { pinyin, initials } = spellPhrase(name)
    const chance = random.next()
    const status = list.length < 2 ? 'open' : chance < 0.03 ? 'planned' : chance < 0.06 ? 'closed' : chance < 0.1 ? 'paused' : 'open'
    const openedOn = today - random.int(40, 1400)
    list.push({
      id: list.length + 1, kind, partnerId, position, place: community.code, address: `${shorten(community.name)}${random.int(1, 40)}号${random.pick(['临街', '楼一层', '院内', '底商', '东门旁'])}`,
      entranceNote: random.chance(0.7) ? random.pick(ENTRANCES) : '', amenities: [...ALWAYS[kind], ...SOMETIMES[kind].filter(() => random.chance(0.4))],
      hours: random.chance(0.03) && list.length >= 2 ? undefined : drawHours(kind, random), capacity: random.chance(0.9) ? random.int(4, kind === 'party-mass-centre' ? 40 : 16) : undefined,
      audience: kind === 'rider' && random.chance(0.4) ? 'platform-workers' : 'everyone', status, pauseNote: status === 'paused' ? random.pick(['内部装修', '空调维修', '等换新门锁']) : '',
      openedOn: status === 'planned' ? undefined : openedOn, closedOn: status === 'closed' ? today - random.int(5, 60) : undefined,
      lastConfirmedOn: status === 'planned' || random.chance(0.06) ? undefined : today - (random.chance(0.78) ? random.int(0, 25) : random.int(26, 95)),
      ...given, name, pinyin, initials,
    })
  }

  const home = places.communitiesOf(own.code).find((one) => one.name === '中纺里社区') ?? places.communitiesOf(own.code)[0] ?? own
  const dayLong: Span = [360, 1380]
  add('rider', home, places.shapes.pointIn(home.code, random), UNION, { name: `${shorten(home.name)}骑手驿站`, capacity: 12, lastConfirmedOn: today - 3, hours: { weekly: Array.from({ length: 7 }, () => [dayLong]), holidays: [[480, 1200]], workdays: 'as-weekly' } })
  add('partner-shop', home, places.shapes.pointIn(home.code, random), SHOP, { name: '李记面馆（爱心商家）', capacity: 8, lastConfirmedOn: today - 12 })
  // Each township's centre, as far as the network goes; then near the outlets with most people.
  for (const [township, partner] of byTownship) {
    if (list.length >= wanted * 0.24) break
    const community = random.pick(places.communitiesOf(township))
    add('party-mass-centre', community, places.shapes.pointIn(community.code, random), partner, { name: partners[partner - 1]?.name ?? '' })
  }
  const compounds = places.list.filter(({ kind }) => kind === 'compound')
  const kinds = cumulate(SHARES.map(([, weight]) => weight))
  let nextShop = 0
  for (let tries = 0; list.length < wanted && tries < wanted * 20; tries += 1) {
    const [kind] = SHARES[random.weighted(kinds)] ?? ['rider']
    const outlet = outlets.list[random.weighted(busy)]
    const community = outlet && places.byCode.get(outlet.community)
    if (!outlet || !community) continue
    if (kind === 'tower-lounge') {
      const compound = compounds.length > 0 ? random.pick(compounds) : undefined
      const around = compound && places.byCode.get(compound.parent ?? 0)
      if (compound && around) add(kind, around, compound.position, ownerOf(kind, around, byTownship, partners, random), { place: compound.code, name: unique(taken, `${compound.name}${NAMES[kind]}`) })
      continue
    }
    const owner = kind === 'partner-shop' ? shops[(nextShop += 1) % shops.length] : ownerOf(kind, community, byTownship, partners, random)
    if (owner !== undefined) add(kind, community, near(outlet, random), owner)
  }
  return list
}

function ownerOf(kind: StationKind, community: Place, byTownship: ReadonlyMap<number, number>, partners: readonly PartnerRow[], random: Random): number {
  const centre = byTownship.get(community.code - (community.code % 1e6))
  const property = partners.find((partner) => partner.kind === 'property')?.id ?? UNION
  if (kind === 'tower-lounge') return property
  if (kind === 'rider') return random.chance(0.6) ? UNION : (centre ?? UNION)
  return centre ?? UNION
}

/** Within some 250 m of an outlet. */
function near({ position: [lon, lat] }: Outlet, random: Random): Position {
  const metres = 111_195
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return [round(lon + (random.normal() * 150) / (metres * Math.cos((lat * Math.PI) / 180))), round(lat + (random.normal() * 150) / metres)]
}

function unique(taken: ReadonlySet<string>, name: string): string {
  if (!taken.has(name)) return name
  for (let serial = 2; ; serial += 1) {
    const numbered = name.replace(/(驿站|（爱心商家）)$/, `${'〇一二三四五六七八九'.charAt(serial) || serial}号$1`)
    if (!taken.has(numbered)) return numbered
  }
}

// The companies of a city: the brands' local firms, the franchisees who run their stations, the agencies that lend people.

import type { Places } from '../places/places.ts'
import { shorten } from '../places/places.ts'
import type { People } from '../people/people.ts'
import { creditCode } from '../people/identifiers.ts'
import { spellPhrase } from '../people/names.ts'
import { clock } from '../days.ts'
import { createRandom, share } from '../random.ts'
import type { Random } from '../random.ts'
import { AGENCY_NAMES, BRANDS, franchiseName, registeredName } from './brands.ts'
import type { BrandSeed } from './brands.ts'
import type { Brand, CitySize, Company } from './model.ts'

export type Companies = {
  brands: Brand[]
  list: Company[]
  byKey: Map<string, Company>
  franchisees: Company[]
}

/** Those whose roster of today waits for a person: see registry/roster-rows.ts. */
export const WAITING: readonly string[] = ['疾鹿外卖#0', '云梭快递#0', '归雁快运#0', '驰原速递#0']

/** The four firms, one franchisee and one agency that the demo's people work for. */
export const LEAST_COMPANIES = 6

/**
 * @param options.latest the day of the roster of those on time: yesterday, or today in the evening
 * @param options.size.workers how many people the companies' rosters name together, one for the silent company included
 */
export function makeCompanies(
  options: { city: number; seed: number | string; size: CitySize; today: number; latest: number },
  places: Places,
  people: People,
): Companies {
  const { city, seed, size, today, latest } = options
  const random = createRandom(seed, 'companies')
  const { platform: platformCount, franchise: franchiseCount, dispatch: dispatchCount } = platformCompanies(size.companies)
  if (platformCount < 4) throw new RangeError(`A city needs at least ${LEAST_COMPANIES} companies`)

  const seats = seatsOfBrands(platformCount)
  const brands = [...new Set(seats.map(({ brand }) => brand))].map((brand, index): Brand => ({ id: index + 1, name: brand.name, trade: brand.trade }))
  const agencies = Array.from({ length: dispatchCount }, (_, index) => AGENCY_NAMES[index % AGENCY_NAMES.length] ?? '')
  const regions = regionNames(city, places, random)
  // The last company of a large city has never sent a roster, so that none of its people count here.
  const silent = hasSilentCompany(platformCount) ? platformCount - 1 : -1
  const workers = share(size.workers, seats.map(({ weight }, index) => (index === silent ? 0 : weight)), 1)
  const list: Company[] = []

  seats.forEach(({ brand, nth }, index) => {
    const region = regions(brand, nth)
    // 柚见文化 is simply called that; what is everywhere says where it is.
    const shortName = brand.trade === 'streaming' && nth === 0 ? brand.name : `${brand.name}（${region.name}）`
    list.push({
      ...firm(shortName, registeredName(places.town, brand.name, 'platform', region.name)),
      key: `${brand.name}#${nth}`,
      kind: 'platform',
      brandId: brands.find((one) => one.name === brand.name)?.id,
      trade: brand.trade,
      mix: brand.mix,
      agencies: random.shuffle([...agencies]).slice(0, random.int(1, 3)),
      home: region.township,
      workers: workers[index] ?? 1,
      submits: true,
      ...punctuality(`${brand.name}#${nth}`, index, today, latest, random),
      ...(index === silent ? { standingOn: undefined } : {}),
      ...(CONTACTS[`${brand.name}#${nth}`] ? { contactName: CONTACTS[`${brand.name}#${nth}`] } : {}),
    })
  })
  // The demo's worker is listed by one agency and says another employer: both names have to exist.
  const first = list[0]
  if (first && !first.agencies.includes('禾苗人力')) first.agencies.unshift('禾苗人力')

  const listed = { brandId: undefined, mix: { direct: 0, dispatch: 0, franchise: 0, crowd: 0 }, agencies: [], home: undefined, workers: 0, submits: false, cadenceDays: 1, standingOn: undefined, usualSecond: clock(17) }
  for (let serial = 0; serial < franchiseCount; serial += 1) {
    const name = franchiseName(serial)
    list.push({ ...firm(name, registeredName(places.town, name, 'franchisee', '')), ...listed, key: name, kind: 'franchisee', trade: serial % 3 === 2 ? 'parcel' : 'food-delivery' })
  }
  agencies.forEach((name, serial) => {
    list.push({ ...firm(name, registeredName(places.town, name, 'dispatch', '')), ...listed, key: name, kind: 'dispatch', trade: serial % 3 === 2 ? 'parcel' : 'food-delivery' })
  })
  return { brands, list, byKey: new Map(list.map((company) => [company.key, company])), franchisees: list.filter((one) => one.kind === 'franchisee') }

  function firm(shortName: string, name: string) {
    const spoken = spellPhrase(shortName)
    return {
      id: list.length + 1,
      name,
      shortName,
      pinyin: spoken.pinyin,
      initials: spoken.initials,
      creditCode: creditCode(city, list.length + 1),
      contactName: people.invent({ bornFrom: 1978, bornUntil: 2000, women: 0.6 }).name,
      contactPhone: people.newPhone(),
    }
  }
}

/** @param platforms companies that submit rosters */
export function hasSilentCompany(platforms: number): boolean {
  return platforms > 12
}

export function platformCompanies(companies: number): { platform: number; franchise: number; dispatch: number } {
  const dispatch = Math.max(1, Math.floor(companies * 0.135))
  const franchise = Math.max(1, Math.floor(companies * 0.3))
  return { platform: companies - dispatch - franchise, franchise, dispatch }
}

// Those whom one can be in the demo.
const CONTACTS: Readonly<Record<string, string>> = { '疾鹿外卖#0': '郑可', '云梭快递#0': '方若兰' }

/** Every brand's first company before any brand's second. */
function seatsOfBrands(count: number): { brand: BrandSeed; nth: number; weight: number }[] {
  const seats = []
  for (let nth = 0; seats.length < count; nth += 1) {
    const having = BRANDS.filter((brand) => brand.companies > nth || nth > 8)
    for (const brand of having.slice(0, count - seats.length)) {
      seats.push({ brand, nth, weight: nth === 0 ? brand.first : brand.further * (1.15 - 0.06 * Math.min(nth, 8)) })
    }
  }
  return seats
}

/** How a brand's companies are told apart: the city itself, the capital's north, then townships they keep near. */
function regionNames(city: number, places: Places, random: Random) {
  const townships = random.shuffle([...places.townships])
  const taken = new Set<string>()
  return (brand: BrandSeed, nth: number): { name: string; township: number | undefined } => {
    if (nth === 0) {
      if (brand.name !== '云梭快递') return { name: places.shortName, township: undefined }
      return { name: city === 110105 ? '京北' : '城北', township: undefined }
    }
    const township = townships[(nth * 5 + BRANDS.indexOf(brand) * 7) % townships.length]
    const plain = shorten(township?.name ?? places.shortName)
    // A small town has fewer townships than a brand has companies, and a township may be called like its district.
    const name = plain === places.shortName || taken.has(brand.name + plain) ? `${plain}${nth}部` : plain
    taken.add(brand.name + name)
    return { name, township: township?.code }
  }
}

/**
 * Four in five promise a roster every day, the rest every week, due at 18:00. Most keep it; the demo's 青雀到家 is three
 * days late, 星岸同城 one, a few others one to five.
 */
function punctuality(key: string, index: number, today: number, latest: number, random: Random) {
  const cadenceDays = key === '柚见文化#0' || (index > 8 && random.chance(0.26)) ? 7 : 1
  const usualSecond = clock(8, 30) + random.int(0, 8 * 3600 + 2400)
  // Today's rosters of some wait for a person, so that yesterday's still stand.
  const onTime = WAITING.includes(key) ? Math.min(latest, today - 1) : latest - (cadenceDays === 7 ? random.int(0, 5) : 0)
  const drawn = random.next()
  let late = 0
  if (key === '青雀到家#0') late = 3
  else if (key === '星岸同城#0') late = 1
  else if (index > 8) late = drawn < 0.03 ? 5 : drawn < 0.06 ? 4 : drawn < 0.1 ? 2 : drawn < 0.16 ? 1 : 0
  return { cadenceDays, usualSecond, standingOn: (late > 0 ? latest - (cadenceDays - 1) - late : onTime) as number | undefined }
}

// The accounts of those who work at a desk: the demo's personas, and the people behind every roster and every visit.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { OFFICER_COMMUNITY } from '../city/anchors.ts'
import { demoTownships } from '../city/outlets.ts'
import { shorten } from '../places/places.ts'
import { moment } from '../days.ts'
import { createPeople } from '../people/people.ts'
import { KEPT_STATION, PROVIDER, SHOP } from '../network/model.ts'
import type { AccountRow, GrantRow } from './model.ts'

export type Staff = {
  accounts: AccountRow[]
  grants: GrantRow[]
  byPersona: Map<string, AccountRow>
  /** By company: who sends its rosters. */
  uploaders: Map<number, number>
  /** By township: who looks on the spot, and who decides. */
  gridWorkers: Map<number, number>
  officers: Map<number, number>
  /** The grid of the demo's grid worker. */
  grid: number
  community: number
}

/** Units do not exist yet; their secretary is granted number one. */
const FIRST_UNIT = 1

export function makeStaff(truth: Omit<SimulatedCity, 'registry'>): Staff {
  const { places, outlets, companies, city } = truth
  const { own, other } = demoTownships(places)
  const home = outlets.find('疾鹿外卖#0', 0)
  const community = places.byCode.get(home.community)
  const grid = places.byCode.get(home.place)
  const managed = outlets.find('青雀到家#0', 0)
  const root = city * 1e9
  const createdAt = moment(truth.from - 40, 9 * 3600)
  // A stream of its own: staff must not change who the workers are.
  const names = createPeople(`${truth.seed}/staff`)

  const accounts: AccountRow[] = []
  const grants: GrantRow[] = []
  const byPersona = new Map<string, AccountRow>()
  type Reach = Partial<Pick<GrantRow, 'place' | 'companyId' | 'outletId' | 'unitId' | 'stationId' | 'partnerId'>>

  function add(name: string, title: string, role: string, reach: Reach, persona?: string): number {
    const id = accounts.length + 1
    const account: AccountRow = { id, kind: 'staff', name, title, persona, workerId: undefined, phone: undefined, createdAt }
    accounts.push(account)
    grants.push({ id: grants.length + 1, accountId: id, role, ...reach, fromOn: truth.from - 40, grantedBy: 1 })
    if (persona) byPersona.set(persona, account)
    return id
  }
  const invent = (women: number) => names.invent({ women, bornFrom: 1970, bornUntil: 1999 }).name
  const spoken = (key: string) => companies.byKey.get(key)?.shortName ?? ''
  const company = (key: string) => ({ companyId: companies.byKey.get(key)?.id ?? 1 })

  const officerCommunity = places.communitiesOf(own.code).find((one) => one.name === OFFICER_COMMUNITY) ?? community
  add('邵文清', `${places.shortName}数据中心 系统管理员`, 'administrator', { place: root }, 'administrator')
  add('李慕云', '区委社会工作部', 'district_officer', { place: root }, 'district-officer')
  const officers = new Map([
    [own.code, add('陈晓岚', `${own.name} 党群工作办`, 'township_officer', { place: own.code }, 'township-officer')],
    [other.code, add('孙若谷', `${other.name} 党群工作办`, 'township_officer', { place: other.code }, 'township-officer-other')],
  ])
  add('何敏', officerCommunity?.name ?? '', 'community_officer', { place: officerCommunity?.code ?? own.code }, 'community-officer')
  const gridWorker = add('丁海涛', `${grid?.name ?? ''} 网格员`, 'grid_worker', { place: home.place }, 'grid-worker')
  add('周启帆', '商圈流动支部 书记', 'branch_secretary', { unitId: FIRST_UNIT }, 'branch-secretary')
  const uploaders = new Map([
    [company('疾鹿外卖#0').companyId, add('郑可', `${spoken('疾鹿外卖#0')}人事`, 'company_hr', company('疾鹿外卖#0'), 'company-hr')],
    [company('云梭快递#0').companyId, add('方若兰', `${spoken('云梭快递#0')}人事`, 'company_hr', company('云梭快递#0'), 'company-hr-parcel')],
  ])
  add('钱卫东', `青雀到家 ${managed.name} 站长`, 'outlet_manager', { outletId: managed.id }, 'outlet-manager')
  add('吴玉兰', `${places.communitiesOf(own.code).some((one) => one.name === '中纺里社区') ? '中纺里' : shorten(own.name)}驿站 管理员`, 'station_keeper', { stationId: KEPT_STATION }, 'station-keeper')
  add('李秀珍', '李记面馆 店主', 'partner_staff', { partnerId: SHOP }, 'partner-staff')
  add('魏立新', '蓝桥服务中心 经办', 'partner_staff', { partnerId: PROVIDER }, 'provider-staff')
  add('邱正', '区审计', 'auditor', { place: root }, 'auditor')

  for (const firm of companies.list) {
    if (!firm.submits || uploaders.has(firm.id)) continue
    uploaders.set(firm.id, add(firm.contactName, `${firm.shortName}人事`, 'company_hr', { companyId: firm.id }))
  }
  const gridWorkers = new Map<number, number>()
  for (const township of places.townships) {
    if (!officers.has(township.code)) officers.set(township.code, add(invent(0.5), `${township.name} 党群工作办`, 'township_officer', { place: township.code }))
    gridWorkers.set(township.code, add(invent(0.4), `${township.name} 网格员`, 'grid_worker', { place: township.code }))
  }
  gridWorkers.set(home.place, gridWorker)
  return { accounts, grants, byPersona, uploaders, gridWorkers, officers, grid: home.place, community: home.community }
}

/** The township a place belongs to. */
export function townshipOf(place: number): number {
  return Math.floor(place / 1e6) * 1e6
}

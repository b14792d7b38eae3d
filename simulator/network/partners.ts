// The organisations of the network: who owns stations, provides services, redeems vouchers. All invented.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { demoTownships } from '../city/outlets.ts'
import { createPeople } from '../people/people.ts'
import { spellPhrase } from '../people/names.ts'
import { createRandom } from '../random.ts'
import type { PartnerRow } from './model.ts'

type Truth = Pick<SimulatedCity, 'city' | 'seed' | 'size' | 'places'>
type Kind = PartnerRow['kind']

const SHOP_NAMES = ['周记馒头', '一碗面', '老城锅贴', '清河水饺', '早点铺', '四季粥铺', '兰州拉面馆', '小满便利店', '晨光便利店', '邻里超市', '顺意快餐', '大树下饭馆', '好味盖饭', '南街烧饼', '福满楼', '巷口咖啡', '鲜果驿', '康友药房', '益民药房', '修车老陈', '绿行换电柜', '平价理发', '旧衣改衣', '书香文具', '安心洗衣', '暖胃米线', '三叔豆浆', '北苑包子', '团圆食堂', '惠民菜店']

/**
 * The first are those of the demo's people and of the catalogue (model.ts): the union, a noodle shop, the provider of
 * errands. Then a party-mass centre for each township, and shops.
 */
export function makePartners({ city, seed, size, places }: Truth): PartnerRow[] {
  const random = createRandom(seed, 'partners')
  // A stream of its own: partners must not change who the workers are.
  const people = createPeople(`${seed}/partners`)
  const { own } = demoTownships(places)
  const root = city * 1e9
  const list: PartnerRow[] = []
  const add = (name: string, shortName: string, kind: Kind, place: number, contact?: string) => {
    const person = people.invent({ bornFrom: 1968, bornUntil: 1998, women: 0.5 })
    const { pinyin, initials } = spellPhrase(shortName)
    list.push({ id: list.length + 1, name, shortName, pinyin, initials, kind, place, contactName: contact ?? person.name, contactPhone: person.phone })
  }
  const name = places.shortName
  add(`${name}区总工会`, `${name}总工会`, 'union', root)
  add('李记面馆', '李记面馆', 'shop', own.code, '李秀珍')
  add('蓝桥新就业服务中心', '蓝桥服务中心', 'association', root, '魏立新')
  add('康宁健康体检中心', '康宁体检', 'clinic', root)
  add('和睦物业服务有限公司', '和睦物业', 'property', root)
  add('绿骑电动车有限公司', '绿骑电动车', 'company', root)
  add('安居青年公寓管理有限公司', '安居公寓', 'company', root)
  add(`${name}区人力资源和社会保障局`, `${name}人社局`, 'government', root)
  add('暖途法律援助中心', '暖途法援', 'association', root)
  add(`${name}区党群服务中心`, `${name}党群中心`, 'party-mass', root)
  add('向阳托管服务中心', '向阳托管', 'association', own.code)
  add('一站通换电有限公司', '一站通换电', 'company', root)

  const wanted = Math.max(list.length + 4, Math.round((80 * size.outlets) / 460))
  const centres = places.townships.slice(0, Math.max(2, Math.floor((wanted - list.length) * 0.62)))
  for (const township of centres) add(`${township.name}党群服务中心`, `${township.name.replace(/(街道|地区|乡|镇)$/, '')}党群中心`, 'party-mass', township.code)
  for (let at = 0; list.length < wanted; at += 1) {
    const township = at < 3 ? own : random.pick(places.townships)
    const shop = SHOP_NAMES[at % SHOP_NAMES.length] ?? '小店'
    const branch = at < SHOP_NAMES.length ? '' : `${township.name.slice(0, 2)}店`
    add(`${shop}${branch}`, `${shop}${branch}`, /药房/.test(shop) ? 'clinic' : 'shop', township.code)
  }
  return list
}

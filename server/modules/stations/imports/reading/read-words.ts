// Kinds, amenities, audiences and states as people call them.

import { cleanText, remembered } from '../../../../platform/lists/clean-text.ts'
import { toSimplified } from '../../../../platform/lists/simplify.ts'
import type { Amenity, StationKind, StationStatus } from '../../../../../contract/stations.ts'

type Said<T> = { value: T } | { unknown: string }

const KINDS: readonly (readonly [RegExp, StationKind])[] = [
  [/党群|党建|party/, 'party-mass-centre'],
  [/骑手|快递|小哥|外卖|司机之家|蜂鸟|rider|courier/, 'rider'],
  [/园区|微园|micropark|park/, 'micro-park'],
  [/楼宇|写字楼|大厦|商务楼|tower|lounge/, 'tower-lounge'],
  [/商家|商户|店铺|门店|网点|爱心店|shop|store/, 'partner-shop'],
  [/社区|小区|村|community/, 'community'],
  [/城市|户外劳动者|工会|环卫|市民|city|union/, 'city'],
]

const AMENITIES: readonly (readonly [RegExp, Amenity])[] = [
  [/充电宝|移动电源|powerbank/, 'power-bank'],
  [/换电|batteryswap/, 'battery-swap'],
  [/饮水|热水|开水|喝水|纯净水|矿泉水|水$|^水|water/, 'water'],
  [/微波炉|热饭|加热|microwave/, 'microwave'],
  [/手机充电|充电|电源|插座|charging|charger/, 'charging'],
  [/卫生间|厕所|洗手间|如厕|toilet|restroom|wc/, 'toilet'],
  [/急救|医药箱|aed|firstaid/, 'first-aid'],
  [/药品|常用药|药箱|备用药|medicine/, 'medicine'],
  [/wi-?fi|无线|上网|网络|wlan/, 'wifi'],
  [/空调|制冷|冷气|airconditioning|aircon/, 'air-conditioning'],
  [/取暖|暖气|供暖|暖风|heating/, 'heating'],
  [/阅读|图书|书籍|读书|书架|报刊|reading|books/, 'reading'],
  [/智能门锁|智能锁|门禁|扫码开门|smartlock/, 'smart-lock'],
  [/用餐|就餐|餐桌|简餐|餐饮|吃饭|meal|dining/, 'meal'],
  [/修车|维修|打气|工具|充气|bikerepair|repair|tools/, 'bike-repair'],
  [/伞|雨具|雨衣|umbrella/, 'umbrella'],
  [/淋浴|洗澡|shower/, 'shower'],
  [/冰箱|冷藏|fridge/, 'fridge'],
  [/停车|停放|车棚|parking/, 'parking'],
  [/母婴|哺乳|nursing/, 'nursing-room'],
  [/休息|座位|座椅|桌椅|沙发|歇脚|小憩|rest|seat|sofa/, 'rest'],
]

const AUDIENCES: readonly (readonly [RegExp, 'everyone' | 'platform-workers' | 'trades' | 'companies'])[] = [
  [/指定行业|部分行业|sometrades/, 'trades'],
  [/指定企业|部分企业|somecompanies/, 'companies'],
  [/所有人|不限|全部|市民|公众|大家|任何人|社会|everybody|everyone|anyone|all|public/, 'everyone'],
  [/新就业|骑手|快递|外卖|小哥|户外劳动者|网约|司机|主播|从业|platform|rider|courier/, 'platform-workers'],
]

const STATUSES: readonly (readonly [RegExp, StationStatus])[] = [
  [/筹建|在建|规划|计划|待开|planned/, 'planned'],
  [/暂停|停用|装修|维修中|paused/, 'paused'],
  [/已撤|撤销|关闭|关停|停运|closed/, 'closed'],
  [/开放|运行|正常|使用|营业|启用|open|active/, 'open'],
]

export const readKind = reader(KINDS)
export const readAudience = reader(AUDIENCES)
export const readStatus = reader(STATUSES)

/** 饮水、微波炉；充电. A part that nobody knows sends the row back; 无 is none. */
export function readAmenities(text: string): Said<Amenity[]> {
  if (/^(?:无|没有|none|-|\/)$/i.test(cleanText(text))) return { value: [] }
  const found = new Set<Amenity>()
  for (const part of cleanText(text).split(/[、,，;；/|\n+&。]|和|及|以及|\s{1,}(?=[\u4e00-\u9fff])/u)) {
    const key = fold(part).replace(/^(?:提供|配有|配备|设有|可)/, '').replace(/等(?:设施|服务|设备)?$/, '')
    if (key === '') continue
    const amenity = AMENITIES.find(([pattern]) => pattern.test(key))?.[1]
    if (!amenity) return { unknown: part.trim().slice(0, 30) }
    found.add(amenity)
  }
  return { value: [...found] }
}

function reader<T extends string>(words: readonly (readonly [RegExp, T])[]): (text: string) => Said<T> {
  return remembered((text) => {
    const key = fold(text)
    const found = words.find(([pattern]) => pattern.test(key))
    return found ? { value: found[1] } : { unknown: cleanText(text).slice(0, 30) }
  })
}

const fold = remembered((text: string) => toSimplified(cleanText(text).normalize('NFKC').toLowerCase()).replaceAll(/[^\p{L}\p{N}-]/gu, ''))

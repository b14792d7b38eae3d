// What the codes of stations and partners are called, in both languages.

import type { Amenity, StationKind, StationStatus, audiences, partnerKinds } from '../../../contract/stations.ts'
import type { Language } from '../../../contract/problems.ts'
import { words } from '../../platform/words.ts'

type Both = readonly [zh: string, en: string]

const kinds: Record<StationKind, Both> = {
  'party-mass-centre': ['党群服务中心', 'Party-mass service centre'], city: ['城市驿站', 'City station'], rider: ['骑手驿站', 'Rider station'], community: ['社区驿站', 'Community station'],
  'micro-park': ['小微园区驿站', 'Micro-park station'], 'tower-lounge': ['楼宇驿站', 'Tower lounge'], 'partner-shop': ['爱心商家', 'Partner shop'],
}
const statuses: Record<StationStatus, Both> = { planned: ['筹建', 'planned'], open: ['开放', 'open'], paused: ['暂停', 'paused'], closed: ['已撤', 'closed'] }
const amenityNames: Record<Amenity, Both> = {
  water: ['饮水', 'water'], microwave: ['微波炉', 'microwave'], charging: ['手机充电', 'phone charging'], 'battery-swap': ['换电', 'battery swap'], toilet: ['卫生间', 'toilet'], rest: ['休息座位', 'seats'], 'first-aid': ['急救箱', 'first aid'],
  medicine: ['常用药', 'medicine'], wifi: ['Wi-Fi', 'Wi-Fi'], 'air-conditioning': ['空调', 'air conditioning'], heating: ['取暖', 'heating'], reading: ['阅读角', 'reading'], 'smart-lock': ['智能门锁', 'smart lock'], meal: ['用餐', 'meals'],
  'bike-repair': ['修车工具', 'bike repair'], umbrella: ['借伞', 'umbrellas'], shower: ['淋浴', 'shower'], 'power-bank': ['充电宝', 'power bank'], fridge: ['冰箱', 'fridge'], parking: ['电动车停放', 'bike parking'], 'nursing-room': ['母婴室', 'nursing room'],
}
const audienceNames: Record<(typeof audiences)[number], Both> = { everyone: ['所有人', 'everybody'], 'platform-workers': ['新就业群体', 'platform workers'], trades: ['指定行业', 'some trades'], companies: ['指定企业', 'some companies'] }
const partnerKindNames: Record<(typeof partnerKinds)[number], Both> = {
  'party-mass': ['党群组织', 'party-mass organisation'], government: ['政府部门', 'government'], union: ['工会', 'union'], company: ['企业', 'company'], shop: ['商户', 'shop'], clinic: ['医疗机构', 'clinic'], property: ['物业', 'property management'], association: ['社会组织', 'association'], other: ['其他', 'other'],
}

export const kindName = named(kinds)
export const statusName = named(statuses)
export const amenityName = named(amenityNames)
export const audienceName = named(audienceNames)
export const partnerKindName = named(partnerKindNames)

/** The code itself where nothing is known of it: rows outlive lists. */
function named(names: Record<string, Both>): (language: Language, code: string) => string {
  return (language, code) => {
    const both = names[code]
    return both ? words(language, ...both) : code
  }
}

export { words }

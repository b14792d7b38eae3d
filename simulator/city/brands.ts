// Invented brands and the words their companies are named with. A likeness to a real firm is chance.

import type { Kind, Trade } from './model.ts'

export type BrandSeed = {
  name: string
  trade: Trade
  /** People of its first company, and of each further one, in a city of Chaoyang's size. */
  first: number
  further: number
  /** How many companies it has there. */
  companies: number
  mix: Record<Kind, number>
}

const station: Record<Kind, number> = { direct: 0.02, dispatch: 0.2, franchise: 0.66, crowd: 0.12 }
const crowd: Record<Kind, number> = { direct: 0.02, dispatch: 0.08, franchise: 0.3, crowd: 0.6 }
const own: Record<Kind, number> = { direct: 0.84, dispatch: 0.16, franchise: 0, crowd: 0 }
const network: Record<Kind, number> = { direct: 0.22, dispatch: 0.24, franchise: 0.54, crowd: 0 }
const fleet: Record<Kind, number> = { direct: 0.14, dispatch: 0.28, franchise: 0.06, crowd: 0.52 }
const studio: Record<Kind, number> = { direct: 0.58, dispatch: 0.04, franchise: 0, crowd: 0.38 }

/** In the order in which a smaller city takes them: the first four are those the demo's people work for. */
export const BRANDS: readonly BrandSeed[] = [
  { name: '疾鹿外卖', trade: 'food-delivery', first: 1470, further: 900, companies: 4, mix: station },
  { name: '青雀到家', trade: 'food-delivery', first: 1180, further: 600, companies: 3, mix: station },
  { name: '云梭快递', trade: 'parcel', first: 620, further: 130, companies: 9, mix: own },
  { name: '柚见文化', trade: 'streaming', first: 130, further: 60, companies: 2, mix: studio },
  { name: '归雁快运', trade: 'parcel', first: 430, further: 110, companies: 6, mix: network },
  { name: '驰原速递', trade: 'parcel', first: 520, further: 180, companies: 4, mix: own },
  { name: '星岸同城', trade: 'food-delivery', first: 700, further: 300, companies: 3, mix: crowd },
  { name: '橙舟出行', trade: 'ride-hailing', first: 560, further: 220, companies: 3, mix: fleet },
  { name: '麦垛跑腿', trade: 'instant-retail', first: 300, further: 150, companies: 2, mix: crowd },
  { name: '山澜速运', trade: 'parcel', first: 260, further: 90, companies: 4, mix: network },
  { name: '豆篮到家', trade: 'instant-retail', first: 260, further: 120, companies: 2, mix: station },
  { name: '逐光约车', trade: 'ride-hailing', first: 250, further: 120, companies: 2, mix: fleet },
  { name: '驮铃货运', trade: 'freight', first: 140, further: 70, companies: 2, mix: fleet },
  { name: '青禾直播', trade: 'streaming', first: 110, further: 50, companies: 2, mix: studio },
  { name: '朗月快件', trade: 'parcel', first: 180, further: 70, companies: 3, mix: network },
]

export const AGENCY_NAMES = ['禾苗人力', '众诚外包', '恒桥劳务', '新岸人力', '沃土用工', '同舟劳务', '启程人才', '远帆外包', '佳禾服务', '正源人力', '百川聚才', '聚力达外包', '晨曦用工', '广厦劳务']

const FRANCHISE_WORDS = ['京畅', '风翎', '快马', '鸿途', '联飞', '驿通', '恒达', '锦程', '捷安', '顺行', '腾云', '飞驹', '卓路', '汇通达', '万里', '鹏途', '星驰', '宏运', '安捷', '路路通', '远山', '金翼', '启航', '博速', '明途', '众行', '速联', '长风']
const FRANCHISE_TRADES = ['配送', '物流', '商贸', '供应链']

/** 京畅配送, 风翎物流 … each once for the first hundred. */
export function franchiseName(serial: number): string {
  const word = FRANCHISE_WORDS[serial % FRANCHISE_WORDS.length] ?? ''
  return word + (FRANCHISE_TRADES[(serial + Math.floor(serial / FRANCHISE_WORDS.length)) % FRANCHISE_TRADES.length] ?? '')
}

/** The registered name behind a spoken one. */
export function registeredName(town: string, spoken: string, kind: 'platform' | 'franchisee' | 'dispatch', region: string): string {
  if (kind === 'platform') return `${town}${spoken}网络服务有限公司${region}分公司`
  if (kind === 'dispatch') return `${town}${spoken}资源管理有限公司`
  return `${town}${spoken}有限公司`
}

export type TradeFacts = {
  /** Mean stay of those who join, in days. */
  stay: number
  /** People at one outlet, for how many outlets a company has. */
  perOutlet: number
  posts: readonly (readonly [post: string, weight: number])[]
  women: number
  bornFrom: number
  bornUntil: number
}

/**
 * Food riders stay five months on average (DOMAIN §2, Chaoyang); the other stays, the sizes and the shares of women are
 * assumptions to make a plausible city, not findings.
 */
export const TRADE_FACTS: Readonly<Record<Trade, TradeFacts>> = {
  'food-delivery': { stay: 152, perOutlet: 37, posts: [['骑手', 92], ['骑手组长', 4], ['调度员', 3], ['站长', 1]], women: 0.09, bornFrom: 1974, bornUntil: 2007 },
  'instant-retail': { stay: 152, perOutlet: 25, posts: [['骑手', 88], ['拣货员', 10], ['站长', 2]], women: 0.14, bornFrom: 1974, bornUntil: 2007 },
  parcel: { stay: 250, perOutlet: 27, posts: [['快递员', 84], ['驾驶员', 5], ['客服', 6], ['站点负责人', 5]], women: 0.12, bornFrom: 1970, bornUntil: 2006 },
  'parcel-sorting': { stay: 150, perOutlet: 200, posts: [['快件处理员', 86], ['装卸员', 12], ['组长', 2]], women: 0.3, bornFrom: 1968, bornUntil: 2006 },
  'ride-hailing': { stay: 330, perOutlet: 70, posts: [['网约车司机', 96], ['车队管理', 4]], women: 0.05, bornFrom: 1966, bornUntil: 2003 },
  streaming: { stay: 160, perOutlet: 11, posts: [['主播', 66], ['场控', 14], ['运营', 20]], women: 0.68, bornFrom: 1984, bornUntil: 2007 },
  freight: { stay: 260, perOutlet: 28, posts: [['货车司机', 82], ['装卸员', 18]], women: 0.03, bornFrom: 1966, bornUntil: 2003 },
}

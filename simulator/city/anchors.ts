// The outlets that the demo's people know by name, so that every start of the demo tells the same story.

export type Anchor = {
  /** Key of the company. */
  company: string
  /** Which of the two townships of the demo: the officer's own, or the colleague's. */
  township: 'own' | 'other'
  /** Community in Chaoyang; elsewhere the communities are taken in turn. */
  community: string
  name: string
  seats: number
}

const OWN: readonly (readonly [company: string, community: string, name: string, seats: number])[] = [
  ['疾鹿外卖#0', '幸福二村', '工体站', 58],
  ['青雀到家#0', '中三里', '三里屯站', 46],
  ['云梭快递#0', '幸福一村', '东直门外点', 38],
  ['柚见文化#0', '北三里', '瑞禾直播间', 9],
  ['云梭快递#0', '幸福二村', '幸福里点', 44],
  ['青雀到家#0', '幸福二村', '春秀路站', 37],
  ['疾鹿外卖#0', '北三里', '瑞禾站', 51],
  ['归雁快运#0', '北三里', '新源里点', 34],
  ['驰原速递#0', '中纺里', '中纺里点', 33],
  ['星岸同城#0', '白家庄西里', '团结湖西站', 31],
  ['云梭快递#0', '南三里', '南三里点', 29],
  ['驰原速递#0', '东三里', '使馆区点', 27],
  ['星岸同城#0', '中三里', '工体北路站', 26],
  ['橙舟出行#0', '幸福一村', '三里屯车队', 25],
  ['归雁快运#0', '幸福二村', '幸福三村点', 24],
  ['归雁快运#0', '中三里', '中三里点', 22],
  ['疾鹿外卖#0', '白家庄西里', '朝阳医院站', 21],
  ['驰原速递#0', '中三里', '南街点', 19],
  ['青雀到家#0', '北三里', '同里站', 18],
  ['归雁快运#0', '白家庄西里', '白家庄点', 11],
  ['柚见文化#0', '幸福二村', '春秀直播间', 9],
  ['驰原速递#0', '东三里', '东三里点', 9],
]
const OTHER: typeof OWN = [
  ['疾鹿外卖#0', '望京西园三区', '望京东站', 52],
  ['青雀到家#0', '花家地', '望京站', 44],
  ['云梭快递#0', '望京园', '望京点', 36],
  ['疾鹿外卖#0', '南湖西里', '望京西站', 40],
]

/** The outlet whose leavers the guard holds back in the roster that waits. */
export const GUARDED_OUTLET = { company: '疾鹿外卖#0', index: 1 }

/** In the order in which a company takes them when it has fewer outlets. */
export function anchors(): Anchor[] {
  const own = OWN.map(([company, community, name, seats]): Anchor => ({ company, township: 'own', community, name, seats }))
  const other = OTHER.map(([company, community, name, seats]): Anchor => ({ company, township: 'other', community, name, seats }))
  // A small city has both townships: each company's first outlet, then its first in the other township, then the rest.
  return [...own.slice(0, 4), ...other.slice(0, 3), ...own.slice(4), ...other.slice(3)]
}

export const OWN_TOWNSHIP = '三里屯街道'
export const OTHER_TOWNSHIP = '望京街道'
/** Where the community officer and the grid worker of the demo work. */
export const OFFICER_COMMUNITY = '幸福二村社区'

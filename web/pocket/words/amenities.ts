/** What stations have, and what kinds of station there are. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  water: '喝水',
  microwave: '热饭',
  charging: '充电',
  'battery-swap': '换电',
  toilet: '厕所',
  rest: '休息',
  'first-aid': '药箱',
  medicine: '常用药',
  wifi: '无线网',
  'air-conditioning': '空调',
  heating: '暖气',
  reading: '看书',
  'smart-lock': '智能柜',
  meal: '有饭吃',
  'bike-repair': '修车工具',
  umbrella: '雨伞',
  shower: '洗澡',
  'power-bank': '充电宝',
  fridge: '冰箱',
  parking: '停车',
  'nursing-room': '母婴室',
  'party-mass-centre': '党群服务中心',
  city: '城市驿站',
  rider: '骑手驿站',
  community: '社区驿站',
  'micro-park': '口袋公园驿站',
  'tower-lounge': '楼宇歇脚点',
  'partner-shop': '爱心商户',
} as const

export const t = defineWords(zh, () => import('./amenities.en.ts'))

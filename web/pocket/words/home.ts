/** The first screen. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  night: '夜深了',
  morning: '早上好',
  forenoon: '上午好',
  noon: '中午好',
  afternoon: '下午好',
  evening: '晚上好',
  partNight: '凌晨',
  partMorning: '早上',
  partForenoon: '上午',
  partNoon: '中午',
  partAfternoon: '下午',
  partEvening: '夜里',
  named: '{hello}，{name}',
  when: '{day}{part} · {peak}',
  noonPeak: '午高峰',
  eveningPeak: '晚高峰',
  inPeak: '{peak}，路上慢点',
  peakIn: '离{peak}还有 {span}',
  peaksOver: '{peak}过了',
  large: '字大一点',
  normal: '字小一点',
  bell: '消息',
  bellNew: '消息，{n} 条没看过',
} as const

export const t = defineWords(zh, () => import('./home.en.ts'))

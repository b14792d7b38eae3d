/** What the phone's components say. */
import { defineWords } from '../words/words.ts'

export const zh = {
  close: '关上',
  back: '返回',
  retry: '再试一次',
  loading: '正在取',
  failed: '没取到',
  failedHint: '网不太好，刚才的没丢。',
  digit: '第 {n} 位，共 {of} 位',
  code: '验证码',
  clearPhone: '清空手机号',
  offline: '没网了，看的是先前存下的',
  canSee: '看得到',
  cannotSee: '看不到',
  none: '没有',
  seats: '{total} 个座，占了 {taken} 个',
  now: '现在',
  today: '今天',
  hours: '{day}：{hours}',
  allDay: '24 小时',
  comma: '，',
  closed: '{day}：不开',
  charge: '充电',
  swap: '换电',
  meal: '热饭',
  toilet: '厕所',
  rest: '休息',
  medicine: '药箱',
  lit: '开着',
  done: '办好了',
  late: '快关了',
  unlit: '还没到',
  tabs: '主导航',
  from: '{from} 到 {to}',
} as const

export const t = defineWords(zh, () => import('./words.en.ts'))

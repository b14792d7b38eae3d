/** The nearest open station, on the first screen. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  nearest: '最近开着的驿站',
  foundAt: '{time} 找的',
  again: '重新定位',
  question: '歇会儿？',
  find: '找最近的',
  findSay: '只用这一次定位，用完就扔',
  locating: '正在定位',
  walk: '走 {n} 分钟',
  take: '带我去',
  noneOpen: '附近都关着',
  noneOpenSay: '看看哪家开得早',
  list: '看驿站',
  refused: '没让用定位。去手机设置里允许，或者到“驿站”里搜路名。',
  none: '这会儿定不了位，到空旷点的地方再试。',
  slow: '定位太慢了，再试一次。',
} as const

export const t = defineWords(zh, () => import('./near.en.ts'))

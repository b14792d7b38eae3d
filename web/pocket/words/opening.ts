/** Whether a station is open. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  allDay: '24 小时开',
  until: '开到 {time}',
  untilDay: '开到{day} {time}',
  closesIn: '{span}钟后关门',
  openSince: '{time} 开的门',
  shut: '关着',
  shutSince: '{time} 关的门',
  opensToday: '关着，{time} 开',
  opensMorning: '关着，明早 {time} 开',
  opensDay: '关着，{day} {time} 开',
  onTheDay: '{why}{shut}',
  holiday: '过节，',
  exception: '临时改了，',
  paused: '停用，先别去',
  planned: '还没开张',
  closed: '不开了',
  unknown: '几点开，还没人说',
} as const

export const t = defineWords(zh, () => import('./opening.en.ts'))

/** Titles of pages, for the window's title: apart from the pages' own words, which come with the pages. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  home: '首页',
  join: '扫一扫',
  stations: '驿站',
  station: '驿站',
  map: '驿站地图',
  checkIn: '打卡',
  services: '服务',
  apply: '申请',
  applications: '在办的事',
  application: '办到哪了',
  vouchers: '我的券',
  campaigns: '关爱活动',
  pass: '领取码',
  notices: '消息',
  noticeChannels: '怎么告诉我',
  remarks: '我说过哪儿不对',
  me: '我的',
  work: '在哪儿干活',
  detail: '这对吗？',
  privacy: '隐私',
  leave: '退出驿站',
  phones: '登录的手机',
  unsent: '等网络的',
  help: '驿站不做的事',
  signIn: '登录',
  goodbye: '再见',
} as const

export const t = defineWords(zh, () => import('./titles.en.ts'))

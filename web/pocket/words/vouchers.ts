/** Vouchers: mine, and what may be taken. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  title: '我的券',
  heading: '能用的券',
  none: '眼下没有能用的券',
  noneSay: '有活动发券，这儿和消息里都看得到。',
  worth: '值 {yuan} 元',
  lastDay: '今天到期，今晚 24:00 前用掉',
  soon: '还剩 {n} 天，{day}到期',
  until: '{day}前有效',
  notYet: '{day}起能用',
  where: '哪儿能用',
  past: '用过的、过期的',
  redeemed: '{when}，在{where}用了',
  expired: '{day}过期了',
  cancelled: '作废了',
  offers: '能领的',
  take: '领',
  taken: '领到了，出示就能用',
  left: '还剩 {n} 张',
  gone: '领完了',
  verdictNo: '按登记的，你不符合',
  campaign: '来自{name}',
  // full screen
  show: '给店家扫',
  showSay: '扫不出来就念底下的码',
  code: '券码',
  codeSpoken: '券码：{letters}',
  qr: '{title}的二维码',
  offline: '没网也能出示',
  stale: '这张券 {when} 存的',
  terms: '怎么用',
  missing: '没找到这张券',
  missingSay: '可能用过了，或者这台手机上没存。',
  toList: '看我的券',
  usedNow: '用掉了',
  comma: '、',
} as const

export const t = defineWords(zh, () => import('./vouchers.en.ts'))

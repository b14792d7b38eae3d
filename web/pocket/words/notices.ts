/** What I am to know, and by which way. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  title: '消息',
  heading: '消息',
  none: '没有消息',
  noneSay: '事情有进展，这儿马上有。',
  unread: '没看过',
  allRead: '都看过了',
  earlier: '再看早些的',
  choose: '怎么告诉我',
  bell: '消息',
  bellNew: '消息，{n} 条没看过',
  // channels
  channelsTitle: '怎么告诉我',
  channelsSay: '这些时候不响：{peaks}，夜里 {night}。',
  span: '{from}–{until}',
  noon: '午高峰',
  evening: '晚高峰',
  app: '只在这儿',
  sms: '还发短信',
  no: '不说',
  always: '这一类关系到你，总要说一声。',
  smsText: '短信',
  agree: '我答应，发吧',
  notNow: '先不',
  saved: '记下了',
  comma: '、',
} as const

export const t = defineWords(zh, () => import('./notices.en.ts'))

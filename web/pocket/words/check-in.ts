/** 打卡: being at a station, and leaving it. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  title: '打卡',
  isIt: '到了？',
  say: '打个卡，驿站就知道还有几个空座。不用定位，走了就不留。',
  here: '我到了',
  signIn: '用手机号进来再打',
  gone: '这个码用不了',
  goneSay: '可能换了。对着门口或柜台上的码再扫一次。',
  again: '重新扫',
  list: '看驿站',
  shut: '现在没开门',
  busy: '打着呢…',
  resting: '歇着呢',
  restingAt: '在{station}歇着',
  since: '{time} 来的',
  until: '{time} 自动算走',
  leave: '我走了',
  left: '路上慢点',
  leftSay: '座位让出来了。你来过这儿的事，驿站已经删了。',
  forgets: '走了就删，谁也查不到你去过哪儿。',
  look: '看这个驿站',
  next: '接着看',
  vouchers: '我的券',
  services: '顺便办点事',
  offline: '没网打不了卡。连上这儿的无线网再扫。',
} as const

export const t = defineWords(zh, () => import('./check-in.en.ts'))

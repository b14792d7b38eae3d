/** What I said is wrong at stations. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  title: '我说过哪儿不对',
  heading: '你说的，站长答的',
  say: '只有你看得到是你说的。',
  none: '还没说过',
  noneSay: '看到驿站信息不对，点“信息有误”说一声，后来的人少跑一趟。',
  unsent: '有 {n} 条等网络，有网自己发',
  open: '等站长答',
  answered: '{who}，{when}',
  closed: '站长看过了，没另外答',
} as const

export const t = defineWords(zh, () => import('./remarks.en.ts'))

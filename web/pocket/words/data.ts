/** What the phone says when something does not arrive. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  offline: '没连上网。等信号好了再试，刚才填的还在。',
  unexpected: '手机上出了点岔子，再试一次。',
  tooMany: '点得太勤了，{wait}后再试。',
  signedOut: '登录过期了，用手机号再进来一次。',
  stumbled: '驿站那头出了点问题，已经记下了，过会儿再试。',
  seconds: '{n} 秒',
  minutes: '{n} 分钟',
  updated: '上次更新 {when}',
  waiting: '等网络',
  demo: '演示数据，人名企业都是编的',
} as const

export const t = defineWords(zh, () => import('./data.en.ts'))

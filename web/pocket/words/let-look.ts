/** Letting one's record be looked at, to know whether something is meant for oneself. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  letLook: '帮我看看符不符合',
  letLookSay: '答应了才看，随时收回',
  looksAt: '要看：{facts}',
  agree: '我答应',
  notNow: '先不',
  trade: '干哪一行',
  company: '在哪家公司',
  brand: '跑哪个平台',
  place: '在哪片儿干活',
  engagement: '用工形式',
  months: '干了多久',
  age: '年龄',
  comma: '、',
} as const

export const t = defineWords(zh, () => import('./let-look.en.ts'))

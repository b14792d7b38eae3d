/** What forms say. */
import { defineWords } from '../words/words.ts'

export const zh = {
  optional: '（可以不填）',
  yes: '是',
  no: '不是',
  pick: '选一个',
  pickSome: '可以选几个',
  empty: '还没填',
  noChoice: '还没选',
  noPhoto: '还没拍',
  wrong: '这一项不对，重新填一下',
  short: '至少 {n} 个字',
  long: '最多 {n} 个字',
  notWhole: '写整数',
  notDay: '写成 2026-11-24 这样的日子',
  between: '要在 {from} 到 {to} 之间',
  atLeast: '不能小于 {from}',
  atMost: '不能大于 {to}',
  notPhone: '手机号是 11 位',
  notId: '证件号对不上，再核一遍',
  few: '至少 {n} 个',
  many: '最多 {n} 个',
  left: '还能写 {n} 个字',
  noAnswer: '没填',
  photos: '{n} 份',
  nothingAsked: '这张表什么都不用填',
} as const

export const t = defineWords(zh, () => import('./words.en.ts'))

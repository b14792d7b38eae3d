/** The rule language: who is meant, as conditions on what is on record. */
import { defineWords } from '../../ui/words/index.ts'

export const zh = {
  everybody: '不设条件，谁都行',
  add: '加条件',
  and: '并且',
  or: '或者',
  addOr: '或者…',
  remove: '去掉这个条件',
  fact: '看什么',
  is: '是',
  isNot: '不是',
  'f-trade': '行业',
  'f-company': '所在企业',
  'f-brand': '品牌',
  'f-place': '在哪干活',
  'f-engagement': '用工形式',
  'f-months': '干了几个月',
  'f-age': '年龄',
  atLeast: '不少于',
  atMost: '不超过',
  unitMonths: '个月',
  unitAge: '周岁',
  choose: '选…',
  addValue: '再加一个',
  reads: '读作',
  people: '名册上约 {n} 人符合，共 {of} 人',
  few: '符合的不足 5 人，共 {of} 人',
  ageLeft: '年龄没算进去：本人同意后才看。',
  incomplete: '还有条件没选完',
  counting: '正在算…',
} as const

export const t = defineWords(zh, () => import('./rules.en.ts'))

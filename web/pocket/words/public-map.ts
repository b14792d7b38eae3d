/** The map for everybody. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  brand: '驿站',
  ways: '别的入口',
  rider: '我是骑手',
  title: '{city}驿站地图',
  say: '骑手、快递员、司机、主播歇脚的地方。不用登录。',
  print: '打印一个街道的清单',
  choose: '选街道、乡镇',
  pdf: 'PDF',
} as const

export const t = defineWords(zh, () => import('./public-map.en.ts'))

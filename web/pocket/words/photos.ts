/** Photos and PDFs that go along. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  add: '拍照或选文件',
  addMore: '再加一张',
  most: '最多 {n} 份，照片或 PDF',
  sending: '正在传 {share}',
  sent: '传好了',
  failed: '没传上',
  again: '再传一次',
  remove: '去掉{name}',
  identity: '证件照。谁打开看过，你都能查到。',
  nth: '第 {n} 份',
  open: '打开看',
  stripped: '拍照的时间、地点会自动抹掉',
  waits: '还有照片在传，等一下再交',
} as const

export const t = defineWords(zh, () => import('./photos.en.ts'))

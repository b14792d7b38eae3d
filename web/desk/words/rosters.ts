/** Words of the rosters' list and what its pages share. */
import { defineWords } from '../../ui/words/index.ts'

export const zh = {
  rosters: '花名册',
  roster: '花名册预览',
  upload: '交花名册',
} as const

export const t = defineWords(zh, () => import('./rosters.en.ts'))

/** Words that all pages of the registry share. */
import { defineWords } from '../../ui/words/index.ts'

export const zh = {
  workers: '从业人员',
  companies: '企业',
  outlets: '网点',
  outlet: '网点',
  check: '现场核实',
  poster: '海报',
  matching: '核实与合并',
} as const

export const t = defineWords(zh, () => import('./registry.en.ts'))

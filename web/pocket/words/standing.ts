/** Engagements in a few words: kinds, how sure, who says so, which fact. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  direct: '直营',
  dispatch: '派遣',
  franchise: '加盟',
  crowd: '众包',
  confirmedByCompany: '公司已确认',
  confirmedOnSpot: '社区现场见过',
  confirmed: '已确认',
  waits: '你报的，等确认',
  disputed: '现场没见到你',
  roster: '公司花名册',
  self: '你自己',
  spot: '社区现场',
  name: '姓名',
  phone: '手机号',
  outlet: '网点',
  kind: '用工形式',
  agency_name: '合同公司',
  post: '岗位',
  hired_on: '到岗日期',
  differ: '{fields}，说法不一样',
  withAgency: '{kind}（{agency}）',
  comma: '、',
  required: '还没填',
} as const

export const t = defineWords(zh, () => import('./standing.en.ts'))

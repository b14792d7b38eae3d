/** Help: how the day goes, in plain words. */
import { defineWords } from '../../ui/words/index.ts'

export const zh = {
  title: '帮助',
  lede: '按 ? 看快捷键，按 / 搜人，按 G 换辖区。',
  queueTitle: '每天从工作台开始',
  queueSay: '已超时的在最上面。J、K 上下走，回车打开。办完的会自己消失，不用销号。',
  rosterTitle: '花名册怎么交',
  rosterSay: '企业平时用的表直接交：Excel、CSV 都行，表头不用改。上传后先看谁来了、谁走了、改了什么，没问题再应用。应用错了可以整份撤销。',
  guardTitle: '大批离职为什么被拦',
  guardSay: '名单贴漏了半页，系统不会真的把人当离职。核实后勾选确认，才会生效。',
  sourceTitle: '几处说法不一，听谁的',
  sourceSay: '现场核实优先，其次花名册，再次本人自报。您也可以在人员页里“定下”采用哪一条，随时能改回来。',
  privacyTitle: '为什么要写用途',
  privacySay: '看完整证件号和手机号要写用途，60 秒后自动遮住。这次查看会显示在本人手机上。',
  checkTitle: '到网点现场核实',
  checkSay: '用手机打开网点，点“现场核实”，在的点在，不在的点不在，名单上没有的当场加上。',
  helpTitle: '还是不清楚',
  helpSay: '接口和术语写在项目文档里；账号、权限的事找本单位管理员。',
  docs: '接口文档',
} as const

export const t = defineWords(zh, () => import('./help.en.ts'))

/** Coming in: phone, code, and in a demo somebody to be. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  title: '登录',
  name: '驿站',
  heading: '你的事，你说了算',
  say: '在哪儿干活、谁看过你的信息，都看得见、改得了。手机号收个验证码就进来，头一回来也一样。',
  again: '登录过期了。再进来一次，接着看刚才那页。',
  phone: '手机号',
  phoneHint: '收验证码、认出你用。别人看到的是打了星号的',
  phoneShort: '手机号是 11 位，看看少没少',
  send: '发验证码',
  codeTitle: '短信里的 6 位数',
  sentTo: '发到 {phone} 了，10 分钟内有效',
  otherPhone: '换个号',
  resendIn: '没收到？{wait}后能再发',
  resend: '没收到，再发一次',
  resent: '又发了一次，用最新的那条',
  wrong: '不对，还能试 {n} 次',
  spent: '试了 5 次都不对，这个码作废了。再发一个。',
  expired: '这个码过了 10 分钟，不能用了。再发一个。',
  enter: '进来',
  demo: '演示：挑一个人，直接进来',
  demoSay: '人名企业都是编的，短信不会真发。验证码到{where}里看。',
  demoWhere: '已发消息',
  demoCode: '演示里短信不会真发，验证码到{where}里看。',
  personasFailed: '没取到演示的人',
  large: '字大一点',
  normal: '字小一点',
  refuses: '驿站不做哪些事',
  desk: '社区、街道、公司的人，去工作台',
  city: '在哪个城市',
  unreachable: '没连上驿站',
} as const

export const t = defineWords(zh, () => import('./sign-in.en.ts'))

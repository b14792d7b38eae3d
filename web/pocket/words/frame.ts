import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  name: '驿站',
  home: '首页',
  stations: '驿站',
  join: '扫一扫',
  services: '服务',
  signIn: '登录',
  say: '说事',
  tasks: '任务',
  me: '我的',
  notFound: '没有这一页',
  notFoundSay: '地址可能旧了。',
  toHome: '回首页',
  broken: '这一页坏了',
  newVersion: '有新版本',
  useIt: '换上',
} as const

export const t = defineWords(zh, () => import('./frame.en.ts'))

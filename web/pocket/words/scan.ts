/** 扫一扫: any code of ours. */
import { defineWords } from '../../ui/words/words.ts'

export const zh = {
  heading: '扫一扫',
  say: '驿站门口的码，打个卡；网点墙上的码，报你在哪儿干活。只认码，不用定位。',
  camera: '打开相机扫',
  cameraStop: '不扫了',
  cameraAim: '对准码，自己就认出来',
  cameraRefused: '相机没开。去手机设置里允许，或者输码底下那串字。',
  cameraNone: '这个浏览器自己不会扫。用微信或手机相机扫一样行。',
  notOurs: '这不是驿站的码',
  type: '或者，输码底下那串字',
  typeOnly: '输码底下那串字',
  typeHint: '字母和数字，大小写都行',
  typeGo: '就是它',
  typeEmpty: '还没输全',
} as const

export const t = defineWords(zh, () => import('./scan.en.ts'))

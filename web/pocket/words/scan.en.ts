import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './scan.ts'

export default {
  heading: 'Scan a code',
  say: 'A station’s code checks you in; an outlet’s code says that you work there. Codes only, no position.',
  camera: 'Open the camera',
  cameraStop: 'Stop scanning',
  cameraAim: 'Point it at the code',
  cameraRefused: 'The camera is off. Allow it in the phone’s settings, or type the letters under the code.',
  cameraNone: 'This browser cannot scan. WeChat or the phone’s camera can.',
  notOurs: 'That is not a Waystation code',
  type: 'Or type the letters under the code',
  typeOnly: 'Type the letters under the code',
  typeHint: 'Letters and digits, upper or lower case',
  typeGo: 'Go',
  typeEmpty: 'Not all of it yet',
} satisfies Translation<typeof zh>

import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './scan.ts'

export default {
  heading: 'Scan a code',
  say: 'The code at a station checks you in; the one at an outlet says that you work there. Codes only, no position.',
  camera: 'Open the camera',
  cameraStop: 'Stop scanning',
  cameraAim: 'Point it at the code',
  cameraRefused: 'The camera is off. Allow it in the settings of the phone, or type the letters under the code.',
  cameraNone: 'This browser cannot scan. WeChat can, or the camera of the phone.',
  notOurs: 'That is not a Waystation code',
  type: 'Or type the letters under the code',
  typeOnly: 'Type the letters under the code',
  typeHint: 'Letters and digits, upper or lower case',
  typeGo: 'Go',
  typeEmpty: 'Not all of it yet',
} satisfies Translation<typeof zh>

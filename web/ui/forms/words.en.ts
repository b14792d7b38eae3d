import type { Translation } from '../words/words.ts'
import type { zh } from './words.ts'

export default {
  optional: ' (optional)',
  yes: 'Yes',
  no: 'No',
  pick: 'Choose one',
  pickSome: 'Choose any',
  empty: 'Not filled in yet',
  noChoice: 'Not chosen yet',
  noPhoto: 'No photo yet',
  wrong: 'This does not fit, please answer again',
  short: 'At least {n} characters',
  long: 'At most {n} characters',
  notWhole: 'A whole number, please',
  notDay: 'A date like 2026-11-24',
  between: 'Between {from} and {to}',
  atLeast: 'Not less than {from}',
  atMost: 'Not more than {to}',
  notPhone: 'A mobile number has 11 digits',
  notId: 'The ID number does not check out',
  few: 'At least {n}',
  many: 'At most {n}',
  left: { one: '{n} character left', other: '{n} characters left' },
  noAnswer: 'No answer',
  photos: { one: '{n} file', other: '{n} files' },
  nothingAsked: 'This form asks nothing',
} satisfies Translation<typeof zh>

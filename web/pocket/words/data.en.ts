import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './data.ts'

export default {
  offline: 'No connection. Try again when the signal is better; what you entered is still here.',
  unexpected: 'Something went wrong on this phone. Try again.',
  tooMany: 'Too many tries. Wait {wait} and try again.',
  signedOut: 'Your sign-in has expired. Come in again with your phone number.',
  stumbled: 'Waystation stumbled and made a note of it. Try again in a while.',
  seconds: { one: '{n} second', other: '{n} seconds' },
  minutes: { one: '{n} minute', other: '{n} minutes' },
  updated: 'Last updated {when}',
  waiting: 'Waiting for network',
  demo: 'Demo data: people and companies are invented',
} satisfies Translation<typeof zh>

import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './check-in.ts'

export default {
  title: 'Check in',
  isIt: 'Are you here?',
  say: 'Checking in tells the station how many seats are left. No position; nothing stays when you go.',
  here: 'I am here',
  signIn: 'Sign in by phone first',
  gone: 'This code does not work',
  goneSay: 'It may have changed. Scan the one at the door or on the counter again.',
  again: 'Scan again',
  list: 'See stations',
  shut: 'Closed now',
  busy: 'Checking in…',
  resting: 'Resting',
  restingAt: 'Resting at {station}',
  since: 'since {time}',
  until: 'ends by itself at {time}',
  leave: 'I am off',
  left: 'Safe ride',
  leftSay: 'Your seat is free again. That you were here is not kept.',
  forgets: 'Deleted when you leave; nobody can look up where you have been.',
  look: 'See this station',
  next: 'What next',
  vouchers: 'My vouchers',
  services: 'Get something done here',
  offline: 'Checking in needs a network. Use the Wi-Fi here and scan again.',
} satisfies Translation<typeof zh>

import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './titles.ts'

export default {
  home: 'Home',
  join: 'Scan',
  stations: 'Stations',
  station: 'Station',
  checkIn: 'Check in',
  remarks: 'What I reported',
  me: 'Me',
  work: 'Where I work',
  detail: 'Is this right?',
  privacy: 'Privacy',
  leave: 'Leave Waystation',
  phones: 'Signed-in phones',
  unsent: 'Waiting for network',
  help: 'What Waystation refuses to do',
  signIn: 'Sign in',
  goodbye: 'Goodbye',
} satisfies Translation<typeof zh>

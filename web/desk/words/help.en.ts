import type { Translation } from '../../ui/words/index.ts'
import type { zh } from './help.ts'

export default {
  title: 'Help',
  lede: 'Press ? for the keys, / to find a person, G to change the place.',
  queueTitle: 'The day begins at the queue',
  queueSay: 'What is late stands on top. J and K walk, Enter opens. What is done disappears by itself.',
  rosterTitle: 'How a roster is handed in',
  rosterSay: 'Hand in the file the company keeps anyway: Excel or CSV, headers as they are. See who joined, who left and what changed, then apply. A wrong one can be taken back whole.',
  guardTitle: 'Why a mass removal is stopped',
  guardSay: 'Half a page missing from a list does not make people leavers. Check, tick the box, and only then it counts.',
  sourceTitle: 'Sources disagree: which stands?',
  sourceSay: 'A check on the spot first, then the roster, then the worker’s own word. You can settle a field on the worker’s page, and take it back.',
  privacyTitle: 'Why a purpose is asked',
  privacySay: 'Reading a whole ID number or phone needs a purpose and hides again after 60 seconds. The person sees it on their phone.',
  checkTitle: 'Checking an outlet on the spot',
  checkSay: 'Open the outlet on your phone, press “Check”, mark who is here and who is not, and add who is not on the list.',
  helpTitle: 'Still unclear',
  helpSay: 'The API and the glossary are in the project’s documents; for accounts and roles ask your administrator.',
  docs: 'API',
} satisfies Translation<typeof zh>

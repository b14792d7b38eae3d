import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './let-look.ts'

export default {
  letLook: 'See whether it is for me',
  letLookSay: 'Only if you agree; take it back any time',
  looksAt: 'It looks at: {facts}',
  agree: 'I agree',
  notNow: 'Not now',
  trade: 'your trade',
  company: 'your company',
  brand: 'your platform',
  place: 'where you work',
  engagement: 'kind of work',
  months: 'how long you have worked',
  age: 'your age',
  comma: ', ',
} satisfies Translation<typeof zh>

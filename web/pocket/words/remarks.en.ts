import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './remarks.ts'

export default {
  title: 'What I reported',
  heading: 'What you said, what they answered',
  say: 'Only you can see that it was you.',
  none: 'Nothing reported yet',
  noneSay: 'When something at a station is not as it says, tell the keeper and spare the next one a trip.',
  unsent: { one: '{n} report waits for a network and goes by itself', other: '{n} reports wait for a network and go by themselves' },
  open: 'Waiting for the keeper',
  answered: '{who}, {when}',
  closed: 'The keeper has seen it and gave no answer',
} satisfies Translation<typeof zh>

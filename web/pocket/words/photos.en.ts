import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './photos.ts'

export default {
  add: 'Take a photo or choose a file',
  addMore: 'Add another',
  most: { one: 'Up to {n} photo or PDF', other: 'Up to {n} photos or PDFs' },
  sending: 'Sending {share}',
  sent: 'Sent',
  failed: 'Not sent',
  again: 'Try again',
  remove: 'Remove {name}',
  identity: 'An identity document: you can see everyone who opens it.',
  nth: 'File {n}',
  open: 'Open',
  stripped: 'Time and place of the photo are removed',
  waits: 'A photo is still on its way; send in a moment',
} satisfies Translation<typeof zh>

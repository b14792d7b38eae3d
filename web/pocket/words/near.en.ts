import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './near.ts'

export default {
  nearest: 'Nearest open station',
  foundAt: 'found at {time}',
  again: 'Again',
  question: 'A short rest?',
  find: 'Find the nearest',
  findSay: 'Your position is used once, then dropped',
  locating: 'Locating',
  walk: '{n} min walk',
  take: 'Take me there',
  noneOpen: 'All closed nearby',
  noneOpenSay: 'See which opens first',
  list: 'See stations',
  refused: 'Your phone does not allow it. Allow location in the settings, or search under Stations.',
  none: 'No position just now; try again under open sky.',
  slow: 'Locating took too long; try again.',
} satisfies Translation<typeof zh>

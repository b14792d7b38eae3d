import type { Translation } from '../../ui/words/index.ts'
import type { zh } from './rosters.ts'

export default {
  rosters: 'Rosters',
  roster: 'Roster preview',
  upload: 'Hand in a roster',
} satisfies Translation<typeof zh>

import type { Translation } from '../../ui/words/index.ts'
import type { zh } from './registry.ts'

export default {
  workers: 'Workers',
  companies: 'Companies',
  outlets: 'Outlets',
  outlet: 'Outlet',
  check: 'Check on the spot',
  poster: 'Poster',
  matching: 'Confirm and merge',
} satisfies Translation<typeof zh>

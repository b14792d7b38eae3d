import type { Translation } from '../../ui/words/index.ts'
import type { zh } from './data.ts'

export default {
  offline: 'The service cannot be reached. Check the network and try again',
  unexpected: 'Something went wrong on this page. Please try again',
  wholeReach: 'Everywhere I work',
  saved: '{name} saved',
  savedFilter: 'Saved as filter “{name}”',
  forgotFilter: 'Filter “{name}” removed',
  excel: 'Excel workbook',
  csv: 'CSV file',
  exportList: 'Export to Excel',
  exporting: 'Exporting…',
} satisfies Translation<typeof zh>

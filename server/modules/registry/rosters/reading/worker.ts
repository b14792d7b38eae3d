// The thread in which rosters are read.

import { serveReading } from '../../../../platform/lists/serve-reading.ts'
import { readRosterFile } from './read-roster-file.ts'

serveReading(readRosterFile)

// The thread in which lists of stations are read.

import { serveReading } from '../../../../platform/lists/serve-reading.ts'
import { readStationFile } from './read-station-file.ts'

serveReading(readStationFile)

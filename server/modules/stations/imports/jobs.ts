// Work of imports after the commit.

import type { Job } from '../../../platform/jobs/jobs.ts'
import { purgeImports } from './retention/purge-imports.ts'
import { readUploaded } from './uploading/read-uploaded.ts'
import { resumeReading } from './uploading/resume-reading.ts'

export const importJobs: Job[] = [
  { name: 'station-import.read', retries: 2, expireSeconds: 600, run: readUploaded },
  { name: 'station-import.resume', cron: '* * * * *', atStart: true, retries: 0, run: resumeReading },
  { name: 'station-import.purge', cron: '50 3 * * *', run: purgeImports },
]

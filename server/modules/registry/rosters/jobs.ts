// Work of rosters after the commit.

import type { Job } from '../../../platform/jobs/jobs.ts'
import { compareAgain } from './comparing/compare-again.ts'
import { purgeRosters } from './retention/purge-rosters.ts'
import { readUploaded } from './uploading/read-uploaded.ts'
import { resumeReading } from './uploading/resume-reading.ts'

export const rosterJobs: Job[] = [
  // Two readers at once: one slow file does not keep the others waiting, and memory stays bounded.
  { name: 'roster.read', concurrency: 2, retries: 2, expireSeconds: 900, run: readUploaded },
  { name: 'roster.compare', concurrency: 2, run: compareAgain },
  { name: 'roster.resume', cron: '* * * * *', atStart: true, retries: 0, run: resumeReading },
  { name: 'roster.purge', cron: '40 3 * * *', run: purgeRosters },
]

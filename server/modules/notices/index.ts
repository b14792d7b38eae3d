// The front door of notices. Kinds and their words: notice-words.ts.

import type { Job } from '../../platform/jobs/jobs.ts'
import { smsJob } from './delivery/send-sms.ts'
import { groupJob } from './delivery/send-to-group.ts'
import './own-personal-data.ts'
import { retentionJob } from './retention.ts'

export { forgetNotices, notify, placesWithGroups, workersTold, type NewNotice, type NoticeReaders, type Notifying } from './notify.ts'
export { quietHours, type QuietHours } from './quiet/quiet-hours.ts'
export type { NamedTwice, NoticeKindName, NoticeValues } from './notice-words.ts'

export const noticesJobs: Job[] = [smsJob, groupJob, retentionJob]

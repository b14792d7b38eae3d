// The front door of attachments: other modules say which kinds of their things have some, bind them, and show them.

import type { Job } from '../../platform/jobs/jobs.ts'
import './own-personal-data.ts'
import { deletionJob, sweepJob } from './jobs.ts'

export { registerAttachmentKind, type AttachmentKind } from './kinds.ts'
export { bindAttachments, type Bound } from './bind.ts'
export { moveAttachments } from './move.ts'
export { fileAnswer } from './serve-attachment.ts'
export { attachmentsOf, openAttachment, releaseAttachments, type ShownAttachment } from './show.ts'

export const attachmentsJobs: Job[] = [deletionJob, sweepJob]

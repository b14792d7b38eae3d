// The front door of access.

import type { Authenticate } from '../../platform/http/mount.ts'
import { nobody } from '../../platform/http/actor.ts'
import type { Services } from '../../platform/http/call.ts'
import type { Job } from '../../platform/jobs/jobs.ts'

export function authenticator(_services: Services): Authenticate {
  return async () => nobody
}

export const accessJobs: Job[] = []

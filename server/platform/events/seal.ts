// Sealing what happened, and checking the seals.

export { sealEvents } from './seal-events.ts'
export { sealJob } from './seal-job.ts'
export { verifySeals, type Verification } from './verify-seals.ts'

// The front door of access: who somebody is, what they agreed to, who read what, which rules hold.

import type { Job } from '../../platform/jobs/jobs.ts'
import './privacy/own-personal-data.ts'
import { retentionJob } from './retention.ts'

export { authenticator } from './sessions/authenticate.ts'
export { accessChanged } from './sessions/changes.ts'
export { registerTargets, registerWorkerDirectory, type DescribeTargets, type Target, type TargetKind, type WorkerDirectory } from './directory.ts'

export { accountNames } from './accounts/account-names.ts'
export { phoneOfWorker, workerSelves, workersStandFor } from './accounts/worker-phone.ts'
export { boundWorkers } from './accounts/bound-workers.ts'
export { nearestHolders, type HeldThing } from './accounts/holders.ts'
export { holdersOver, type Holder } from './accounts/holders-over.ts'
export { recordsChanged, usesPocket } from './accounts/uses-pocket.ts'
export { knownSetting, settingValue } from './settings/setting-value.ts'
export type { SettingKey } from './settings/setting-definitions.ts'
export { agreeTo, consentsFor, consentWords, currentConsents, agreedAmong, hasConsent, recordConsent } from './privacy/consents.ts'
export { disclosuresOf, recordDisclosure, type Disclosed } from './privacy/disclosures.ts'
export { registerPersonalData, type PersonalDataSection, type PersonalDataSource } from './privacy/personal-data.ts'
export { sendSms, trySms } from './messages.ts'
export { mobileNumber } from './sign-in/phone-number.ts'
export { networkAddress } from './sign-in/network-address.ts'

export const accessJobs: Job[] = [retentionJob]

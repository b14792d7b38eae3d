// The front door of services.

import type { Job } from '../../platform/jobs/jobs.ts'
import { registerCounterCampaigns, registerStationUse } from '../stations/index.ts'
import { applicationJobs } from './applications/jobs.ts'
import { registerMattersOfApplications } from './applications/matters.ts'
import { registerOwnPersonalData } from './applications/own-personal-data.ts'
import { registerPapers } from './applications/papers.ts'
import { campaignDaysJob } from './campaigns/retention.ts'
import { readCounterCampaigns } from './campaigns/counter-campaigns.ts'
import { stationsThatHandOut } from './campaigns/stations-that-hand-out.ts'
import { walkInsJob } from './campaigns/tell-joined.ts'
import { tellJob } from './campaigns/tell-target-group.ts'
import { groupJob } from './vouchers/group/issue-to-group.ts'
import { vouchersReminderJob } from './vouchers/remind-holders.ts'
import { vouchersOvernightJob } from './vouchers/retention.ts'
import { registerVouchersPersonalData } from './vouchers-personal-data.ts'

registerPapers()
registerOwnPersonalData()
registerMattersOfApplications()
registerVouchersPersonalData()
registerCounterCampaigns(readCounterCampaigns)
registerStationUse(stationsThatHandOut)

export { publishedServices, type PublishedService } from './catalogue/for-feeds.ts'
export { announcedCampaigns, type AnnouncedCampaignRow } from './campaigns/for-feeds.ts'

export const servicesJobs: Job[] = [...applicationJobs, groupJob, vouchersOvernightJob, vouchersReminderJob, campaignDaysJob, tellJob, walkInsJob]

// The front door of stations.

import type { Job } from '../../platform/jobs/jobs.ts'
import { introduceStations } from './describe-targets.ts'
import { registerMergeFollower } from '../registry/index.ts'
import { importJobs } from './imports/jobs.ts'
import { introducePhotos } from './photos/station-photo.ts'
import { introduceRemarkMatters } from './remarks/remark-matters.ts'
import { reminderJobs } from './reminders/remind-keepers.ts'
import { introduceUnconfirmed } from './reminders/unconfirmed.ts'
import { registerOwnPersonalData } from './own-personal-data.ts'
import { introduceStockMatters } from './stock/stock-matters.ts'
import { stationRetentionJob } from './retention.ts'
import { endStaysJob } from './visits/end-stays.ts'
import { keepOneStay } from './visits/stays.ts'

introduceStations()
introducePhotos()
introduceUnconfirmed()
introduceRemarkMatters()
introduceStockMatters()
registerOwnPersonalData()
registerMergeFollower(keepOneStay)

export { openingExceptions, publishedPartners, publishedStations, stationCount, stationWords, type FeedException, type FeedPartner, type FeedStation } from './for-feeds.ts'
export { allPartners, partnerNames, stationNames } from './names.ts'
export { partnerLabels, partnerPlaces, stationLabels, type PartnerLabel, type StationLabel } from './labels.ts'
export { registerCounterCampaigns, type ReadCounterCampaigns } from './keeping/counter-campaigns.ts'
export { registerStationUse, type StationUse } from './station-uses.ts'
export { stationChanged } from './station-topic.ts'
export { goodLabels, handOutGoods, stockAt, type GoodLabel } from './stock/for-campaigns.ts'

export const stationsJobs: Job[] = [...importJobs, ...reminderJobs, endStaysJob, stationRetentionJob]

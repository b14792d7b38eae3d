// The front door of stations.

import type { Job } from '../../platform/jobs/jobs.ts'
import { introduceStations } from './describe-targets.ts'
import { importJobs } from './imports/jobs.ts'
import { introducePhotos } from './photos/station-photo.ts'
import { reminderJobs } from './reminders/remind-keepers.ts'
import { introduceUnconfirmed } from './reminders/unconfirmed.ts'

introduceStations()
introducePhotos()
introduceUnconfirmed()

export { openingExceptions, publishedPartners, publishedStations, stationCount, stationWords, type FeedException, type FeedPartner, type FeedStation } from './for-feeds.ts'
export { allPartners, partnerNames, stationNames } from './names.ts'
export { partnerLabels, partnerPlaces, stationLabels, type PartnerLabel, type StationLabel } from './labels.ts'
export { goodLabels, handOutGoods, stockAt, type GoodLabel } from './stock/for-campaigns.ts'

export const stationsJobs: Job[] = [...importJobs, ...reminderJobs]

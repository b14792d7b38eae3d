// The catalogue of a simulated city and what came of it: the rows of its tables, in the clear. Moments are seconds since
// 1970, days whole numbers; names as in server/migrations/city.

import type { EligibilityRule, ServiceContent } from '../../contract/services.ts'
import type { ConsentRow } from '../registry/model.ts'

export type ServiceRow = { id: number; content: ServiceContent; publishedAt: number; publishedBy: number }
export type MonthRow = { serviceId: number; month: number; taken: number }

export type ApplicationState = 'submitted' | 'in-progress' | 'asked' | 'approved' | 'refused' | 'withdrawn'
export type ApplicationRow = {
  id: number
  serviceId: number
  workerId: number
  place: number
  providerId: number
  offeredTo: number | undefined
  state: ApplicationState
  step: number | undefined
  answers: { [code: string]: unknown }
  submittedAt: number
  submittedBy: number
  onBehalf: boolean
  consentId: number
  consentWay: 'in-the-app' | 'signed-paper' | 'spoken' | 'by-phone'
  consentNote: string
  consentBy: string
  promisedDays: number
  dueOn: number
  askedWords: string | undefined
  askedFields: string[]
  refusalCode: string | undefined
  resultWords: string
  closedAt: number | undefined
  stars: number | undefined
  ratingWords: string
  ratedAt: number | undefined
  quotaMonth: number | undefined
}
export type StopRow = { applicationId: number; from: number; until: number | undefined }
export type StepRow = { applicationId: number; kind: string; at: number; by: number; who: string; step: number | undefined; providerId: number | undefined; reason: string | undefined; words: string; dueOn: number | undefined }

export type BatchRow = {
  id: number; title: string; terms: string; valueFen: number; campaignId: number | undefined; serviceId: number | undefined; quota: number; issued: number; redeemed: number; expired: number; cancelled: number
  validFrom: number; validUntil: number; perWorker: number; claimable: boolean; state: 'open' | 'closed'; partners: number[]
}
export type VoucherRow = { id: number; batchId: number; workerId: number | undefined; origin: 'claimed' | 'application' | 'staff'; sourceId: number | undefined; code: string; forgotten: boolean; state: 'valid' | 'redeemed' | 'expired' | 'cancelled'; issuedOn: number; validFrom: number; validUntil: number; endedOn: number | undefined; reason: string }
export type RedemptionRow = { id: number; voucher: VoucherRow; partnerId: number; partnerPlace: number; stationId: number | undefined; valueFen: number; at: number; by: number; month: number; settlementId: number | undefined }
export type SettlementRow = { id: number; partnerId: number; place: number; month: number; redeemed: number; redeemedFen: number; closedBy: number; closedAt: number }

export type CampaignRow = {
  id: number; name: string; season: 'spring-festival' | 'spring' | 'summer-heat' | 'mid-autumn' | 'autumn' | 'winter-warmth' | 'other'; purpose: string; state: 'draft' | 'planned' | 'running' | 'reported'; announcedAt: number | undefined; startsOn: number; endsOn: number
  joining: 'sign-up' | 'walk-in' | 'both'; capacity: number | undefined; target: number | undefined; perWorker: number; rule: EligibilityRule; signedUp: number; handedOut: number; walkIns: number; notified: number; summary: string; otherCosts: { label: string; fen: number }[]
  endedAt: number | undefined; forgottenOn: number | undefined; createdAt: number; stations: { id: number; partner: number }[]; goods: { good: number; unitCostFen: number; planned: number; handed: number }[]
}
export type CountRow = { campaignId: number; cut: 'station' | 'day' | 'trade'; key: string; people: number }
export type CampaignWorkerRow = { campaignId: number; workerId: number; signedUp: boolean; received: number }

export type Services = {
  services: ServiceRow[]
  months: MonthRow[]
  applications: ApplicationRow[]
  stops: StopRow[]
  steps: StepRow[]
  consents: ConsentRow[]
  batches: BatchRow[]
  vouchers: VoucherRow[]
  redemptions: RedemptionRow[]
  settlements: SettlementRow[]
  campaigns: CampaignRow[]
  counts: CountRow[]
  campaignWorkers: CampaignWorkerRow[]
}

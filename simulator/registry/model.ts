// What the registry of a simulated city knows: the rows of the city's tables, in the clear. The loader seals them.
// Moments are seconds since 1970, days whole numbers; names as in server/migrations/city.

import type { CitySize, IdKind, Kind, Outlet, Particulars, Spell, Trade } from '../city/model.ts'

import type { Network } from '../network/model.ts'
import type { Services } from '../services/model.ts'

export type { CitySize }

export type WorkerRow = {
  id: number
  name: string
  pinyin: string
  initials: string
  /** Undefined where only a phone is known. */
  idKind: IdKind | undefined
  idNumber: string | undefined
  phone: string
  trade: Trade
  /** Of the spell that goes on and began last; else of the last that ended. */
  place: number
  state: 'present' | 'away'
  createdAt: number
}

export type Source = 'roster' | 'self' | 'spot'
export type Standing = 'confirmed' | 'self-declared' | 'disputed'

export type EngagementRow = {
  id: number
  workerId: number
  companyId: number
  outlet: Outlet
  agency: string
  kind: Kind
  post: string
  since: number
  until: number | undefined
  endedBy: 'roster' | 'worker' | 'move' | undefined
  standing: Standing
  movedFrom: number | undefined
  rosterId: number | undefined
  /** The truth behind it; undefined where only the worker says so. */
  spell: Spell | undefined
}

export type StatementRow = {
  engagementId: number
  source: Source
  statedOn: number
  statedBy: number | undefined
  rosterId: number | undefined
  name: string | undefined
  phone: string | undefined
  outletId: number | undefined
  kind: Kind | undefined
  agency: string | undefined
  post: string | undefined
  hiredOn: number | undefined
  present: boolean | undefined
}

export type AccountRow = {
  id: number
  kind: 'staff' | 'worker'
  name: string
  title: string
  persona: string | undefined
  workerId: number | undefined
  phone: string | undefined
  createdAt: number
}

export type GrantRow = {
  id: number
  accountId: number
  role: string
  place?: number
  companyId?: number
  outletId?: number
  unitId?: number
  stationId?: number
  partnerId?: number
  fromOn: number
  grantedBy: number
}

export type RosterCounts = { rows: number; importable: number; rejected: number; joined: number; left: number; moved: number; changed: number; same: number; review: number; held: number }

export type RosterRecord = RosterCounts & {
  id: number
  companyId: number
  place: number
  asOf: number
  state: 'ready' | 'applied' | 'reversed' | 'refused'
  reason: string | undefined
  fileName: string
  fileBytes: number
  format: string | undefined
  encoding: string | undefined
  sheet: string | undefined
  headerRow: number | undefined
  mapping: { column: string; header: string; key: string; field: string | null }[] | undefined
  guard: { tripped: boolean; scope?: 'company' | 'outlets'; reason?: string; outlets?: { id: number; present: number; leaving: number }[] }
  comparedTo: number | undefined
  uploadedBy: number
  uploadedAt: number
  readyAt: number | undefined
  appliedAt: number | undefined
  reversedAt: number | undefined
  /** Its rows' personal data is gone. */
  purgedAt: number | undefined
}

export type RowChange = { field: string; before: string; after: string }

export type RosterRowRecord = {
  rosterId: number
  rowNo: number
  accepted: boolean
  name: string | undefined
  pinyin: string | undefined
  initials: string | undefined
  idKind: IdKind | undefined
  idNumber: string | undefined
  phone: string | undefined
  outletName: string
  hiredOn: number | undefined
  kind: Kind
  agency: string
  post: string
  rejections: { code: string; field: string; column: string; header: string; detail: { [key: string]: string | number } }[] | undefined
  /** The cells of a rejected row. */
  cells: string[] | undefined
  outletId: number | undefined
  workerId: number | undefined
  engagementId: number | undefined
  change: 'joined' | 'moved' | 'changed' | 'same' | 'review' | 'rejected' | undefined
  changes: RowChange[] | undefined
  reviewReason: string | undefined
}

/** What applying a standing roster changed, and what was there before: enough to take it back. */
export type AppliedChange = {
  rosterId: number
  rowNo: number | undefined
  engagementId: number
  workerId: number
  change: 'joined' | 'left' | 'moved-out' | 'moved-in' | 'changed'
  madeWorker: boolean
  /** Of the engagement, where it was there before: what differed, by column. */
  before: { [column: string]: string | number | null } | undefined
  /** Of the roster's statement likewise; the phone in the clear. */
  said: (Particulars & { statedOn: number; rosterId: number | undefined }) | undefined
}

export type LeaverRow = { rosterId: number; engagementId: number; outletId: number; held: boolean }

export type CheckRow = { id: number; outlet: Outlet; checkedBy: number; checkedAt: number; seen: number; missing: number; unlisted: number; note: string }
export type PosterRow = { code: string; outlet: Outlet; createdBy: number; createdAt: number }
export type DuplicateRow = { id: number; a: number; b: number; reasons: string[]; state: 'open' | 'dismissed'; place: number | undefined; foundAt: number; decidedBy: number | undefined; decidedAt: number | undefined }
export type SettlementRow = { engagementId: number; field: string; source: Source; settledBy: number; settledAt: number; note: string }
export type ConsentRow = { id: number; workerId: number; purpose: string; version: string; granted: boolean; at: number; byAccount: number }
export type DisclosureRow = { id: number; workerId: number; accountId: number; reader: string; companyId: number | undefined; field: 'id_number' | 'phone'; purpose: string; matter: string; at: number; place: number | undefined }
export type EventRow = { id: number; at: number; kind: string; actor: number | undefined; place: number | undefined; workerId: number | undefined; subject: number | undefined; data: { [key: string]: string | number | boolean | null | string[] } }

export type Registry = {
  accounts: AccountRow[]
  grants: GrantRow[]
  workers: WorkerRow[]
  engagements: EngagementRow[]
  statements: StatementRow[]
  settlements: SettlementRow[]
  rosters: RosterRecord[]
  rosterRows: RosterRowRecord[]
  leavers: LeaverRow[]
  applied: AppliedChange[]
  /** True spells of those who registered themselves before a roster named them. */
  declaredSpells: Set<Spell>
  checks: CheckRow[]
  /** Last day on which somebody looked on the spot, by outlet. */
  lastChecked: Map<number, number>
  posters: PosterRow[]
  duplicates: DuplicateRow[]
  consents: ConsentRow[]
  disclosures: DisclosureRow[]
  events: EventRow[]
  network: Network
  services: Services
}

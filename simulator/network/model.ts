// The network of stations of a simulated city: the rows of its tables, in the clear. Moments are seconds since 1970,
// days whole numbers; names as in server/migrations/city.

import type { Position } from '../city/model.ts'

export type PartnerRow = {
  id: number
  name: string
  shortName: string
  pinyin: string
  initials: string
  kind: 'party-mass' | 'government' | 'union' | 'company' | 'shop' | 'clinic' | 'property' | 'association' | 'other'
  place: number
  contactName: string
  contactPhone: string
}

export type Span = [from: number, until: number]
export type Hours = { weekly: Span[][]; holidays: 'as-weekly' | 'closed' | Span[]; workdays: 'as-weekly' | 'closed' | Span[] }
export type StationKind = 'party-mass-centre' | 'city' | 'rider' | 'community' | 'micro-park' | 'tower-lounge' | 'partner-shop'

export type StationRow = {
  id: number
  name: string
  pinyin: string
  initials: string
  kind: StationKind
  partnerId: number
  place: number
  position: Position
  address: string
  entranceNote: string
  amenities: string[]
  hours: Hours | undefined
  capacity: number | undefined
  audience: 'everyone' | 'platform-workers'
  status: 'planned' | 'open' | 'paused' | 'closed'
  pauseNote: string
  openedOn: number | undefined
  closedOn: number | undefined
  lastConfirmedOn: number | undefined
}

export type ExceptionRow = { stationId: number; from: number; until: number; spans: Span[]; reason: string; by: number; at: number }
export type CodeRow = { code: string; stationId: number; at: number }
export type HourRow = { stationId: number; day: number; hour: number; visits: number; peak: number }
/** What a keeper counted this morning, good for the day. */
export type PresenceRow = { stationId: number; counted: number; until: number; at: number }
export type RemarkRow = { id: number; stationId: number; workerId: number; kind: 'hours' | 'missing' | 'broken' | 'other'; amenity: string | undefined; note: string; madeAt: number; answer: string; closure: string | undefined; decidedBy: number | undefined; decidedAt: number | undefined }
export type GoodRow = { id: number; name: string; unit: string }
export type StockRow = { stationId: number; goodId: number; quantity: number; lowAt: number | undefined; movedAt: number }
export type MoveRow = { id: number; stationId: number; goodId: number; kind: 'receive' | 'hand-out' | 'adjust'; quantity: number; after: number; campaignId: number | undefined; note: string; by: number; at: number }

export type Network = {
  partners: PartnerRow[]
  stations: StationRow[]
  exceptions: ExceptionRow[]
  codes: CodeRow[]
  hours: HourRow[]
  presence: PresenceRow[]
  remarks: RemarkRow[]
  goods: GoodRow[]
  stock: StockRow[]
  moves: MoveRow[]
}

/** The demo's people: who keeps which station, for whom they work. */
export const UNION = 1
export const SHOP = 2
export const PROVIDER = 3
export const KEPT_STATION = 1
export const SHOP_STATION = 2

/** A station as the desk's pages show it: whether it is open in words, as a mark, as a dot. */
import type { Api, ReplyOf } from '../../../data/index.ts'
import type { MapDot } from '../../../../ui/desk/index.ts'
import { calendarOf, relativeDay, time } from '../../../../ui/words/index.ts'
import { now } from '../../../../ui/now.ts'
import { t } from '../../../words/stations.ts'

export type KeptStation = ReplyOf<Api['GET /network/stations/{id}']>
export type KeptRow = ReplyOf<Api['GET /network/stations']>['items'][number]
export type Opening = KeptStation['opening']
export type StationKind = KeptStation['kind']
export type StationStatus = KeptStation['status']
export type Amenity = KeptStation['amenities'][number]

export const stationKinds: readonly StationKind[] = ['party-mass-centre', 'city', 'rider', 'community', 'micro-park', 'tower-lounge', 'partner-shop']
export const amenities: readonly Amenity[] = ['water', 'microwave', 'charging', 'battery-swap', 'toilet', 'rest', 'first-aid', 'medicine', 'wifi', 'air-conditioning', 'heating', 'reading', 'smart-lock', 'meal', 'bike-repair', 'umbrella', 'shower', 'power-bank', 'fridge', 'parking', 'nursing-room']

export interface OpenMark {
  readonly state: 'ok' | 'soon' | 'late' | 'none'
  readonly words: string
  /** 22:00 关, 明天 6:00 开. */
  readonly note: string
}

interface Standing {
  readonly status: StationStatus
  readonly opening: Opening
}

/** The normal state has no colour; what nobody knows asks for somebody. */
export function openMark({ status, opening }: Standing): OpenMark {
  if (status === 'planned' || status === 'closed') return { state: 'none', words: t(`status-${status}`), note: '' }
  if (status === 'paused') return { state: 'soon', words: t('status-paused'), note: opensWords(opening) }
  if (opening.open === null) return { state: 'soon', words: t('hoursUnknown'), note: '' }
  if (opening.open) return { state: 'ok', words: t('openNow'), note: opening.closes_at === null ? '' : t('closesAt', { time: time(opening.closes_at) }) }
  return { state: 'none', words: t('shutNow'), note: opensWords(opening) }
}

function opensWords(opening: Opening): string {
  if (opening.opens_at === null) return ''
  const days = calendarOf(opening.opens_at).ordinal - calendarOf(now.value).ordinal
  return days === 0 ? t('opensAt', { time: time(opening.opens_at) }) : t('opensOn', { day: relativeDay(opening.opens_at), time: time(opening.opens_at) })
}

/** On the map: hollow is shut, amber asks to be confirmed, dashed is not in service. */
export function dotState(one: KeptRow): MapDot['state'] {
  if (one.status !== 'open') return 'away'
  if (one.confirmation !== 'confirmed' || one.opening.open === null) return 'soon'
  return one.opening.open ? undefined : 'shut'
}

/** 今天, 昨天, 12 天前, 没确认过. */
export function confirmedWords(one: { readonly confirmed_days_ago: number | null }): string {
  const days = one.confirmed_days_ago
  if (days === null) return t('never')
  return days <= 0 ? t('confirmedToday') : days === 1 ? t('confirmedYesterday') : t('confirmedAgo', { n: days })
}

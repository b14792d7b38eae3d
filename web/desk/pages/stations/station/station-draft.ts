/** The form of a station: what it holds, and what of it the API is sent. */
import gcoord from 'gcoord'
import type { Api, BodyOf } from '../../../data/index.ts'
import type { Amenity, KeptStation, StationKind } from '../parts/station.ts'

export type Datum = 'gcj02' | 'bd09' | 'wgs84'
export type AudienceKind = KeptStation['audience']['kind']

export interface StationDraft {
  name: string
  kind: StationKind
  partner: number | undefined
  place: number | undefined
  address: string
  lon: string
  lat: string
  datum: Datum
  capacity: string
  entranceNote: string
  amenities: readonly Amenity[]
  audience: AudienceKind
  trades: readonly string[]
  companies: readonly { readonly id: number; readonly name: string }[]
  status: 'planned' | 'open'
}

export function draftOf(station: KeptStation | undefined, place: number | undefined): StationDraft {
  return {
    name: station?.name ?? '',
    kind: station?.kind ?? 'rider',
    partner: station?.partner.id,
    place: station?.place ?? place,
    address: station?.address ?? '',
    lon: station === undefined ? '' : String(station.position.lon),
    lat: station === undefined ? '' : String(station.position.lat),
    datum: station === undefined ? 'gcj02' : 'wgs84',
    capacity: station?.capacity == null ? '' : String(station.capacity),
    entranceNote: station?.entrance_note ?? '',
    amenities: station?.amenities ?? ['water', 'rest', 'charging'],
    audience: station?.audience.kind ?? 'everyone',
    trades: station?.audience.trades.map((one) => one.code) ?? [],
    companies: station?.audience.companies ?? [],
    status: 'planned',
  }
}

/** WGS 84, seven decimals (a centimetre); undefined for what is no position on earth. */
export function positionOf(draft: Pick<StationDraft, 'lon' | 'lat' | 'datum'>): { lon: number; lat: number } | undefined {
  const [lon, lat] = [Number(draft.lon), Number(draft.lat)]
  if (draft.lon.trim() === '' || draft.lat.trim() === '' || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) return undefined
  if (draft.datum === 'wgs84') return { lon, lat }
  const [x, y] = gcoord.transform<[number, number]>([lon, lat], draft.datum === 'bd09' ? gcoord.BD09 : gcoord.GCJ02, gcoord.WGS84)
  return { lon: Number(x.toFixed(7)), lat: Number(y.toFixed(7)) }
}

/** 116.4551, 39.9337 pasted into one field falls into two. */
export function pastedPosition(text: string): { lon: string; lat: string } | undefined {
  const parts = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text)
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined
  const [first, second] = [parts[1], parts[2]]
  // Baidu and Amap copy longitude first, Google latitude first; in China the longitude is the larger one.
  return Number(first) >= Number(second) ? { lon: first, lat: second } : { lon: second, lat: first }
}

type Body = BodyOf<Api['POST /stations']>

/** What every keeper may change. */
export function keptOf(draft: StationDraft): Pick<Body, 'amenities' | 'capacity' | 'entrance_note' | 'audience'> {
  return {
    amenities: [...draft.amenities],
    capacity: draft.capacity.trim() === '' ? null : Number(draft.capacity),
    entrance_note: draft.entranceNote.trim(),
    audience: { kind: draft.audience, ...(draft.audience === 'trades' ? { trades: [...draft.trades] } : {}), ...(draft.audience === 'companies' ? { companies: draft.companies.map((one) => one.id) } : {}) },
  }
}

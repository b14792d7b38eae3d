// Where a station is: degrees in one cell or two, in the datum of the map they were taken from.

import gcoordModule from 'gcoord'
import { cleanText } from '../../../../platform/lists/clean-text.ts'
import type { datums } from '../../../../../contract/station-imports.ts'

// A CommonJS package whose types describe an ES module.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

export type Datum = (typeof datums)[number]
export type PositionReading = { lon: number; lat: number } | { why: 'not-degrees' | 'one-number' | 'swapped' | 'elsewhere' | 'half' }

/** Which map the columns' headers name: 高德坐标, 百度经度, GPS. */
export function datumOf(headers: readonly string[]): Datum | undefined {
  const text = headers.join(' ').toLowerCase()
  if (/百度|bd-?09|baidu/.test(text)) return 'bd09'
  if (/高德|腾讯|火星|gcj-?02|amap|tencent/.test(text)) return 'gcj02'
  return /wgs-?84|gps/.test(text) ? 'wgs84' : undefined
}

/** Either order: in China a longitude is above 70 and a latitude below 55. */
export function readPosition(text: string, datum: Datum): PositionReading {
  const numbers = [...dmsToDegrees(cleanText(text)).matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number))
  const [first, second] = numbers
  if (first === undefined) return { why: 'not-degrees' }
  if (second === undefined || numbers.length !== 2) return { why: numbers.length === 1 ? 'one-number' : 'not-degrees' }
  return place(Math.max(first, second), Math.min(first, second), datum)
}

export function readLonLat(lonText: string, latText: string, datum: Datum): PositionReading {
  const lon = oneNumber(lonText)
  const lat = oneNumber(latText)
  if (lon === undefined || lat === undefined) return { why: 'not-degrees' }
  if (!isInChina(lon, lat) && isInChina(lat, lon)) return { why: 'swapped' }
  return place(lon, lat, datum)
}

function oneNumber(text: string): number | undefined {
  const numbers = [...dmsToDegrees(cleanText(text)).matchAll(/-?\d+(?:\.\d+)?/g)]
  return numbers.length === 1 ? Number(numbers[0]?.[0]) : undefined
}

/** 116°24′12″ → 116.40333. */
function dmsToDegrees(text: string): string {
  return text.replaceAll(/(\d+(?:\.\d+)?)\s*[°度]\s*(?:(\d+(?:\.\d+)?)\s*['′’分]\s*)?(?:(\d+(?:\.\d+)?)\s*(?:["″”秒]|'')\s*)?/g, (_, degrees: string, minutes?: string, seconds?: string) => ` ${Number(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600} `)
}

function place(lon: number, lat: number, datum: Datum): PositionReading {
  if (!isInChina(lon, lat)) return { why: 'elsewhere' }
  const [x = lon, y = lat] = datum === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84)
  // Seven digits are a centimetre.
  return { lon: Math.round(x * 1e7) / 1e7, lat: Math.round(y * 1e7) / 1e7 }
}

function isInChina(lon: number, lat: number): boolean {
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54
}

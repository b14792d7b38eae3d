/**
 * Where the phone is, for one use: asked for only when somebody presses, held in this page alone, never written down,
 * and forgotten after half an hour. What is sent to find the nearest is rounded to some ten metres.
 */
import { computed, shallowRef, type ComputedRef } from 'vue'
import { now } from '../../ui/now.ts'

export interface Position {
  readonly lon: number
  readonly lat: number
  /** Milliseconds. */
  readonly at: number
}

export type Trouble = 'refused' | 'none' | 'slow'

const HELD = 30 * 60_000
const held = shallowRef<Position>()

/** WGS 84; undefined until somebody pressed, and again half an hour later. */
export const position: ComputedRef<Position | undefined> = computed(() => (held.value !== undefined && now.value - held.value.at < HELD ? held.value : undefined))

/** @throws Trouble */
export async function locate(): Promise<Position> {
  const found = await new Promise<GeolocationPosition>((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(troubleOf(undefined))
    // A fix of the last minute will do: between two orders nobody waits for satellites.
    navigator.geolocation.getCurrentPosition(resolve, (error) => reject(troubleOf(error.code)), { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 })
  })
  held.value = { lon: rounded(found.coords.longitude), lat: rounded(found.coords.latitude), at: Date.now() }
  return held.value
}

export function forgetPosition(): void {
  held.value = undefined
}

/** What went wrong, for words. */
export class PositionTrouble extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble)
    this.trouble = trouble
  }
}

const EARTH = 6_371_008.8

/** Metres on the sphere of the mean radius: what the server reckons with. */
export function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const h = Math.sin(radians(b.lat - a.lat) / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)))
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4
}

function troubleOf(code: number | undefined): PositionTrouble {
  return new PositionTrouble(code === 1 ? 'refused' : code === 3 ? 'slow' : 'none')
}

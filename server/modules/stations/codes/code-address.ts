// What a code's QR holds, and the codes of this moment.

import type { Context } from '../../../platform/http/call.ts'
import type { Keyring } from '../../../platform/secrets/keyring.ts'
import { proof, rotatingCode, spaced, stepEnd, stepOf, stepsTaken } from './rules.ts'

/** The pocket app opens it; a phone's own camera, too. */
export function codeHref(call: Pick<Context, 'request' | 'services' | 'city'>, code: string): string {
  const origin = call.services.config.publicUrl ?? `${call.request.protocol}://${call.request.host}`
  return `${origin.replace(/\/$/, '')}/s/${code}?city=${call.city.code}`
}

/**
 * The tablet's code. Made from the installation's key, the city and the station: no secret of a station lies anywhere
 * or travels to a tablet, and one city's code says nothing about another's.
 */
export function codeNow(call: Pick<Context, 'request' | 'services' | 'city'>, station: number, now: Temporal.Instant): { code: string; href: string; until: Temporal.Instant } {
  const code = rotatingCode(station, hashOf(call.services.keyring, call.city.code, station, stepOf(now)))
  return { code: spaced(code), href: codeHref(call, code), until: stepEnd(now) }
}

export function isCurrent(call: Pick<Context, 'services' | 'city'>, station: number, shown: string, now: Temporal.Instant): boolean {
  return stepsTaken(now).some((step) => proof(hashOf(call.services.keyring, call.city.code, station, step)) === shown)
}

function hashOf(keyring: Keyring, city: number, station: number, step: number): string {
  return keyring.hash('station-code', `${city}:${station}:${step}`)
}

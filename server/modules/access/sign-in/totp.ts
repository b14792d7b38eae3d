// Time-based one-time passwords: RFC 6238 with SHA-1, 30 seconds, 6 digits, which is what authenticator apps know.

import { createHmac, randomBytes } from 'node:crypto'

const SECONDS = 30

/** 160 bits, as RFC 4226 recommends, in base32. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20))
}

/**
 * Which time step a code belongs to: now's, the one before or the one after, so that a phone's clock may be half a
 * minute off. Undefined when none.
 */
export function totpStep(secret: string, code: string, now: Temporal.Instant): number | undefined {
  const current = stepAt(now)
  // All three are computed whatever fits, so that the time taken tells nothing.
  const fitting = [current - 1, current, current + 1].filter((step) => totpCode(secret, step) === code)
  return fitting.at(-1)
}

export function stepAt(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1000 / SECONDS)
}

export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** What the QR code for an authenticator app says. */
export function totpUri(secret: string, login: string, city: string): string {
  const issuer = encodeURIComponent(`驿站 ${city}`)
  return `otpauth://totp/${issuer}:${encodeURIComponent(login)}?secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=6&period=${SECONDS}`
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((one) => ALPHABET.indexOf(one).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

// Phones and document numbers: as people type them, as they are kept, as they are shown.

import type { Keyring } from '../../../platform/secrets/keyring.ts'
import { remembering } from '../../../platform/remembering.ts'
import { readId, type IdDocument } from '../rosters/reading/read-id.ts'
import { readPhone } from '../rosters/reading/read-phone.ts'

/** Eleven digits, or undefined for what is no mobile number. Takes +86, spaces and dashes. */
export function parsePhone(typed: string): string | undefined {
  const read = readPhone(typed)
  return read && 'value' in read ? read.value : undefined
}

/** A checked document number, or undefined. Old numbers of 15 digits become 18. */
export function parseId(typed: string, today: Temporal.PlainDate): IdDocument | undefined {
  const read = readId(typed, '', today.toString())
  return read && 'value' in read ? read.value : undefined
}

/** @param digits eleven, from `parsePhone` */
export function keyedPhone(keyring: Keyring, digits: string): { hash: string; tail: string; sealed: Buffer } {
  return { hash: keyring.hash('phone', digits), tail: digits.slice(-4), sealed: keyring.seal(digits) }
}

export function keyedId(keyring: Keyring, { kind, number }: IdDocument): { kind: string; hash: string; tail: string; sealed: Buffer } {
  return { kind, hash: keyring.hash(`id:${kind}`, number), tail: number.slice(-4), sealed: keyring.seal(number) }
}

/** 138****5093; '' for none. */
export function maskedPhone(keyring: Keyring, sealed: Uint8Array | null): string {
  return sealed ? phoneMasks(latin1(sealed), () => maskPhone(keyring.open(sealed))) : ''
}

/** 5224**********0318; '' for none. */
export function maskedId(keyring: Keyring, sealed: Uint8Array | null): string {
  return sealed ? idMasks(latin1(sealed), () => maskId(keyring.open(sealed))) : ''
}

/** Masks only, never what they hide. Opening takes 4 µs, and a page of a list has forty: a tenth of all it costs. */
const phoneMasks = remembering<string>(20_000)
const idMasks = remembering<string>(20_000)

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function maskPhone(digits: string): string {
  return digits.length < 8 ? '*'.repeat(digits.length) : digits.slice(0, -8) + '****' + digits.slice(-4)
}

/** Of a resident ID the province and the last four; of shorter numbers (passports, permits) the letter and the last three. */
export function maskId(number: string): string {
  const [head, tail] = number.length >= 15 ? [4, 4] : number.length >= 8 ? [1, 3] : [0, 2]
  return number.slice(0, head) + '*'.repeat(Math.max(0, number.length - head - tail)) + number.slice(-tail)
}

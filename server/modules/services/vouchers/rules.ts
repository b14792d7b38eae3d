// Vouchers decided from facts alone: codes, what stands in the way, months, what a month holds.

import { CODE_ALPHABET, foldCode } from '../../../platform/secrets/code-rules.ts'
import type { settlementStates, voucherObstacles, voucherStates } from '../../../../contract/vouchers.ts'

export type VoucherState = (typeof voucherStates)[number]
export type Obstacle = (typeof voucherObstacles)[number]
export type SettlementState = (typeof settlementStates)[number]

export const timeZone = 'Asia/Shanghai'

/** Letters of a code: fifty bits, so that with the limits on wrong tries nobody finds one. */
export const CODE_LENGTH = 10

/** What the QR code holds. Letters that a QR code packs tightly; no address, so that no other program opens anything. */
export function voucherPayload(city: number, code: string): string {
  return `WSV:${city}:${code}`
}

/** As it was scanned or typed. Undefined: it cannot be a code. A code of another city is none here. */
export function foldVoucherCode(city: number, typed: string): string | undefined {
  const text = foldCode(typed)
  const [, scannedCity, scanned] = /^WSV:(\d{6}):(.*)$/.exec(text) ?? []
  if (scannedCity !== undefined && Number(scannedCity) !== city) return undefined
  const code = scanned ?? text
  return code.length === CODE_LENGTH && [...code].every((letter) => CODE_ALPHABET.includes(letter)) ? code : undefined
}

/** For people: two groups of five. */
export function groupedCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

export function codeTail(code: string): string {
  return code.slice(-3)
}

/** The days between which a voucher of a batch holds that is issued today. Undefined: it would never hold. */
export function validity(batch: { valid_from: Temporal.PlainDate; valid_until: Temporal.PlainDate; valid_days: number | null }, today: Temporal.PlainDate): { from: Temporal.PlainDate; until: Temporal.PlainDate } | undefined {
  const from = later(batch.valid_from, today)
  const own = batch.valid_days === null ? batch.valid_until : from.add({ days: batch.valid_days - 1 })
  const until = earlier(own, batch.valid_until)
  return Temporal.PlainDate.compare(until, from) < 0 ? undefined : { from, until }
}

/** Why a voucher cannot be redeemed today by somebody of `partners`; undefined when it can. */
export function obstacleOf(voucher: { state: VoucherState; valid_from: Temporal.PlainDate; valid_until: Temporal.PlainDate; partners: readonly number[] }, today: Temporal.PlainDate, partners: readonly number[]): Obstacle | undefined {
  if (voucher.state === 'redeemed') return 'already-redeemed'
  if (voucher.state === 'cancelled') return 'cancelled'
  // The job that marks them comes in the night: the days decide.
  if (voucher.state === 'expired' || Temporal.PlainDate.compare(voucher.valid_until, today) < 0) return 'expired'
  if (!voucher.partners.some((one) => partners.includes(one))) return 'other-partner'
  return Temporal.PlainDate.compare(today, voucher.valid_from) < 0 ? 'not-yet-valid' : undefined
}

/** The state on a day: what was not redeemed in time is expired, whether or not it has been marked. */
export function stateOn(voucher: { state: VoucherState; valid_until: Temporal.PlainDate }, today: Temporal.PlainDate): VoucherState {
  return voucher.state === 'valid' && Temporal.PlainDate.compare(voucher.valid_until, today) < 0 ? 'expired' : voucher.state
}

/** The first day of the month in Asia/Shanghai: 16:00 UTC of the last day is the first of the next there. */
export function monthOf(moment: Temporal.Instant): Temporal.PlainDate {
  return moment.toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 })
}

/** 2026-11 → its first day. */
export function monthStart(month: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(`${month}-01`)
}

export function monthText(start: Temporal.PlainDate): string {
  return start.toString().slice(0, 7)
}

export function settlementState(month: Temporal.PlainDate, isClosed: boolean, today: Temporal.PlainDate): SettlementState {
  if (isClosed) return 'closed'
  return Temporal.PlainDate.compare(today, month.add({ months: 1 })) < 0 ? 'running' : 'to-close'
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}

// How PostgreSQL's text becomes JavaScript: dates and times are Temporal, int8 is a number where that is safe.

import pg from 'pg'
import { remembering } from '../remembering.ts'

const OID = { int8: 20, date: 1082, time: 1083, timestamptz: 1184, int8Array: 1016 }

/** Few days stand in many rows: each is read once. */
const dates = remembering<Temporal.PlainDate>(10_000)

export class UnsafeInteger extends RangeError {}

pg.types.setTypeParser(OID.int8, safeInteger)
pg.types.setTypeParser(OID.date, (text) => dates(text, () => Temporal.PlainDate.from(text)))
pg.types.setTypeParser(OID.time, (text) => Temporal.PlainTime.from(text))
// "2026-11-25 02:31:50.12+00": the session's zone is UTC, see pool.ts
pg.types.setTypeParser(OID.timestamptz, (text) => Temporal.Instant.from(text.replace(' ', 'T')))
pg.types.setTypeParser(OID.int8Array, (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(safeInteger)))

/** What pg cannot send by itself: Temporal values as text; everything else stays. Objects for jsonb go through `json()`. */
export function toParameter(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant || value instanceof Temporal.PlainTime) return value.toString()
  if (Array.isArray(value)) return value.map(toParameter)
  return value
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new UnsafeInteger(`int8 beyond 2^53: ${text}`)
  return number
}

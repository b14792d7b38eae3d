// Rows into tables as PostgreSQL's COPY reads them, streamed.

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { isoDay, isoMoment } from '../days.ts'

/** What a column takes; null and undefined are SQL null. JSON and arrays come as text. */
export type Value = string | number | boolean | Buffer | null | undefined
export type Client = pg.Client | pg.PoolClient

/** @returns how many rows went in */
export async function copyRows<T>(client: Client, table: string, columns: readonly string[], rows: Iterable<T>, toValues: (row: T) => readonly Value[]): Promise<number> {
  let count = 0
  function* chunks(): Generator<string> {
    let text = ''
    for (const row of rows) {
      text += line(toValues(row))
      count += 1
      // One write to the socket for about a thousand rows.
      if (text.length > 131_072) {
        yield text
        text = ''
      }
    }
    if (text) yield text
  }
  const names = columns.map((column) => `"${column}"`).join(', ')
  await pipeline(Readable.from(chunks(), { objectMode: false, highWaterMark: 262_144 }), client.query(copyFrom(`copy ${table} (${names}) from stdin`)))
  return count
}

/** A day as SQL date. */
export function date(day: number | undefined): Value {
  return day === undefined ? null : isoDay(day)
}

/** Seconds since 1970 as timestamptz. */
export function instant(seconds: number | undefined): Value {
  return seconds === undefined ? null : isoMoment(seconds)
}

export function json(value: unknown): Value {
  return value === undefined ? null : JSON.stringify(value)
}

/** Empty text says nothing. */
export function said(text: string | undefined): Value {
  return text || null
}

function line(values: readonly Value[]): string {
  let text = ''
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += '\t'
    const value = values[index]
    if (value === null || value === undefined) text += '\\N'
    else if (typeof value === 'string') text += SPECIAL.test(value) ? value.replace(ALL_SPECIAL, escape) : value
    else if (typeof value === 'number') text += value
    else if (typeof value === 'boolean') text += value ? 't' : 'f'
    else text += `\\\\x${value.toString('hex')}`
  }
  return `${text}\n`
}

const SPECIAL = /[\\\t\n\r]/
const ALL_SPECIAL = /[\\\t\n\r]/g

function escape(character: string): string {
  if (character === '\t') return '\\t'
  if (character === '\n') return '\\n'
  return character === '\r' ? '\\r' : '\\\\'
}

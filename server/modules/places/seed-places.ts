// The official tree of a new city, from the code list into its table.

import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Division } from './read-division-codes.ts'

/** @param client inside a transaction whose search_path is the city's schema */
export async function seedPlaces(client: pg.PoolClient | pg.Client, divisions: readonly Division[]): Promise<void> {
  const lines = divisions.map((one) => [one.code15, one.parent ?? '\\N', one.kind, one.name, one.fullName, one.pinyin, one.initials, 't'].join('\t'))
  await pipeline(Readable.from([`${lines.join('\n')}\n`]), client.query(copyFrom('copy place (code, parent, kind, name, full_name, pinyin, initials, official) from stdin')))
}

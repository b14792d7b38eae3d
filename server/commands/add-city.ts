// Makes a city: its schema, its tables, its real division tree, the classification, and for a demo its people.

import type pg from 'pg'
import { readDivisions } from '../modules/places/read-division-codes.ts'
import { seedCalendar } from '../modules/calendar/index.ts'
import { seedTrades } from '../modules/registry/seed-trades.ts'
import { seedPlaces } from '../modules/places/seed-places.ts'
import { recordCity } from '../platform/cities.ts'
import { migrateCity } from '../platform/database/migrate.ts'
import type { Files } from '../platform/files/files.ts'
import type { City } from '../platform/http/call.ts'
import type { Keyring } from '../platform/secrets/keyring.ts'
import { loadDemoCity, type CitySize } from '../../simulator/load/load-demo-city.ts'

export type AddCityOptions = {
  keyring: Keyring
  today: Temporal.PlainDate
  /** Fills the city with invented companies and people. */
  demo?: { seed: number; size?: CitySize; /** For papers of its applications. */ files?: Files }
}

export class UnknownCity extends Error {
  readonly words: [zh: string, en: string]
  constructor(code: number) {
    super(`The code list has no ${code}`)
    this.words = [`代码表里没有 ${code}。请用六位的市、区或县代码，例如 110105。`, `The code list has no ${code}. Use the six digits of a city, district or county, such as 110105.`]
  }
}

/**
 * Safe to repeat on a city that exists: migrates it and leaves its content alone.
 * @param code GB/T 2260, six digits
 * @throws UnknownCity when the code list has no such city, district or county
 */
export async function addCity(owner: pg.Pool, code: number, options: AddCityOptions): Promise<City> {
  const divisions = readDivisions(code)
  const top = divisions[0]
  if (!top) throw new UnknownCity(code)
  const city = { code, name: top.name, demo: options.demo !== undefined }
  const schema = `city_${code}`
  await migrateCity(owner, schema)
  const client = await owner.connect()
  try {
    await client.query(`begin; set local search_path=${schema},commons; set local waystation.places='{(,)}'`)
    const { rows } = await client.query<{ places: boolean }>('select exists (select from place) as places')
    if (!rows[0]?.places) {
      await seedPlaces(client, divisions)
      await seedTrades(client)
      await seedCalendar(client, schema)
      if (options.demo) await loadDemoCity(client, { city: code, keyring: options.keyring, seed: options.demo.seed, today: options.today, ...(options.demo.size ? { size: options.demo.size } : {}), ...(options.demo.files ? { files: options.demo.files } : {}) })
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  // Only a whole city is listed: a crash above leaves a schema without entry, and the next try fills it.
  return recordCity(owner, city)
}

import { seedCalendar } from '../modules/calendar/index.ts'
import { listCities } from '../platform/cities.ts'
import { migrateCity, migrateCommons } from '../platform/database/migrate.ts'
import type pg from 'pg'
import { withDatabase } from './with-database.ts'

export async function migrate(): Promise<void> {
  const count = await withDatabase(migrateAll)
  console.log(`已更新 ${count} 个城市。 / ${count} cities are up to date.`)
}

/** Commons first, then every city. @returns how many cities there are */
export async function migrateAll(owner: pg.Pool): Promise<number> {
  await migrateCommons(owner)
  const cities = await listCities(owner)
  for (const city of cities) {
    await migrateCity(owner, city.schema)
    await seedCalendar(owner, city.schema)
  }
  return cities.length
}

// Which cities live in this installation. Found by code, remembered, asked again after a miss.

import type pg from 'pg'
import type { City } from './http/call.ts'

export type Cities = {
  find(code: number): Promise<City | undefined>
  list(): Promise<City[]>
}

export function openCities(owner: pg.Pool): Cities {
  let known = new Map<number, City>()
  let readAt = 0

  async function refresh(): Promise<void> {
    readAt = performance.now()
    known = new Map((await listCities(owner)).map((city) => [city.code, city]))
  }

  return {
    async find(code) {
      const city = known.get(code)
      if (city) return city
      // A made-up code must not cost a query each time.
      if (performance.now() - readAt > 1000 || readAt === 0) await refresh()
      return known.get(code)
    },
    async list() {
      await refresh()
      return [...known.values()]
    },
  }
}

export async function listCities(owner: pg.Pool): Promise<City[]> {
  const { rows } = await owner.query<City>('select code, name, schema_name as schema, demo from commons.city order by code')
  return rows
}

export function citySchema(code: number): string {
  return `city_${code}`
}

export async function recordCity(owner: pg.Pool, city: Omit<City, 'schema'>): Promise<City> {
  const schema = citySchema(city.code)
  await owner.query('insert into commons.city (code, name, schema_name, demo) values ($1, $2, $3, $4) on conflict (code) do nothing', [city.code, city.name, schema, city.demo])
  return { ...city, schema }
}

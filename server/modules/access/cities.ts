import type { Call, Reply } from '../../platform/http/call.ts'

export async function listCities(call: Call<'GET /cities'>): Promise<Reply<'GET /cities'>> {
  const cities = await call.services.cities.list()
  return { items: cities.map(({ code, name, demo }) => ({ code, name, demo })) }
}

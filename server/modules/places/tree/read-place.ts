// One place, and the way down to it.

import { sql } from 'kysely'
import { parentCode } from '../../../../contract/place-code.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { getPlace, readPlaces } from '../place-view.ts'

export async function readPlace(call: Call<'GET /places/{code}'>): Promise<Reply<'GET /places/{code}'>> {
  const place = await getPlace(call.tx, call.params.code)
  call.answer.etag(place.revision)
  return place
}

export async function listAncestors(call: Call<'GET /places/{code}/ancestors'>): Promise<Reply<'GET /places/{code}/ancestors'>> {
  const { code } = await getPlace(call.tx, call.params.code)
  const codes: number[] = [code]
  for (let above = parentCode(code); above !== undefined; above = parentCode(above)) codes.push(above)
  return { items: await readPlaces(call.tx, sql`where p.code = any(${codes}) order by p.code`) }
}

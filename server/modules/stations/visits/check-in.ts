// I am here: by a code of the station. No position is asked for, and none is kept.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { words } from '../../../platform/words.ts'
import { settingValue } from '../../access/index.ts'
import { companyNames, recordedFacts, selvesOf, tradeNames } from '../../registry/index.ts'
import { isCurrent } from '../codes/code-address.ts'
import { findByCode } from '../codes/find-by-code.ts'
import { openingOf, shutWords } from '../keeping/opening.ts'
import { occupancyOf } from './read-occupancy.ts'
import { mayComeIn, stayEnd } from './rules.ts'
import { beginStay, endStays, findStay } from './stays.ts'
import { countTry, giveTryBack } from './wrong-codes.ts'

/**
 * Nothing of it is recorded but the stay itself: no event, no remembered answer (`transaction: 'own'` takes no
 * Idempotency-Key; sent again it is the same stay), because each would be a trail (decision 0009).
 */
export async function checkIn(call: Call<'POST /stations/check-ins'>): Promise<Reply<'POST /stations/check-ins'>> {
  await countTry(call)
  // A refusal must not take back that the code was right: it is thrown after the commit.
  const outcome = await call.inTransaction('write', (inside) => enter(inside, call.body.code))
  if (outcome instanceof Problem) throw outcome
  return outcome
}

async function enter(call: Context, code: string) {
  const found = await findByCode(call, code)
  if (!found || (found.kind === 'rotating' && !isCurrent(call, found.station.id, found.proof, call.now))) return new Problem('station-code-wrong')
  await giveTryBack(call)
  const { station, opening } = await openingOf(call, found.station.id)
  // Whoever sees the tablet's code stands before somebody who has opened, whatever the hours say. The wall speaks at night, too.
  if (station.status !== 'open' || (opening.open === false && found.kind === 'printed')) return new Problem('station-shut', { why: shutWords(call.language, opening) })
  const facts = await recordedFacts(call, call.actor.worker, false)
  if (!mayComeIn(station.audience, { works: facts.engagements.length > 0, ...facts })) return new Problem('station-not-for-you', { who: await audienceWords(call, station.audience) })
  const endsAt = stayEnd(call.now, await settingValue(call, 'station.stay-hours'), opening.open ? opening.closesAt : null)
  const stay = await beginStay(call, { station: station.id, endsAt })
  return view(call, { ...stay, name: station.name })
}

export async function readMyStay(call: Call<'GET /me/stay'>): Promise<Reply<'GET /me/stay'>> {
  const stay = await findStay(call)
  return { stay: stay ? await view(call, stay) : null }
}

export async function checkOut(call: Call<'DELETE /me/stay'>): Promise<void> {
  await call.inTransaction('write', async (inside) => endStays(inside, await selvesOf(inside, call.actor.worker)))
}

async function view(call: Context, stay: { station_id: number; name: string; began_at: Temporal.Instant; ends_at: Temporal.Instant }) {
  return { station: { id: stay.station_id, name: stay.name }, since: stay.began_at, ends_at: stay.ends_at, occupancy: await occupancyOf(call, stay.station_id) }
}

async function audienceWords(call: Context, { kind, trades, companies }: { kind: string; trades: readonly string[]; companies: readonly number[] }): Promise<string> {
  if (kind === 'platform-workers') return words(call.language, '在册的新就业群体', 'registered platform workers')
  const called = await tradeNames(call)
  const names = kind === 'trades' ? trades.map((code) => called.get(code) ?? code) : [...(await companyNames(call.tx, companies)).values()]
  return names.join(words(call.language, '、', ', '))
}

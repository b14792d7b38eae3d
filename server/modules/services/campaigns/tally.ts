// Counting what is given: the campaign's own figures, and three cuts that nobody can cross to a person.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'

export function campaignTopic(city: number, campaign: number): string {
  return `campaign ${city} ${campaign}`
}

/** @param people negative: a miscount is taken back; the cuts never fall below nothing */
export async function countGiven(call: Pick<Context, 'tx' | 'today'>, given: { campaign: number; station: number; trade: string; people: number }): Promise<void> {
  const keys = [['station', String(given.station)], ['day', call.today.toString()], ['trade', given.trade]] as const
  for (const [cut, key] of keys) {
    await sql`
      insert into campaign_count (campaign_id, cut, key, people) values (${given.campaign}, ${cut}, ${key}, greatest(${given.people}::int, 0))
      on conflict (campaign_id, cut, key) do update set people = greatest(campaign_count.people + ${given.people}::int, 0)`.execute(call.tx)
  }
}

/** Tells whoever watches that the figures have changed; they read them for themselves. */
export async function tellCounts(call: Pick<Context, 'tx' | 'city' | 'services'>, campaign: number): Promise<void> {
  await call.services.live.publish(call.tx, campaignTopic(call.city.code, campaign), { campaign })
}

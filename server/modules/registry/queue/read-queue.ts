// GET /queue: what waits for whoever asks.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { describePlaces } from '../../places/index.ts'
import { readMatters } from './matters.ts'
import { byDueTime, urgency } from './rules.ts'

/** Late, then today, then later. Counts are of all that waits; the list stops at what somebody may still scroll through. */
export async function readQueue(call: Call<'GET /queue'>): Promise<Reply<'GET /queue'>> {
  const matters = (await readMatters(call, call.query)).sort(byDueTime)
  const shown = matters.slice(0, MOST)
  const places = await describePlaces(call.tx, shown.flatMap((one) => one.place ?? []))
  const counted = Map.groupBy(matters, (one) => urgency(one.dueAt, call.now))
  const kinds = Map.groupBy(matters, (one) => one.kind)
  return {
    items: shown.map((one) => {
      const { title, note } = one.words(call.language)
      return { key: one.key, kind: one.kind, title, note, due_at: one.dueAt, since: one.since, place_name: one.place === null ? '' : (places.get(one.place)?.name ?? ''), who: one.who, href: one.href }
    }),
    total: matters.length, late: counted.get('late')?.length ?? 0, today: counted.get('today')?.length ?? 0,
    by_kind: Object.fromEntries([...kinds].map(([kind, ones]) => [kind, ones.length])),
  }
}

const MOST = 200

// Whether a station is open now, for those at its door.

import { sql } from 'kysely'
import type { Language } from '../../../../contract/problems.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { timeZone } from '../../../platform/http/mount.ts'
import { words } from '../../../platform/words.ts'
import { cityClock, openingView, type HoursColumns } from '../hours/city-clock.ts'
import { exceptionsColumn } from '../network/station-store.ts'
import type { Audience } from '../visits/rules.ts'

export type Opening = { open: boolean | null; reason: ReturnType<typeof openingView>['reason']; closesAt: Temporal.Instant | null; opensAt: Temporal.Instant | null }

type Row = HoursColumns & { id: number; name: string; audience: string; audience_trades: string[]; audience_companies: number[] }

/** @throws Problem not-found; planned stations are not there yet for anybody at a door */
export async function openingOf(call: Pick<Context, 'tx' | 'city' | 'services' | 'now' | 'today'>, id: number): Promise<{ station: { id: number; name: string; status: string; audience: Audience }; opening: Opening }> {
  const { rows } = await sql<Row>`
    select s.id, s.name, s.status, s.hours, s.audience, s.audience_trades, s.audience_companies, ${exceptionsColumn(call.today)} from station s where s.id = ${id} and s.status <> 'planned'`.execute(call.tx)
  const [row] = rows
  if (!row) throw notFound()
  const { open, reason, closes_at: closes, opens_at: opens } = openingView(row, await cityClock(call))
  return {
    station: { id: row.id, name: row.name, status: row.status, audience: { kind: row.audience, trades: row.audience_trades, companies: row.audience_companies } },
    opening: { open, reason, closesAt: instant(closes), opensAt: instant(opens) },
  }
}

/** Why the door is shut, and until when. */
export function shutWords(language: Language, { reason, opensAt }: Opening): string {
  if (reason === 'paused') return words(language, '暂停开放', 'it is paused')
  if (reason === 'closed') return words(language, '已经撤了', 'it is no more')
  if (!opensAt) return words(language, '近期不开', 'it does not open soon')
  const { month, day, hour, minute } = opensAt.toZonedDateTimeISO(timeZone)
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return words(language, `${month}月${day}日 ${time} 开`, `it opens on ${month}/${day} at ${time}`)
}

function instant(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text)
}

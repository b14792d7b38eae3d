// What two records were before they were merged, whole, so that taking it back gives identical rows.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'

/** Rows as PostgreSQL prints them in JSON (bytea as \x…), so that jsonb_populate_record gives them back unchanged. */
export type Row = Record<string, unknown> & { id: number }
export type Said = { engagement_id: number; statements: unknown[]; settlements: unknown[] }

export type Snapshot = {
  workers: Row[]
  engagements: Row[]
  said: Said[]
  pairs: Row[]
}

/** Of both people: their rows, engagements, everything said and settled of those, and every pair either stands in. */
export async function takeSnapshot(tx: Tx, workers: readonly number[]): Promise<Snapshot> {
  const ids = [...workers]
  const { rows } = await sql<Snapshot>`
    select
      (select coalesce(jsonb_agg(to_jsonb(w) order by w.id), '[]') from worker w where w.id = any(${ids}::int8[])) as workers,
      (select coalesce(jsonb_agg(to_jsonb(e) order by e.id), '[]') from engagement e where e.worker_id = any(${ids}::int8[])) as engagements,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'engagement_id', e.id,
          'statements', (select coalesce(jsonb_agg(to_jsonb(s) order by s.source), '[]') from statement s where s.engagement_id = e.id),
          'settlements', (select coalesce(jsonb_agg(to_jsonb(t) order by t.field), '[]') from settlement t where t.engagement_id = e.id)) order by e.id), '[]')
        from engagement e where e.worker_id = any(${ids}::int8[])) as said,
      (select coalesce(jsonb_agg(to_jsonb(d) order by d.id), '[]') from duplicate_pair d where d.worker_a = any(${ids}::int8[]) or d.worker_b = any(${ids}::int8[])) as pairs`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('An aggregate gives one row')
  return row
}

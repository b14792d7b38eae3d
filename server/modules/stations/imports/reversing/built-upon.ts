// What came after a list was applied and stands on it. Taking the list back would pull it away, so it is named instead.

import { sql } from 'kysely'
import type { Context } from '../../../../platform/http/call.ts'
import { words } from '../../../../platform/words.ts'
import { holdersOver } from '../../../access/index.ts'
import { useOfStations } from '../../station-uses.ts'
import type { ImportRecord } from '../import-store.ts'

/**
 * Asked with the stations' rows locked.
 * @returns why the list can no longer be taken back, in the caller's language; undefined when it can
 */
export async function whatBuildsOn(inside: Context, found: ImportRecord): Promise<string | undefined> {
  const { tx, language } = inside
  if (found.purged_at) return words(language, '明细已过保存期', 'its rows are no longer kept')
  const { rows: [later] } = await sql<Later>`
    select count(*) filter (where r.left_revision is null)::int as unrecorded,
      count(*) filter (where s.revision is distinct from r.left_revision)::int as changed,
      count(*) filter (where r.kind = 'new' and (
        exists (select from station_code c where c.station_id = s.id) or exists (select from stay t where t.station_id = s.id) or exists (select from station_hour h where h.station_id = s.id)
        or exists (select from station_presence p where p.station_id = s.id) or exists (select from remark m where m.station_id = s.id) or exists (select from stock k where k.station_id = s.id)
        or exists (select from station_exception e where e.station_id = s.id)))::int as used,
      coalesce(array_agg(s.id) filter (where r.kind = 'new' and s.id is not null), '{}') as made
    from station_import_row r left join station s on s.id = r.station_id
    where r.import_id = ${found.id} and r.kind in ('new', 'changed')`.execute(tx)
  if (!later) return undefined
  if (later.unrecorded > 0) return words(language, '应用时还没有记下原来的资料', 'what stood before was not recorded yet when it was applied')
  if (later.changed > 0) return words(language, `${later.changed} 个驿站之后又改过`, `${later.changed} stations were changed since`)
  if (later.used > 0) return words(language, `${later.used} 个新驿站已在用（打卡码、来人、反映、物资或临时安排）`, `${later.used} new stations are in use (code, visits, remarks, stock or days of their own)`)
  const kept = new Set((await holdersOver(inside, 'station.keep', { stations: later.made, partners: [] })).map(({ station }) => station)).size
  if (kept > 0) return words(language, `${kept} 个新驿站已有管理员`, `${kept} new stations have a keeper`)
  return useOfStations(inside, later.made)
}

type Later = { unrecorded: number; changed: number; used: number; made: number[] }

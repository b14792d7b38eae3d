// What stations keep of a worker: where they are while they are there, and what they remarked until it is forgotten.

import { sql } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { registerPersonalData, type PersonalDataSection } from '../access/index.ts'
import { remarkWords } from './remarks/words.ts'
import type { RemarkKind } from '../../../contract/station-life.ts'
import type { Amenity } from '../../../contract/stations.ts'
import { recount } from './visits/presence.ts'

/** Called when the module is loaded. */
export function registerOwnPersonalData(): void {
  registerPersonalData({ name: 'stations', export: exportOwn, erase: eraseOwn })
}

async function exportOwn({ tx, now, language }: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const stays = await sql<{ station: string; began_at: Temporal.Instant; ends_at: Temporal.Instant }>`
    select s.name as station, t.began_at, t.ends_at from stay t join station s on s.id = t.station_id where t.worker_id = any(${[...workers]}::int8[]) and t.ends_at > ${now}`.execute(tx)
  const remarks = await sql<{ station: string; kind: RemarkKind; amenity: Amenity | null; note: string; made_at: Temporal.Instant; answer: string }>`
    select s.name as station, r.kind, r.amenity, r.note, r.made_at, r.answer
    from remark_author a join remark r on r.id = a.remark_id join station s on s.id = r.station_id where a.worker_id = any(${[...workers]}::int8[]) order by r.id`.execute(tx)
  const station = ['驿站', 'Station'] as const
  return [
    { key: 'stay', title: ['正在哪个驿站', 'Checked in now'], columns: { station, began_at: ['打卡时间', 'Since'], ends_at: ['自动结束', 'Ends by itself'] }, rows: stays.rows },
    {
      key: 'remarks', title: ['我反映的驿站问题', 'My remarks on stations'], columns: { station, about: ['反映', 'About'], note: ['说明', 'Words'], made_at: ['时间', 'At'], answer: ['回复', 'Answer'] },
      rows: remarks.rows.map(({ kind, amenity, ...row }) => ({ ...row, about: remarkWords(language, kind, amenity) })),
    },
  ]
}

/** A remark is about a place and stays; whose it was goes, and with it the words that somebody may be known by. */
async function eraseOwn(context: Context, workers: readonly number[]): Promise<void> {
  const { tx } = context
  const ids = [...workers]
  const { rows } = await sql<{ station_id: number }>`delete from stay where worker_id = any(${ids}::int8[]) returning station_id`.execute(tx)
  await recount(context, rows.map((row) => row.station_id))
  await sql`update remark set note = '' where id in (select remark_id from remark_author where worker_id = any(${ids}::int8[]))`.execute(tx)
  await sql`delete from remark_author where worker_id = any(${ids}::int8[])`.execute(tx)
}

// "The hours are wrong": one tap, to whoever keeps the place.

import { sql } from 'kysely'
import type { RemarkKind } from '../../../../contract/station-life.ts'
import type { Amenity } from '../../../../contract/stations.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { emit } from '../../../platform/events/emit.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { words } from '../../../platform/words.ts'
import { nearestHolders, settingValue } from '../../access/index.ts'
import { notify } from '../../notices/index.ts'
import { selvesOf } from '../../registry/index.ts'
import { openStation, type StationHere } from '../station-in-reach.ts'
import { stationChanged } from '../station-topic.ts'
import { myRemarks, myRemarkView } from './my-remarks.ts'
import { remarkProblem } from './rules.ts'
import { remarkWords } from './words.ts'

const A_DAY = { hours: 24 }

/** Pressed twice, it is said once: the open remark of the same kind is answered again. */
export async function makeRemark(call: Call<'POST /stations/{id}/remarks'>): Promise<Reply<'POST /stations/{id}/remarks'>> {
  const station = await openStation(call, call.params.id)
  const said = { kind: call.body.kind, amenity: call.body.amenity ?? null, note: (call.body.note ?? '').trim() }
  refuse(call, remarkProblem(said))
  const selves = await selvesOf(call, call.actor.worker)
  // Two taps at the same moment: the second waits for the first to be over, and finds its remark.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${call.city.schema} remark ${call.actor.worker}`}, 0))`.execute(call.tx)
  const before = await myRemarks(call, selves, sql`r.station_id = ${station.id} and r.state = 'open' and r.kind = ${said.kind} and r.amenity is not distinct from ${said.amenity}::text and r.note = ${said.note}`, 1)
  if (before[0]) return myRemarkView(before[0])
  await requireFew(call, selves)

  // A worker reaches no station's remarks; this one they make, and who made it stays theirs.
  const id = await beyondScope(call, async () => {
    const { rows } = await sql<{ id: number }>`
      insert into remark (station_id, kind, amenity, note, made_at) values (${station.id}, ${said.kind}, ${said.amenity}, ${said.note}, ${call.now}) returning id`.execute(call.tx)
    const made = rows[0]?.id ?? 0
    await sql`insert into remark_author (remark_id, worker_id) values (${made}, ${call.actor.worker})`.execute(call.tx)
    return made
  })
  await tellKeepers(call, station, id, said)
  const [mine] = await myRemarks(call, selves, sql`r.id = ${id}`, 1)
  if (!mine) throw new Error('It was made a moment ago')
  return myRemarkView(mine)
}

async function tellKeepers(call: Context, station: StationHere, remark: number, { kind, amenity }: { kind: RemarkKind; amenity: Amenity | null }): Promise<void> {
  // By nobody and about nobody: whoever reads the trail of events of a place must not learn who spoke.
  await emit(call.tx, call.now, null, { kind: 'remark.made', place: station.place, subject: remark, data: { station: station.id, kind } })
  await stationChanged(call, station.id, 'remarks')
  const accounts = await nearestHolders(call, 'station.keep', { station: station.id, partner: station.partner_id, place: station.place })
  await notify(call, { kind: 'remark.made', subject: remark, values: { station: station.name, about: { zh: remarkWords('zh-CN', kind, amenity), en: remarkWords('en', kind, amenity) } } }, { accounts, groupsOf: station.place })
}

/** @throws Problem too-many */
async function requireFew(call: Context, selves: readonly number[]): Promise<void> {
  const most = await settingValue(call, 'station.remarks-per-day')
  const today = await myRemarks(call, selves, sql`r.made_at > ${call.now.subtract(A_DAY)}`, most)
  const oldest = today.at(-1)
  if (oldest && today.length >= most) throw new Problem('too-many', { seconds: Math.max(1, Math.ceil(oldest.made_at.add(A_DAY).since(call.now).total('seconds'))) })
}

function refuse({ language }: Context, problem: ReturnType<typeof remarkProblem>): void {
  if (problem === 'names-a-person') throw new Problem('refused-by-design', { why: words(language, '反映只说地方和东西，请去掉里面的手机号、证件号、车牌或微信号', 'remarks are about places and things; please leave out phone and ID numbers, plates and chat names') })
  if (problem === 'needs-amenity') throw invalidField('amenity', words(language, '请选是哪一样，或者写两句', 'Say which thing, or add a few words'))
  if (problem === 'needs-words') throw invalidField('note', words(language, '请写两句', 'Please add a few words'))
}

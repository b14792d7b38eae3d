// Taking an applied roster back: exactly what it changed, exactly as it was, as long as nothing builds on it.

import { systemScope } from '../../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { Problem } from '../../../../platform/http/problem.ts'
import { refreshWorkers } from '../../workers/refresh-workers.ts'
import { changesOf } from '../applying/change-registry.ts'
import { compareOthersAgain } from '../applying/record-application.ts'
import { retried } from '../applying/retried.ts'
import { refreshSized, sizedTo } from '../comparing/compare-roster.ts'
import { getRoster, lockCompany, lockRoster, type RosterRecord } from '../reach.ts'
import { showRoster } from '../showing/roster-view.ts'
import { rosterTopic } from '../topic.ts'
import { stateWords } from '../words.ts'
import { whatBuildsOn } from './built-upon.ts'
import { restoreRegistry } from './restore-registry.ts'

type Reverse = Call<'POST /rosters/{id}/reversal'>

export async function reverseRoster(call: Reverse): Promise<Reply<'POST /rosters/{id}/reversal'>> {
  await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  // The same people as applying reached, wherever they are on record by now; see applyRoster.
  await retried(() => call.inTransaction('write', (inside) => once(inside, 200, call.body, () => reverseOnce(inside, call)), systemScope))
  const view = await call.inTransaction('read', (inside) => showRoster(inside, call.params.id))
  call.answer.etag(view.revision)
  return view
}

async function reverseOnce(inside: Context, call: Reverse): Promise<Record<string, never>> {
  const { tx, language, services, city } = inside
  const roster = await lockRoster(tx, call.params.id)
  await lockCompany(tx, roster.company_id)
  // Clicked twice: it is taken back already.
  if (roster.state === 'reversed') return {}
  if (roster.state !== 'applied') throw new Problem('wrong-state', { state: stateWords(roster.state, language) })
  call.requireMatch(roster.revision)
  const why = await sizedTo(tx, changesOf(roster), () => whatBuildsOn(inside, roster))
  if (why) throw new Problem('built-upon', { why })
  const known = await sizedTo(tx, changesOf(roster), () => restoreRegistry(tx, roster))
  await refreshSized(tx, known.length, () => refreshWorkers(tx, known))
  await record(inside, roster)
  await compareOthersAgain(inside, roster)
  await services.live.publish(tx, rosterTopic(city, roster.id), { state: 'reversed' })
  return {}
}

async function record(inside: Context, roster: RosterRecord): Promise<void> {
  const { tx, now, actor } = inside
  await tx.updateTable('roster').set((row) => ({ state: 'reversed', reversed_by: actor.account, reversed_at: now, revision: row('revision', '+', 1) })).where('id', '=', roster.id).execute()
  if (roster.outlet_id === null) {
    const before = roster.before as { last_as_of: string | null; last_rows: number | null } | null
    await tx.updateTable('company').set({ last_as_of: before?.last_as_of ? Temporal.PlainDate.from(before.last_as_of) : null, last_rows: before?.last_rows ?? null }).where('id', '=', roster.company_id).execute()
  }
  const { joined, left, held, moved, changed } = roster
  await inside.emit({ kind: 'roster.reversed', place: roster.place, subject: roster.id, data: { company: roster.company_id, outlet: roster.outlet_id, as_of: roster.as_of.toString(), joined, left: left - held, moved, changed } })
}

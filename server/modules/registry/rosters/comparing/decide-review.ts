// A person decides about a row to review: the same person as on record, another one, or left out this time.

import { systemScope } from '../../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { notFound, Problem, ruleProblem } from '../../../../platform/http/problem.ts'
import { words } from '../../words.ts'
import { getRoster, lockRoster, type RosterRecord } from '../reach.ts'
import { showRoster } from '../showing/roster-view.ts'
import { stateWords } from '../words.ts'
import { compareRoster, guardLimits } from './compare-roster.ts'
import { mayDecide } from './rules.ts'

type Decide = Call<'POST /rosters/{id}/reviews'>

export async function decideReview(call: Decide): Promise<Reply<'POST /rosters/{id}/reviews'>> {
  await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  // Comparing looks at people wherever they are on record; see applyRoster.
  await call.inTransaction('write', (inside) => once(inside, 201, call.body, () => decide(inside, call)), systemScope)
  const view = await call.inTransaction('read', (inside) => showRoster(inside, call.params.id))
  call.answer.etag(view.revision)
  return view
}

async function decide(inside: Context, call: Decide): Promise<Record<string, never>> {
  const { tx, now, actor, language } = inside
  const { row, decision } = call.body
  const roster = await lockRoster(tx, call.params.id)
  if (roster.state !== 'ready') throw new Problem('wrong-state', { state: stateWords(roster.state, language) })
  const reason = await doubtAbout(inside, roster, row)
  if (!mayDecide(reason, decision)) throw ruleProblem(words(language, '同一证件号不能是两个人：请让企业更正，或这次先不处理', 'One ID number cannot be two people: let the company correct it, or leave the row out'))
  await tx
    .insertInto('roster_decision')
    .values({ roster_id: roster.id, row_no: row, decision, decided_by: actor.account, decided_at: now })
    .onConflict((all) => all.columns(['roster_id', 'row_no']).doUpdateSet({ decision, decided_by: actor.account, decided_at: now }))
    .execute()
  await compareRoster(tx, await guardLimits(inside), roster, roster.rows)
  await inside.emit({ kind: 'roster.row-decided', place: roster.place, subject: roster.id, data: { row, decision } })
  return {}
}

/** Why the row was to be reviewed; for one that was decided already, what it would be without that. */
async function doubtAbout(inside: Context, roster: RosterRecord, row: number): Promise<string> {
  const { tx } = inside
  const earlier = await tx.deleteFrom('roster_decision').where('roster_id', '=', roster.id).where('row_no', '=', row).executeTakeFirst()
  if (earlier.numDeletedRows > 0n) await compareRoster(tx, await guardLimits(inside), roster, roster.rows)
  const found = await tx.selectFrom('roster_difference').select('review_reason').where('roster_id', '=', roster.id).where('row_no', '=', row).where('change', '=', 'review').executeTakeFirst()
  if (!found?.review_reason) throw notFound()
  return found.review_reason
}

// Handing out to a target group: asked for here, done by a job

import { sql } from 'kysely'
import type { EligibilityRule } from '../../../../../contract/services.ts'
import { reachesPlace, wholeCode } from '../../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../../platform/http/problem.ts'
import { watch } from '../../../../platform/http/watch.ts'
import { accountNames } from '../../../access/index.ts'
import { describePlaces } from '../../../places/index.ts'
import { requireSoundRule } from '../../eligibility/describe-rule.ts'
import { wordsOfRules } from '../../eligibility/target-group.ts'
import { words } from '../../words.ts'
import { getOwnBatch } from '../change-batch.ts'
import { batchStateWords } from '../voucher-words.ts'
import { GROUP_JOB, issueTopic } from './issue-to-group.ts'

type IssueRow = { id: number; batch_id: number; place: number; rule: EligibilityRule; state: 'waiting' | 'running' | 'done' | 'stopped'; asked_by: number; asked_at: Temporal.Instant; looked_at: number; issued: number; skipped: number; stopped_because: 'quota' | 'cancelled' | 'too-few' | null; done_at: Temporal.Instant | null }

const columns = sql`i.id, i.batch_id, i.place, i.rule, i.state, i.asked_by, i.asked_at, i.looked_at, i.issued, i.skipped, i.stopped_because, i.done_at`

export async function addGroupIssue(call: Call<'POST /voucher-batches/{id}/issues'>): Promise<Reply<'POST /voucher-batches/{id}/issues'>> {
  const batch = await getOwnBatch(call, call.params.id)
  if (batch.state !== 'open') throw new Problem('wrong-state', { state: batchStateWords(call.language, batch.state) })
  const place = call.body.place === undefined ? batch.place : wholeCode(call.body.place)
  if (!reachesPlace(call, place) || !(await describePlaces(call.tx, [place])).has(place)) throw invalidField('place', words(call.language, '没有这个辖区，或不在您的管辖范围内', 'There is no such place in your reach'))
  if (call.body.rule) await requireSoundRule(call, call.body.rule, 'rule')
  const going = await call.tx.selectFrom('voucher_issue').select('id').where('batch_id', '=', batch.id).where('state', 'in', ['waiting', 'running']).executeTakeFirst()
  if (going) throw new Problem('wrong-state', { state: words(call.language, '上一次发放还没完', 'the last one is still going on') })
  const { id } = await call.tx
    .insertInto('voucher_issue')
    .values({ batch_id: batch.id, place, rule: sql`${JSON.stringify(call.body.rule ?? batch.rule)}::text::json`, asked_by: call.actor.account, asked_at: call.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await call.services.jobs.send(call.tx, GROUP_JOB, { city: call.city.code, issue: id })
  await call.emit({ kind: 'voucher-issue.asked', place, subject: id, data: { batch: batch.id } })
  const { rows } = await sql<IssueRow>`select ${columns} from voucher_issue i where i.id = ${id}`.execute(call.tx)
  const [view] = await issueViews(call, rows)
  if (!view) throw new Error('It was added a moment ago')
  return view
}

export async function listGroupIssues(call: Call<'GET /voucher-batches/{id}/issues'>): Promise<Reply<'GET /voucher-batches/{id}/issues'>> {
  const batch = await getOwnBatch(call, call.params.id, { lock: false })
  const { rows } = await sql<IssueRow>`select ${columns} from voucher_issue i where i.batch_id = ${batch.id} order by i.id desc limit 50`.execute(call.tx)
  return { items: await issueViews(call, rows) }
}

/** `issue` with its counts as they change, until nothing goes on any more. */
export async function groupIssueEvents(call: Call<'GET /voucher-batches/{id}/issues/events'>): Promise<Reply<'GET /voucher-batches/{id}/issues/events'>> {
  const look = () => call.inTransaction('read', async (inside) => {
    const batch = await getOwnBatch(inside, call.params.id, { lock: false })
    const { rows } = await sql<IssueRow>`select ${columns} from voucher_issue i where i.batch_id = ${batch.id} order by i.id desc limit 1`.execute(inside.tx)
    return rows[0]
  })
  return watch(call, {
    listen: (gone) => call.services.live.messages(issueTopic(call.city.code, call.params.id), gone),
    look,
    async *tell(first, messages) {
      if (first) yield { event: 'issue', data: countsOf(first) }
      if (!first || first.done_at) return
      for await (const _ of messages) {
        const latest = await look()
        if (latest) yield { event: 'issue', data: countsOf(latest) }
        if (!latest || latest.done_at) return
      }
    },
  })
}

function countsOf({ id, state, looked_at, issued, skipped, stopped_because }: IssueRow) {
  return { id, state, looked_at, issued, skipped, stopped_because }
}

async function issueViews(call: Context, rows: readonly IssueRow[]) {
  const staff = await accountNames(call.tx, rows.map((row) => row.asked_by))
  const said = await wordsOfRules(call, rows.map((row) => row.rule))
  return rows.map((row, index) => ({ ...row, rule_words: said[index] ?? '', asked_by: staff.get(row.asked_by)?.name ?? '' }))
}

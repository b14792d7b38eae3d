// Nobody goes through codes: ten that are none, and whoever tries waits. Counted for the account and not the address,
// which a whole district of phones may share.

import { sql } from 'kysely'
import type { Call, Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'

const MOST = 10
const WITHIN_HOURS = 1

/**
 * Counted before it is looked at, in a transaction of its own, and given back when it was right: so that a thousand at
 * the same moment are still ten.
 * @throws Problem too-many
 */
export async function countTry(call: Call<'POST /stations/check-ins'>): Promise<void> {
  const { account } = call.actor
  const horizon = call.now.subtract({ hours: WITHIN_HOURS })
  const row = await call.inTransaction('write', async ({ tx }) => {
    const { rows } = await sql<{ tries: number; since: Temporal.Instant }>`
      insert into wrong_code as w (account_id, tries, since) values (${account}, 1, ${call.now})
      on conflict (account_id) do update set tries = case when w.since <= ${horizon} then 1 else least(w.tries + 1, 1000) end, since = case when w.since <= ${horizon} then excluded.since else w.since end
      returning tries, since`.execute(tx)
    return rows[0]
  })
  if (row && row.tries > MOST) throw new Problem('too-many', { seconds: Math.max(1, Math.ceil(row.since.add({ hours: WITHIN_HOURS }).since(call.now).total('seconds'))) })
}

/** The code was right. With the last try the row goes: it would say when somebody scanned. */
export async function giveTryBack(call: Pick<Context, 'tx' | 'actor'>): Promise<void> {
  await sql`delete from wrong_code where account_id = ${call.actor.account} and tries <= 1`.execute(call.tx)
  await sql`update wrong_code set tries = tries - 1 where account_id = ${call.actor.account}`.execute(call.tx)
}

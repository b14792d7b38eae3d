// Codes that are none, counted by account and by network address: nobody goes through them to find one.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { KeptProblem, Problem } from '../../../platform/http/problem.ts'
import { networkAddress, settingValue } from '../../access/index.ts'

const WINDOW = 900 // seconds

/** @throws Problem too-many while the account or the address has tried too many wrong codes within a quarter of an hour */
export async function refuseGuessing(call: Context): Promise<void> {
  const [account, address] = whoTries(call)
  const since = call.now.subtract({ seconds: WINDOW })
  // Counted for the whole installation, not for whom the caller reaches.
  const rows = await beyondScope(call, () => call.tx.selectFrom('voucher_try').select(['who', 'since', 'wrong']).where('who', 'in', [account, address]).where('since', '>', since).execute())
  const limits = new Map([[account, await settingValue(call, 'voucher.wrong-codes-per-account')], [address, await settingValue(call, 'voucher.wrong-codes-per-address')]])
  const ends = rows.filter((row) => row.wrong >= (limits.get(row.who) ?? 0)).map((row) => row.since.epochMilliseconds + WINDOW * 1000)
  if (ends.length > 0) throw new Problem('too-many', { seconds: Math.max(1, Math.ceil((Math.max(...ends) - call.now.epochMilliseconds) / 1000)) })
}

/** Counts the try, and gives the refusal to throw: its transaction is kept, or the count would be lost. */
export async function wrongCode(call: Context, type: 'voucher-unknown' | 'pass-unknown'): Promise<KeptProblem> {
  const before = call.now.subtract({ seconds: WINDOW })
  await beyondScope(call, () => sql`
    insert into voucher_try as t (who, since, wrong) select who, ${call.now}::timestamptz, 1 from unnest(${whoTries(call).toSorted()}::uuid[]) as w (who)
    on conflict (who) do update set
      wrong = case when t.since <= ${before}::timestamptz then 1 else least(t.wrong + 1, 30000) end,
      since = case when t.since <= ${before}::timestamptz then excluded.since else t.since end`.execute(call.tx))
  return new KeptProblem(type)
}

function whoTries({ actor, request, services }: Context): [account: string, address: string] {
  return [services.keyring.hash('voucher-try', `account ${actor.account}`), services.keyring.hash('voucher-try', `address ${networkAddress(request.ip)}`)]
}

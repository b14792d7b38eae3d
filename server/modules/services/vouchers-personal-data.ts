// What vouchers and campaigns keep of a worker, and how it goes.

import { sql } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { registerPersonalData, type PersonalDataSection } from '../access/index.ts'
import { batchTitles } from './vouchers/redeeming/redemption-views.ts'
import { stateOn, type VoucherState } from './vouchers/rules.ts'
import { voucherStateWords } from './vouchers/voucher-words.ts'
import { words } from './words.ts'

/** Called when the module is loaded. */
export function registerVouchersPersonalData(): void {
  registerPersonalData({ name: 'vouchers-and-campaigns', export: exportOwn, erase: eraseOwn })
}

async function exportOwn(context: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const { tx, language, today } = context
  const vouchers = await tx
    .selectFrom('voucher as v').leftJoin('voucher_redemption as r', (join) => join.onRef('r.voucher_id', '=', 'v.id').on('r.undone_at', 'is', null))
    .select(['v.batch_id', 'v.state', 'v.origin', 'v.issued_on', 'v.valid_until', 'r.redeemed_at']).where('v.worker_id', 'in', workers).orderBy('v.id').execute()
  const taken = await tx.selectFrom('voucher_taken').select(['batch_id', 'times']).where('worker_id', 'in', workers).orderBy('batch_id').execute()
  const titles = await batchTitles(context, [...vouchers, ...taken].map((row) => row.batch_id))
  const campaigns = await tx.selectFrom('campaign_worker as w').innerJoin('campaign as c', 'c.id', 'w.campaign_id').select(['c.name', 'w.signed_up', 'w.received']).where('w.worker_id', 'in', workers).orderBy('c.id').execute()
  const voucher = ['券', 'Voucher'] as const
  return [
    {
      key: 'vouchers', title: ['我的券', 'My vouchers'],
      columns: { title: voucher, state: ['状态', 'State'], issued_on: ['领取日期', 'Issued'], valid_until: ['有效期至', 'Valid until'], redeemed_at: ['核销时间', 'Redeemed'] },
      rows: vouchers.map(({ batch_id, state, ...row }) => ({ title: titles.get(batch_id) ?? '', ...row, state: voucherStateWords(language, stateOn({ ...row, state: state as VoucherState }, today)) })),
    },
    { key: 'voucher_counts', title: ['每种券领过几张', 'How many of each I took'], columns: { title: voucher, times: ['张数', 'Count'] }, rows: taken.map(({ batch_id, times }) => ({ title: titles.get(batch_id) ?? '', times })) },
    {
      key: 'campaigns', title: ['参加的关爱活动', 'Care campaigns'], columns: { name: ['活动', 'Campaign'], signed_up: ['报过名', 'Signed up'], received: ['领过几次', 'Received'] },
      rows: campaigns.map(({ signed_up, ...row }) => ({ ...row, signed_up: signed_up ? words(language, '是', 'yes') : words(language, '否', 'no') })),
    },
  ]
}

/** Vouchers that hold are cancelled, for nobody else can use them; of the others only counts stay. */
async function eraseOwn({ tx, today }: Context, workers: readonly number[]): Promise<void> {
  const ids = [...workers]
  await sql`
    update voucher_batch b set issued = b.issued - g.n, cancelled = b.cancelled + g.n
    from (select v.batch_id, count(*)::int as n from voucher v where v.worker_id = any(${ids}::int8[]) and v.state = 'valid' group by v.batch_id) g where b.id = g.batch_id`.execute(tx)
  await tx.updateTable('voucher').set({ state: 'cancelled', ended_on: today }).where('worker_id', 'in', ids).where('state', '=', 'valid').execute()
  await tx.updateTable('voucher').set({ worker_id: null, source_id: null, code: null, code_hash: null, reason: '' }).where('worker_id', 'in', ids).execute()
  await tx.deleteFrom('voucher_taken').where('worker_id', 'in', ids).execute()
  await tx.deleteFrom('campaign_pass').where('worker_id', 'in', ids).execute()
  await sql`
    update campaign c set signed_up = c.signed_up - g.n
    from (select w.campaign_id, count(*)::int as n from campaign_worker w where w.worker_id = any(${ids}::int8[]) and w.signed_up group by w.campaign_id) g
    where c.id = g.campaign_id and c.state in ('planned', 'running')`.execute(tx)
  await tx.deleteFrom('campaign_worker').where('worker_id', 'in', ids).execute()
}

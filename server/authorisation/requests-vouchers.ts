import { randomBytes } from 'node:crypto'
import type { vouchersOperations } from '../../contract/vouchers.ts'
import { CODE_LENGTH } from '../modules/services/vouchers/rules.ts'
import { codeOf } from '../platform/secrets/code-rules.ts'
import { fresh, type Making, type RequestOf } from './sample.ts'

const firstDay = Temporal.PlainDate.from('2026-01-01')
const lastDay = Temporal.PlainDate.from('2090-12-31')

/** Open, of the grid, redeemed by the world's partner. */
async function batch({ world, sql }: Making): Promise<number> {
  return sql(async (tx) => {
    const { id } = await tx.insertInto('voucher_batch').values({ title: fresh(`${world.mark}券`), value_fen: 1000, place: world.grid, quota: 100, valid_from: firstDay, valid_until: lastDay, claimable: true, created_by: 1, created_at: Temporal.Now.instant() }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('voucher_batch_partner').values({ batch_id: id, partner_id: world.partner }).execute()
    return id
  })
}

async function voucher(given: Making): Promise<{ id: number; code: string; batch: number }> {
  const batchId = await batch(given)
  const { keyring } = given.services
  const code = codeOf(randomBytes(CODE_LENGTH))
  const { id } = await given.sql(async (tx) => {
    await tx.updateTable('voucher_batch').set({ issued: 1 }).where('id', '=', batchId).execute()
    return tx.insertInto('voucher').values({ batch_id: batchId, place: given.world.grid, worker_id: null, origin: 'staff', code: keyring.seal(code), code_hash: keyring.hash('voucher', code), code_tail: code.slice(-3), issued_on: firstDay, valid_from: firstDay, valid_until: lastDay }).returning('id').executeTakeFirstOrThrow()
  })
  return { id, code, batch: batchId }
}

async function redemption(given: Making): Promise<number> {
  const { id, batch: batchId } = await voucher(given)
  const { world } = given
  const now = Temporal.Now.instant()
  return given.sql(async (tx) => {
    await tx.updateTable('voucher_batch').set({ redeemed: 1 }).where('id', '=', batchId).execute()
    await tx.updateTable('voucher').set({ state: 'redeemed', ended_on: firstDay }).where('id', '=', id).execute()
    return (await tx.insertInto('voucher_redemption').values({ voucher_id: id, batch_id: batchId, partner_id: world.partner, partner_place: world.township, batch_place: world.grid, station_id: world.station, value_fen: 1000, code_tail: '222', redeemed_at: now, redeemed_by: 1, month: now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().with({ day: 1 }) }).returning('id').executeTakeFirstOrThrow()).id
  })
}

/** Of the grid, so that every office above reaches it. */
async function gridPartner({ world, sql }: Making): Promise<number> {
  const name = fresh(`${world.mark}商户`)
  return (await sql((tx) => tx.insertInto('partner').values({ name, short_name: name, kind: 'shop', place: world.grid, created_at: Temporal.Now.instant() }).returning('id').executeTakeFirstOrThrow())).id
}

const ofBatch = (rest: string, body?: unknown): RequestOf => ({ about: 'path', make: async (given) => ({ path: `/voucher-batches/${await batch(given)}${rest}`, ...(body === undefined ? {} : { body }) }) })
const ofSettlement = (rest: string, body?: unknown): RequestOf => ({ about: 'path', make: async (given) => ({ path: `/settlements/${await gridPartner(given)}/2026-01${rest}`, ...(body === undefined ? {} : { body }) }) })

export const vouchersRequests: Record<keyof typeof vouchersOperations, RequestOf> = {
  'GET /voucher-batches': { about: 'list', make: async (given) => (await batch(given), { path: '/voucher-batches?limit=200' }) },
  'POST /voucher-batches': { about: 'body', make: ({ world }) => ({ path: '/voucher-batches', body: { place: world.grid, title: fresh(world.mark), value_fen: 500, quota: 10, valid_from: '2026-01-01', valid_until: '2090-12-31', partner_ids: [world.partner] } }) },
  'GET /voucher-batches/{id}': ofBatch(''),
  'PATCH /voucher-batches/{id}': ofBatch('', { quota: 200 }),
  'POST /voucher-batches/{id}/cancellation': ofBatch('/cancellation', { reason: '试一试' }),
  'GET /voucher-batches/{id}/vouchers': ofBatch('/vouchers'),
  'POST /voucher-batches/{id}/issues': ofBatch('/issues', {}),
  'GET /voucher-batches/{id}/issues': ofBatch('/issues'),
  'GET /voucher-batches/{id}/issues/events': ofBatch('/issues/events'),
  'GET /voucher-batches/{id}/events': ofBatch('/events'),
  'POST /workers/{id}/vouchers': { about: 'path', make: async (given) => ({ path: `/workers/${(await given.world.worker()).worker}/vouchers`, body: { batch_id: await batch(given) } }) },
  'POST /vouchers/{id}/cancellation': { about: 'path', make: async (given) => ({ path: `/vouchers/${(await voucher(given)).id}/cancellation`, body: { reason: '试一试' } }) },
  'POST /vouchers/lookups': { about: 'none', make: async (given) => ({ path: '/vouchers/lookups', body: { code: (await voucher(given)).code } }) },
  'POST /vouchers/redemptions': { about: 'body', make: async (given) => ({ path: '/vouchers/redemptions', body: { code: (await voucher(given)).code } }) },
  'GET /vouchers/redemptions': { about: 'list', make: async (given) => (await redemption(given), { path: '/vouchers/redemptions?limit=200' }) },
  'POST /vouchers/redemptions/{id}/reversal': { about: 'path', make: async (given) => ({ path: `/vouchers/redemptions/${await redemption(given)}/reversal`, body: { reason: '试一试' } }) },
  'GET /settlements': { about: 'list', make: async (given) => (await redemption(given), { path: '/settlements' }) },
  'GET /settlements/export': { about: 'list', make: () => ({ path: '/settlements/export?month=2026-01' }) },
  'GET /settlements/{partner}/{month}': ofSettlement(''),
  'GET /settlements/{partner}/{month}/export': ofSettlement('/export'),
  'POST /settlements/{partner}/{month}/closing': ofSettlement('/closing', {}),
  'GET /me/vouchers': { about: 'list', make: () => ({ path: '/me/vouchers' }) },
  'GET /me/voucher-offers': { about: 'none', make: async (given) => (await batch(given), { path: '/me/voucher-offers' }) },
  'POST /me/vouchers': { about: 'none', make: async (given) => ({ path: '/me/vouchers', body: { batch_id: await batch(given) } }) },
}

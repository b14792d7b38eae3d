// At the till: for whom one redeems, and what does not count.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../testing/waystation.ts'
import { voucherScene } from '../testing/scene.ts'

const scene = await voucherScene({ mark: '收银' })
const { waystation, world, office, till } = scene
const kind = (answer: Answer) => String(answer.body['type'] ?? '').split('/').at(-1)
const stateOf = async (holder: { get(path: string): Promise<Answer> }) => (((await holder.get('/me/vouchers')).body['items']) as { state: string }[])[0]?.state

test('a partner that was closed redeems no more, and the voucher is still whole', async () => {
  const gone = await scene.partner('关门的面馆')
  const last = await scene.staff('partner_staff', { partner_id: gone })
  const { id } = await scene.batch({ partner_ids: [gone, world.partner] })
  const { holder, code } = await scene.claim(id)
  await waystation.sql((tx) => tx.updateTable('partner').set({ closed_on: Temporal.PlainDate.from('2026-11-15') }).where('id', '=', gone).execute())
  assert.equal((await last.post('/vouchers/redemptions', { code })).status, 400)
  assert.equal(await stateOf(holder), 'valid')
  assert.equal((await till.post('/vouchers/redemptions', { code })).status, 201)
})

test('whoever works for two partners says for which; a keeper redeems at their own station only', async () => {
  const second = await scene.partner('二店')
  const both = await scene.staff('partner_staff', { partner_id: world.partner })
  const { account } = await waystation.sql(async (tx) => ({ account: (await tx.selectFrom('session').select('account_id').where('token_hash', '=', waystation.services.keyring.tokenHash(both.token)).executeTakeFirstOrThrow()).account_id }))
  await waystation.sql((tx) => tx.insertInto('role_grant').values({ account_id: account, role: 'partner_staff', partner_id: second, from_on: Temporal.PlainDate.from('2026-01-01'), granted_at: waystation.services.clock() }).execute())
  const { id } = await scene.batch({ partner_ids: [world.partner, second] })
  const { code } = await scene.claim(id)
  assert.equal((await both.post('/vouchers/redemptions', { code })).status, 400)
  const done = await both.post('/vouchers/redemptions', { code, partner_id: second })
  assert.deepEqual([done.status, (done.body['partner'] as { id: number }).id], [201, second], done.text)

  const other = await waystation.sql((tx) => tx.insertInto('station').values({ name: '另一个驿站', kind: 'rider', partner_id: world.partner, place: world.grid, lon: 116.46, lat: 39.93, status: 'open', created_at: waystation.services.clock() }).returning('id').executeTakeFirstOrThrow())
  const { code: next } = await scene.claim(id)
  assert.equal((await scene.keeper.post('/vouchers/redemptions', { code: next, station_id: other.id })).status, 400)
  assert.equal((await scene.keeper.post('/vouchers/redemptions', { code: next, station_id: world.station })).status, 201)
})

test('two tills of one partner in the same second: one redemption', async () => {
  const { id } = await scene.batch({ value_fen: 700 })
  const { code } = await scene.claim(id)
  const answers = await Promise.all([till, till, scene.keeper, scene.keeper].map((one) => one.post('/vouchers/redemptions', { code })))
  assert.deepEqual(answers.map((one) => one.status).sort(), [201, 409, 409, 409])
  assert.deepEqual([...new Set(answers.filter((one) => one.status === 409).map(kind))], ['already-redeemed'])
  const rows = await waystation.sql((tx) => tx.selectFrom('voucher_redemption').select('value_fen').where('batch_id', '=', id).execute())
  assert.deepEqual(rows, [{ value_fen: 700 }])
  assert.equal((await office.get(`/voucher-batches/${id}`)).body['redeemed'], 1)
})

test('taken back after its batch was cancelled, a voucher is cancelled, too, and the sums agree', async () => {
  const { id } = await scene.batch({ quota: 2 })
  const [first, second] = [await scene.claim(id), await scene.claim(id)]
  const done = await till.post('/vouchers/redemptions', { code: first.code })
  assert.equal(done.status, 201, done.text)
  assert.equal((await office.post(`/voucher-batches/${id}/cancellation`, { reason: '商户停业' })).status, 200)
  assert.equal((await till.post(`/vouchers/redemptions/${String(done.body['id'])}/reversal`, { reason: '点错了' })).status, 200)
  assert.deepEqual([await stateOf(first.holder), await stateOf(second.holder)], ['cancelled', 'cancelled'])
  const { body } = await office.get(`/voucher-batches/${id}`)
  assert.deepEqual([body['issued'], body['redeemed'], body['cancelled']], [0, 0, 2])
  assert.equal(kind(await till.post('/vouchers/redemptions', { code: first.code })), 'voucher-not-redeemable')
})

test('many are taken back and redeemed at once: no more than one of each stands, and nothing is counted twice', async () => {
  const { id } = await scene.batch({ value_fen: 300 })
  const { code } = await scene.claim(id)
  for (let turn = 0; turn < 3; turn += 1) {
    const won = (await Promise.all([till, till].map((one) => one.post('/vouchers/redemptions', { code })))).filter((one) => one.status === 201)
    assert.equal(won.length, 1)
    const back = await Promise.all([1, 2, 3].map(() => till.post(`/vouchers/redemptions/${String(won[0]?.body['id'])}/reversal`, { reason: '点错了' })))
    assert.deepEqual(back.map((one) => one.status).sort(), [200, 409, 409], back.map((one) => one.text).join('\n'))
  }
  const { body } = await office.get(`/voucher-batches/${id}`)
  assert.deepEqual([body['issued'], body['redeemed']], [1, 0])
})

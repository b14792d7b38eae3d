// The figures of a batch move before whoever has it open, and those of its campaign with them.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hear } from '../../../testing/hear.ts'
import { voucherScene } from '../testing/scene.ts'

const scene = await voucherScene({ mark: '现场' })
const { waystation, office, till } = scene

test('taken, redeemed, taken back: each is told with the figures as they then stand', async () => {
  const { id } = await scene.batch()
  const heard = await hear(office, waystation.origin, `/voucher-batches/${id}/events`, (events) => events.length === 4, async () => {
    const { code } = await scene.claim(id)
    const done = await till.post('/vouchers/redemptions', { code })
    await till.post(`/vouchers/redemptions/${String(done.body['id'])}/reversal`, { reason: '点错了' })
  })
  assert.deepEqual(heard.map(({ data }) => [data['issued'], data['redeemed']]), [[0, 0], [1, 0], [1, 1], [1, 0]])
})

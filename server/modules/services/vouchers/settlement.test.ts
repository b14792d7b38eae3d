import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DEFAULT_LIMITS } from '../../../platform/spreadsheets/workbook.ts'
import { openWorkbook } from '../../../platform/spreadsheets/open-workbook.ts'
import type { Answer, Person } from '../../../testing/waystation.ts'
import { voucherScene } from '../testing/scene.ts'

const scene = await voucherScene({ mark: '结算' })
const { waystation, world, office, till } = scene
const kind = (answer: Answer) => String(answer.body['type'] ?? '').split('/').at(-1)
const settlement = (who: Person, month: string, rest = '') => who.get(`/settlements/${world.partner}/${month}${rest}`)
const close = (month: string, body: unknown = {}) => office.post(`/settlements/${world.partner}/${month}/closing`, body)
const sums = (answer: Answer) => [answer.body['state'], answer.body['redeemed'], answer.body['redeemed_fen'], answer.body['taken_back'], answer.body['total_fen']]

const folder = mkdtempSync(join(tmpdir(), 'waystation-settlement-'))
after(() => rmSync(folder, { recursive: true }))
const { id: batch } = await scene.batch({ valid_until: '2027-06-30', quota: 1000 })
async function redeemAt(at: string): Promise<number> {
  const { code } = await scene.claim(batch)
  scene.setClock(at)
  const done = await till.post('/vouchers/redemptions', { code })
  assert.equal(done.status, 201, done.text)
  return Number(done.body['id'])
}

test('a redemption in the last second of November counts in November, the next one in December, by the clock of Shanghai', async () => {
  await redeemAt('2026-11-16T04:00:00Z')
  await redeemAt('2026-11-30T15:59:59.999Z') // 23:59:59 on the 30th
  await redeemAt('2026-11-30T16:00:00Z') // midnight
  assert.deepEqual(sums(await settlement(till, '2026-11')), ['to-close', 2, 3000, 0, 3000])
  assert.deepEqual(sums(await settlement(office, '2026-12')), ['running', 1, 1500, 0, 1500])
})

test('a month is closed when it is over, by the office, with the sum that the closer saw', async () => {
  scene.setClock('2026-11-30T15:59:00Z')
  assert.equal(kind(await close('2026-11')), 'wrong-state', 'not over yet')
  scene.setClock('2026-11-30T16:01:00Z')
  assert.equal((await till.post(`/settlements/${world.partner}/2026-11/closing`, {})).status, 403)
  assert.equal(kind(await close('2026-11', { total_fen: 2999 })), 'changed-meanwhile')
  const both = await Promise.all([close('2026-11', { total_fen: 3000 }), close('2026-11', { total_fen: 3000 })])
  assert.deepEqual(both.map((one) => one.status).sort(), [201, 409], 'two who close at once close once')
  assert.deepEqual(sums(await settlement(office, '2026-11')), ['closed', 2, 3000, 0, 3000])
  assert.equal(kind(await close('2026-11')), 'wrong-state')
  assert.equal(kind(await close('2026-10')), 'rule', 'nothing before a closed month')
})

test('what is taken back after its month was closed leaves that month as it is and goes into the next', async () => {
  scene.setClock('2026-11-30T16:02:00Z')
  const late = (await till.get('/vouchers/redemptions?month=2026-11')).body['items'] as { id: number; settled_month: string }[]
  assert.deepEqual(late.map((one) => one.settled_month), ['2026-11', '2026-11'])
  const back = await till.post(`/vouchers/redemptions/${late[0]?.id}/reversal`, { reason: '刷错了券' })
  assert.equal(back.status, 200, back.text)
  assert.deepEqual(sums(await settlement(office, '2026-11')), ['closed', 2, 3000, 0, 3000])
  const december = await settlement(office, '2026-12')
  assert.deepEqual(sums(december), ['running', 1, 1500, 1, 0])
  const lines = (december.body['lines'] as { items: { kind: string; amount_fen: number; from_month: string | null }[] }).items
  assert.deepEqual(lines.map((one) => [one.kind, one.amount_fen, one.from_month]), [['redeemed', 1500, null], ['taken-back', -1500, '2026-11']])
})

test('a redemption that came to light after the closing counts in the next month that is open', async () => {
  await waystation.sql((tx) => tx.updateTable('voucher_redemption').set({ month: Temporal.PlainDate.from('2026-11-01'), redeemed_at: Temporal.Instant.from('2026-11-30T15:59:59.999Z') }).where('batch_id', '=', batch).where('settlement_id', 'is', null).where('undone_at', 'is', null).execute())
  await redeemAt('2026-12-10T04:00:00Z')
  assert.deepEqual(sums(await settlement(office, '2026-11')), ['closed', 2, 3000, 0, 3000])
  assert.deepEqual(sums(await settlement(office, '2026-12')), ['running', 2, 3000, 1, 1500])
  await redeemAt('2027-01-05T04:00:00Z')
  scene.setClock('2027-02-01T04:00:00Z')
  assert.equal(kind(await close('2027-01')), 'rule', 'December comes first')
  assert.equal((await close('2026-12', { total_fen: 1500 })).status, 201)
  assert.equal((await close('2027-01', { total_fen: 1500 })).status, 201)
  const all = await office.get(`/settlements?partner=${world.partner}`)
  const items = all.body['items'] as { month: string; state: string; total_fen: number }[]
  assert.deepEqual(items.map((one) => [one.month, one.state, one.total_fen]), [['2027-01', 'closed', 1500], ['2026-12', 'closed', 1500], ['2026-11', 'closed', 3000]])
  const paid = items.reduce((sum, one) => sum + one.total_fen, 0)
  const { body } = await office.get(`/voucher-batches/${batch}`)
  assert.equal(paid, body['redeemed_fen'], 'what was paid is what was redeemed')
})

test('the settlement list is a workbook whose lines add up, and names no worker', async () => {
  for (const path of [`/settlements/${world.partner}/2026-12/export`, '/settlements/export?month=2026-12']) {
    const response = await fetch(`${waystation.origin}/api/v1/110105${path}`, { headers: { authorization: `Bearer ${office.token}` } })
    assert.equal(response.status, 200)
    const file = join(folder, 'settlement.xlsx')
    writeFileSync(file, Buffer.from(await response.arrayBuffer()))
    const { sheets } = await openWorkbook(file, DEFAULT_LIMITS)
    assert.equal(sheets.length, 2)
    const rows: unknown[][] = []
    for (const sheet of sheets) for await (const some of sheet.rows()) rows.push(...some.map((row) => row.cells))
    const text = JSON.stringify(rows)
    assert.ok(text.includes('一碗热汤面') && text.includes('冲回') && text.includes('2026-11'), text)
    assert.equal(text.includes('结算工人'), false)
  }
})

test('a neighbour sees nothing of it: neither the partner next door nor the township beside', async () => {
  const next = await scene.staff('partner_staff', { partner_id: await scene.partner('隔壁店') })
  assert.equal((await settlement(next, '2026-11')).status, 404)
  assert.deepEqual((await next.get('/settlements')).body['items'], [])
  const beside = await scene.staff('township_officer', { place: world.township + 1e6 })
  assert.equal((await settlement(beside, '2026-11')).status, 404)
  assert.equal((await beside.post(`/settlements/${world.partner}/2027-01/closing`, {})).status, 404)
})

// Chromium on Linux has no eye of its own for codes: what is tried here is what Safari gets, too.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cameraAt } from './testing/camera.ts'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'
import { calling, named } from './testing/desk.ts'
import { api } from './testing/pocket.ts'

type WithId = { id: number }
const keeper = await calling('station-keeper')
const { items: kept } = await keeper<{ items: { id: number; name: string; partner: WithId }[] }>('GET', '/network/stations')
const station = kept[0] ?? assert.fail('the keeper has a station')

test('石磊 holds the phone at the poster on the door and is checked in', async () => {
  const { code } = await keeper<{ code: string }>('POST', `/stations/${station.id}/codes`, {})
  const visited = await visit('phone', { sees: cameraAt(`${origin()}/s/${code}`) })
  const { page, complaints } = visited
  await signInAs(visited, 'worker-shi-lei', '/join')
  await page.getByRole('button', { name: '打开相机扫' }).click()
  await page.waitForURL(`**/s/${code}`)
  await page.getByText('歇着呢').waitFor()
  await page.getByRole('button', { name: '我走了' }).click()
  await page.getByText('路上慢点').first().waitFor()
  assert.deepEqual(await (await visited.context.request.get(`${origin()}${api}/me/stay`)).json(), { stay: null })
  assert.deepEqual(complaints, [])
})

test('a code that is none of ours is said to be none, and the camera goes on', async () => {
  const visited = await visit('phone', { sees: cameraAt('https://menu.example/7') })
  const { page } = visited
  await signInAs(visited, 'worker-shi-lei', '/join')
  await page.getByRole('button', { name: '打开相机扫' }).click()
  await page.getByRole('status').filter({ hasText: '不是' }).waitFor()
  await assertAccessible(page, 'scanning a foreign code')
  await picture(page, 'pocket-scanning')
  await page.getByRole('button', { name: '不扫了' }).click()
  await page.getByRole('button', { name: '打开相机扫' }).waitFor()
})

test('the counter scans the voucher that 周小满 holds up, and redeems it', async () => {
  const officer = await calling('district-officer')
  const batch = await officer<WithId>('POST', '/voucher-batches', { place: 110105000000000, title: named('热汤券'), value_fen: 1500, quota: 10, valid_from: '2026-01-01', valid_until: '2099-12-31', partner_ids: [station.partner.id], claimable: true })
  const worker = await calling('worker-zhou-xiaoman')
  const { payload } = await worker<{ payload: string }>('POST', '/me/vouchers', { batch_id: batch.id })
  const visited = await visit('phone', { sees: cameraAt(payload) })
  const { page, complaints } = visited
  await signInAs(visited, 'station-keeper', '/desk/redeem')
  await page.getByRole('button', { name: '扫码' }).click()
  await page.getByRole('button', { name: '核销 15 元' }).click()
  await page.getByText('已核销', { exact: true }).first().waitFor()
  assert.deepEqual(complaints, [])
})

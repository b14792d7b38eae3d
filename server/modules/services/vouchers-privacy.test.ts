import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createKeyring } from '../../platform/secrets/keyring.ts'
import { rotateTables } from '../../platform/secrets/rotate.ts'
import { testKeys } from '../../testing/template.ts'
import { servicesSealedColumns } from './sealed-columns.ts'
import { voucherScene } from './testing/scene.ts'
import { remindHolders } from './vouchers/remind-holders.ts'
import { tidyVouchers } from './vouchers/retention.ts'
import { tellTargetGroup } from './campaigns/tell-target-group.ts'

const scene = await voucherScene({ mark: '私隐' })
const { waystation, world, office, till } = scene
const found = await waystation.services.cities.find(110105)
if (!found) throw new Error('No city')
const city = found
const holders = (batch: number) => waystation.sql((tx) => tx.selectFrom('voucher').select(['id', 'worker_id', 'state', 'code', 'code_hash']).where('batch_id', '=', batch).orderBy('id').execute())

test('once a month is settled nobody knows any more whose a redeemed voucher was; the worker cannot take another', async () => {
  const { id } = await scene.batch({ valid_until: '2027-06-30' })
  const [used, kept] = [await scene.claim(id), await scene.claim(id)]
  await till.post('/vouchers/redemptions', { code: used.code })
  scene.setClock('2026-12-02T04:00:00Z')
  await tidyVouchers(waystation.services, city)
  assert.deepEqual((await holders(id)).map((one) => one.worker_id), [used.holder.id, kept.holder.id], 'not settled yet')
  assert.equal((await office.post(`/settlements/${world.partner}/2026-11/closing`, {})).status, 201)
  await tidyVouchers(waystation.services, city)
  assert.deepEqual((await holders(id)).map((one) => [one.worker_id, one.code === null]), [[null, true], [kept.holder.id, false]])
  const again = await used.holder.post('/me/vouchers', { batch_id: id })
  assert.equal(String(again.body['type']).endsWith('already-has'), true, again.text)
  scene.setClock('2027-07-01T04:00:00Z')
  await tidyVouchers(waystation.services, city)
  assert.equal((await waystation.sql((tx) => tx.selectFrom('voucher_taken').select('worker_id').where('batch_id', '=', id).execute())).length, 0, 'the batch is over')
  scene.setClock('2028-01-01T04:00:00Z')
  await tidyVouchers(waystation.services, city)
  assert.deepEqual((await holders(id)).map((one) => [one.worker_id, one.code]), [[null, null], [null, null]], 'half a year after it ran out')
  scene.setClock('2026-11-16T04:00:00Z')
})

test('a worker reads all that is kept of their vouchers and campaigns, and leaves nothing behind but counts', async () => {
  const { id } = await scene.batch()
  const { holder, code } = await scene.claim(id)
  const added = await office.post('/campaigns', { place: world.township, name: '送清凉', season: 'summer-heat', starts_on: '2026-11-16', ends_on: '2026-11-20', joining: 'both', station_ids: [world.station] })
  const campaign = Number(added.body['id'])
  await scene.batch({ campaign_id: campaign })
  for (const step of ['planned', 'running']) assert.equal((await office.post(`/campaigns/${campaign}/state`, { to: step })).status, 200)
  await office.post(`/campaigns/${campaign}/announcement`, {})
  assert.equal((await holder.post(`/me/campaigns/${campaign}/sign-up`, {})).status, 201)
  const mine = await holder.get('/me/export')
  assert.deepEqual((mine.body['vouchers'] as { title: string }[]).map((one) => one.title), ['一碗热汤面'])
  assert.deepEqual((mine.body['campaigns'] as { name: string }[]).map((one) => one.name), ['送清凉'])
  const { id: other } = await scene.batch({ title: '不要了' })
  const called = await holder.post('/me/vouchers', { batch_id: other })
  assert.equal((await office.post(`/vouchers/${String(called.body['id'])}/cancellation`, { reason: '李师傅说不要' })).status, 200)
  assert.equal((await holder.post('/me/departure', { confirm: 'leave' })).status, 204)
  assert.deepEqual(await waystation.sql((tx) => tx.selectFrom('voucher').select(['worker_id', 'reason']).where('batch_id', '=', other).execute()), [{ worker_id: null, reason: '' }])
  assert.deepEqual((await holders(id)).map((one) => [one.worker_id, one.state, one.code]), [[null, 'cancelled', null]])
  const { body } = await office.get(`/voucher-batches/${id}`)
  assert.deepEqual([body['issued'], body['cancelled']], [0, 1])
  assert.equal((await office.get(`/campaigns/${campaign}`)).body['signed_up'], 0)
  assert.equal(String((await till.post('/vouchers/redemptions', { code })).body['type']).endsWith('voucher-unknown'), true)
  for (const table of ['voucher_taken', 'campaign_worker', 'campaign_pass'] as const) {
    assert.equal((await waystation.sql((tx) => tx.selectFrom(table).select('worker_id').where('worker_id', '=', holder.id).execute())).length, 0, table)
  }
})

test('two records that become one keep their vouchers, and together have one share', async () => {
  const { id } = await scene.batch()
  const { holder: kept } = await scene.claim(id)
  const { id: other } = await scene.batch({ title: '第二种' })
  const { holder: gone } = await scene.claim(other)
  await waystation.sql((tx) => tx.updateTable('worker').set({ state: 'merged', merged_into: kept.id }).where('id', '=', gone.id).execute())
  const titles = ((await kept.get('/me/vouchers')).body['items'] as { title: string }[]).map((one) => one.title)
  assert.deepEqual(titles.sort(), ['一碗热汤面', '第二种'])
  assert.equal(String((await kept.post('/me/vouchers', { batch_id: other })).body['type']).endsWith('already-has'), true)
  await waystation.sql((tx) => tx.updateTable('worker').set({ state: 'present', merged_into: null }).where('id', '=', gone.id).execute())
  assert.equal(((await kept.get('/me/vouchers')).body['items'] as unknown[]).length, 1, 'taken back, each has their own')
})

test('after the keys are changed a voucher is redeemed by its old code', async () => {
  const { id } = await scene.batch()
  const { code } = await scene.claim(id)
  const [voucher] = await holders(id)
  const rotated = createKeyring([{ id: 'next', bytes: Buffer.alloc(32, 9) }, ...testKeys])
  const client = await waystation.services.db.owner.connect()
  try {
    await client.query("begin; set local search_path=city_110105,commons; set local waystation.places='{(,)}'")
    await rotateTables(client, rotated, servicesSealedColumns)
    const { rows } = await client.query<{ code: Buffer; code_hash: string }>('select code, code_hash from voucher where id = $1', [voucher?.id])
    assert.equal(rotated.open(rows[0]?.code ?? Buffer.alloc(0)), code.replace('-', ''))
    assert.equal(rows[0]?.code_hash, rotated.hash('voucher', code.replace('-', '')))
    assert.notEqual(rows[0]?.code_hash, voucher?.code_hash)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('whose voucher runs out in three days is told once; a campaign is told to those who agreed to be called upon', async () => {
  const { id } = await scene.batch({ valid_until: '2026-11-20' })
  const { holder } = await scene.claim(id)
  const told = (worker: number, kind: string) => waystation.sql((tx) => tx.selectFrom('notice').select(['subject', 'data']).where('worker_id', '=', worker).where('kind', '=', kind).execute())
  await remindHolders(waystation.services, city)
  assert.equal((await told(holder.id, 'voucher.expiring')).length, 0, 'four days')
  scene.setClock('2026-11-17T04:00:00Z')
  for (const _ of [1, 2]) await remindHolders(waystation.services, city)
  assert.deepEqual((await told(holder.id, 'voucher.expiring')).map((one) => one.subject), [id])
  const consents = (await holder.get('/me/consents')).body['items'] as { purpose: string; version: string }[]
  await holder.post('/me/consents', { purpose: 'community-contact', version: consents.find((one) => one.purpose === 'community-contact')?.version, granted: true })
  const added = await office.post('/campaigns', { place: world.township, name: '送温暖', season: 'winter-warmth', starts_on: '2026-11-20', ends_on: '2026-11-21', joining: 'both', station_ids: [world.station] })
  const campaign = Number(added.body['id'])
  await scene.batch({ campaign_id: campaign })
  await office.post(`/campaigns/${campaign}/state`, { to: 'planned' })
  await office.post(`/campaigns/${campaign}/announcement`, {})
  for (const _ of [1, 2]) await tellTargetGroup(waystation.services, city, campaign)
  const [notice, ...more] = await told(holder.id, 'campaign.announced')
  assert.deepEqual([notice?.subject, notice?.data, more.length], [campaign, { name: '送温暖', from: '2026-11-20' }, 0])
  assert.equal((await told((await scene.worker()).id, 'campaign.announced')).length, 0)
  const all = await waystation.sql((tx) => tx.selectFrom('notice').select('worker_id').where('kind', '=', 'campaign.announced').where('subject', '=', campaign).execute())
  assert.equal((await office.get(`/campaigns/${campaign}`)).body['notified'], all.length, 'the demo’s people of the township who agreed are told, too')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../testing/waystation.ts'
import { voucherScene } from '../testing/scene.ts'
import { issueForApplication } from './give-voucher.ts'
import { issueToGroup } from './group/issue-to-group.ts'
import { inCity } from '../job-context.ts'
import { tidyVouchers } from './retention.ts'

const scene = await voucherScene()
const { waystation, world, office, till } = scene
const items = (answer: Answer) => answer.body['items'] as Record<string, unknown>[]
const kind = (answer: Answer) => String(answer.body['type'] ?? '').split('/').at(-1)
const shortName = (partner: unknown) => (partner as { short_name: string } | undefined)?.short_name
const city = await waystation.services.cities.find(110105)
if (!city) throw new Error('No city')

test('a worker takes a voucher and finds it with code, QR and partners, to keep where there is no network', async () => {
  const { id } = await scene.batch()
  const { holder, code, payload } = await scene.claim(id)
  assert.match(code, /^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/)
  assert.equal(payload, `WSV:110105:${code.replace('-', '')}`)
  const mine = await holder.get('/me/vouchers')
  assert.equal(mine.headers.get('cache-control'), 'no-store')
  const [voucher] = items(mine)
  assert.deepEqual([voucher?.['state'], voucher?.['code'], voucher?.['value_fen'], voucher?.['valid_until']], ['valid', code, 1500, '2026-12-31'])
  assert.equal(JSON.stringify(voucher?.['partners']).includes(world.mark), true)
  assert.equal(kind(await holder.post('/me/vouchers', { batch_id: id })), 'already-has')
  const stored = await waystation.sql((tx) => tx.selectFrom('voucher').selectAll().where('batch_id', '=', id).executeTakeFirstOrThrow())
  assert.equal(JSON.stringify({ ...stored, code: stored.code?.toString('latin1') }).includes(code.replace('-', '')), false, 'the code is nowhere in the clear')
})

test('sixty workers want twenty vouchers at once: twenty get one each, and no more are issued', async () => {
  const { id } = await scene.batch({ quota: 20 })
  const workers = await Promise.all(Array.from({ length: 60 }, () => scene.worker()))
  const answers = await Promise.all(workers.map((one) => one.post('/me/vouchers', { batch_id: id })))
  assert.equal(answers.filter((one) => one.status === 201).length, 20)
  assert.deepEqual([...new Set(answers.filter((one) => one.status !== 201).map(kind))], ['quota-used-up'])
  const batch = (await office.get(`/voucher-batches/${id}`)).body
  assert.deepEqual([batch['issued'], batch['left']], [20, 0])
  const one = await scene.worker()
  await waystation.sql((tx) => tx.updateTable('voucher_batch').set({ quota: 30 }).where('id', '=', id).execute())
  const greedy = await Promise.all(Array.from({ length: 8 }, () => one.post('/me/vouchers', { batch_id: id })))
  assert.deepEqual(greedy.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409], 'one worker, one voucher')
})

test('twenty partners scan the same voucher in the same second: one wins, the others learn when and where', async () => {
  const partners = await Promise.all(Array.from({ length: 20 }, (_, i) => scene.partner(`面馆${i}`)))
  const tills = await Promise.all(partners.map((partner_id) => scene.staff('partner_staff', { partner_id })))
  const { id } = await scene.batch({ partner_ids: partners })
  const { holder, payload } = await scene.claim(id)
  const answers = await Promise.all(tills.map((one) => one.post('/vouchers/redemptions', { code: payload })))
  const won = answers.filter((one) => one.status === 201)
  assert.equal(won.length, 1, answers.map((one) => one.text).join('\n'))
  const where = shortName(won[0]?.body['partner'])
  for (const lost of answers.filter((one) => one.status !== 201)) {
    assert.equal(kind(lost), 'already-redeemed')
    assert.equal(lost.body['title'], `这张券 11月16日 12:00 已在${where}核销`)
    assert.equal(lost.body['redeemed_at'], '2026-11-16T04:00:00Z')
  }
  assert.equal((await waystation.sql((tx) => tx.selectFrom('voucher_redemption').select('id').where('batch_id', '=', id).execute())).length, 1)
  assert.equal((await office.get(`/voucher-batches/${id}`)).body['redeemed'], 1)
  const [voucher] = items(await holder.get('/me/vouchers'))
  assert.deepEqual([voucher?.['state'], voucher?.['code'], shortName(voucher?.['redeemed_by'])], ['redeemed', null, where])
})

test('a till that lost the answer asks again with its key and gets the same one', async () => {
  const { id } = await scene.batch()
  const { code } = await scene.claim(id)
  const key = { 'idempotency-key': 'till-1-0001' }
  const first = await till.post('/vouchers/redemptions', { code }, key)
  assert.equal(first.status, 201, first.text)
  const again = await till.post('/vouchers/redemptions', { code }, key)
  assert.deepEqual([again.status, again.headers.get('idempotency-replayed'), again.body], [201, 'true', first.body])
  assert.equal(kind(await till.post('/vouchers/redemptions', { code }, { 'idempotency-key': 'till-1-0002' })), 'already-redeemed')
  const wrong = { 'idempotency-key': 'till-1-0003' }
  for (const _ of [1, 2]) assert.equal(kind(await till.post('/vouchers/redemptions', { code: 'ABCDE-FGHJK' }, wrong)), 'voucher-unknown', 'a refusal that was counted can be asked again')
})

test('before redeeming a partner sees what a voucher is worth, and never whose it is', async () => {
  const { id } = await scene.batch({ title: '羊肉汤', terms: '不找零' })
  const { holder, code } = await scene.claim(id)
  const name = String(((await holder.get('/me')).body['name'] ?? ''))
  const seen = await till.post('/vouchers/lookups', { code: code.toLowerCase().replace('-', ' ') })
  assert.equal(seen.status, 200, seen.text)
  assert.deepEqual([seen.body['title'], seen.body['terms'], seen.body['value_fen'], seen.body['redeemable'], seen.body['obstacle']], ['羊肉汤', '不找零', 1500, true, null])
  const done = await till.post('/vouchers/redemptions', { code })
  for (const text of [seen.text, done.text, (await till.get('/vouchers/redemptions')).text, (await office.get(`/voucher-batches/${id}/vouchers`)).text]) {
    assert.equal(text.includes('工人') || (name !== '' && text.includes(name)) || text.includes('worker'), false, text)
  }
  const elsewhere = await scene.staff('partner_staff', { partner_id: await scene.partner('别家') })
  const other = await elsewhere.post('/vouchers/lookups', { code: (await scene.claim(id)).code })
  assert.deepEqual([other.body['redeemable'], other.body['obstacle']], [false, 'other-partner'])
})

test('an office that gave a voucher to somebody does not learn where and when they used it', async () => {
  const { id } = await scene.batch()
  const rider = await scene.worker()
  const given = await office.post(`/workers/${rider.id}/vouchers`, { batch_id: id })
  const listed = async () => items(await office.get(`/voucher-batches/${id}/vouchers`))
  const [before] = await listed()
  const tail = String(before?.['code_tail'])
  const mine = items(await rider.get('/me/vouchers'))[0]
  assert.deepEqual([before?.['id'], tail], [given.body['id'], String(mine?.['code']).slice(-3)], 'to find it and call it back')
  const done = await till.post('/vouchers/redemptions', { code: mine?.['code'] })
  assert.equal(done.body['code_tail'], tail, 'the till saw the code')
  assert.deepEqual(await listed(), [{ id: given.body['id'], code_tail: null, state: 'redeemed', origin: 'staff', issued_on: before?.['issued_on'], valid_until: before?.['valid_until'] }])
  const [redemption] = items(await office.get('/vouchers/redemptions'))
  assert.deepEqual([redemption?.['id'], redemption?.['code_tail']], [done.body['id'], null])
  const month = await office.get(`/settlements/${world.partner}/2026-11`)
  assert.equal((month.body['lines'] as { items: { code_tail: string | null }[] }).items.every((one) => one.code_tail === null), true)
  const own = await till.get(`/settlements/${world.partner}/2026-11`)
  assert.equal((own.body['lines'] as { items: { code_tail: string | null }[] }).items.some((one) => one.code_tail === tail), true)
  const late = await office.post(`/vouchers/${String(given.body['id'])}/cancellation`, { reason: '发错了' })
  assert.deepEqual([kind(late), late.text.includes('redeemed_at'), late.text.includes('12:00')], ['wrong-state', false, false], late.text)
})

test('a keeper redeems for the owner of the station, at the station', async () => {
  const { id } = await scene.batch()
  const { code } = await scene.claim(id)
  const done = await scene.keeper.post('/vouchers/redemptions', { code })
  assert.equal(done.status, 201, done.text)
  assert.deepEqual([(done.body['partner'] as { id: number }).id, (done.body['station'] as { id: number }).id], [world.partner, world.station])
  assert.equal(items(await scene.keeper.get('/vouchers/redemptions')).length, 1, 'and sees only what was redeemed there')
})

test('a redemption is taken back within a quarter of an hour, with a reason; then the voucher holds again', async () => {
  const { id } = await scene.batch()
  const { holder, code } = await scene.claim(id)
  const done = await till.post('/vouchers/redemptions', { code })
  const path = `/vouchers/redemptions/${String(done.body['id'])}/reversal`
  assert.equal((await till.post(path, {})).status, 400)
  const stranger = await scene.staff('partner_staff', { partner_id: await scene.partner('隔壁') })
  assert.equal((await stranger.post(path, { reason: '点错了' })).status, 404)
  scene.setClock('2026-11-16T04:15:00Z')
  const back = await till.post(path, { reason: '点错了' })
  assert.deepEqual([back.status, back.body['undo_reason']], [200, '点错了'], back.text)
  assert.equal(kind(await till.post(path, { reason: '点错了' })), 'wrong-state')
  assert.equal(items(await holder.get('/me/vouchers'))[0]?.['state'], 'valid')
  const again = await till.post('/vouchers/redemptions', { code })
  assert.equal(again.status, 201, again.text)
  scene.setClock('2026-11-16T04:30:01Z')
  assert.equal(kind(await till.post(`/vouchers/redemptions/${String(again.body['id'])}/reversal`, { reason: '太晚了' })), 'undo-too-late')
  assert.equal((await office.get(`/voucher-batches/${id}`)).body['redeemed'], 1)
  scene.setClock('2026-11-16T04:00:00Z')
})

test('whoever goes through codes has to wait: by account, and by address whatever the account', async () => {
  const guesser = await scene.staff('partner_staff', { partner_id: world.partner })
  const { id } = await scene.batch()
  const { code } = await scene.claim(id)
  await waystation.sql((tx) => tx.deleteFrom('voucher_try').execute())
  const guesses = await Promise.all(Array.from({ length: 10 }, (_, i) => guesser.post(i % 2 === 0 ? '/vouchers/lookups' : '/vouchers/redemptions', { code: `ABCDEFGHJ${'ABCDEFGHJK'.charAt(i)}` })))
  assert.deepEqual([...new Set(guesses.map(kind))], ['voucher-unknown'])
  const held = await guesser.post('/vouchers/redemptions', { code })
  assert.deepEqual([held.status, kind(held)], [429, 'too-many'], 'even the right code')
  assert.equal((await till.post('/vouchers/lookups', { code })).status, 200, 'a colleague goes on')
  scene.setClock('2026-11-16T04:15:01Z')
  assert.equal((await guesser.post('/vouchers/redemptions', { code })).status, 201)
  scene.setClock('2026-11-16T04:30:00Z')
  const many = await Promise.all(Array.from({ length: 6 }, () => scene.staff('partner_staff', { partner_id: world.partner })))
  for (const one of many) for (let i = 0; i < 10; i += 1) await one.post('/vouchers/lookups', { code: 'ZZZZZ-ZZZZZ' })
  assert.equal(kind(await till.post('/vouchers/lookups', { code })), 'too-many', 'sixty wrong ones from one address')
  scene.setClock('2026-11-16T04:00:00Z')
  await waystation.sql((tx) => tx.deleteFrom('voucher_try').execute())
})

test('a voucher holds through its last day in Shanghai and is worth nothing at midnight', async () => {
  const { id } = await scene.batch({ valid_until: '2026-11-18', valid_days: 2 })
  const [first, second] = [await scene.claim(id), await scene.claim(id)]
  scene.setClock('2026-11-17T15:59:59Z') // 23:59:59 on the 17th
  assert.equal((await till.post('/vouchers/redemptions', { code: first.code })).status, 201)
  scene.setClock('2026-11-17T16:00:00Z')
  const late = await till.post('/vouchers/redemptions', { code: second.code })
  assert.deepEqual([late.status, kind(late), late.body['obstacle']], [409, 'voucher-not-redeemable', 'expired'])
  assert.deepEqual(items(await second.holder.get('/me/vouchers')).map((one) => [one['state'], one['code']]), [['expired', null]], 'before the night’s job')
  await tidyVouchers(waystation.services, city)
  const batch = (await office.get(`/voucher-batches/${id}`)).body
  assert.deepEqual([batch['redeemed'], batch['expired']], [1, 1])
  scene.setClock('2026-11-16T04:00:00Z')
})

test('an office cancels one voucher, which frees its place, and then the batch, which ends the others', async () => {
  const { id } = await scene.batch({ quota: 3 })
  const held = [await scene.claim(id), await scene.claim(id), await scene.claim(id)]
  await till.post('/vouchers/redemptions', { code: held[2]?.code })
  const gone = await office.post(`/vouchers/${held[0]?.id}/cancellation`, { reason: '发错人' })
  assert.deepEqual([gone.status, gone.body['state']], [200, 'cancelled'], gone.text)
  assert.equal(kind(await office.post(`/vouchers/${held[2]?.id}/cancellation`, { reason: '发错人' })), 'wrong-state')
  assert.equal((await till.post('/vouchers/redemptions', { code: held[0]?.code })).body['obstacle'], 'cancelled')
  await scene.claim(id)
  const ended = await office.post(`/voucher-batches/${id}/cancellation`, { reason: '商户停业' })
  assert.deepEqual([ended.body['state'], ended.body['issued'], ended.body['redeemed'], ended.body['cancelled']], ['cancelled', 1, 1, 3])
  assert.equal(kind(await (await scene.worker()).post('/me/vouchers', { batch_id: id })), 'not-found')
})

test('the quota is never below what is issued, and the value stays once one is out', async () => {
  const { id, body } = await scene.batch({ quota: 5 })
  await scene.claim(id)
  await scene.claim(id)
  assert.equal((await office.patch(`/voucher-batches/${id}`, { quota: 1 })).status, 400)
  assert.equal(kind(await office.patch(`/voucher-batches/${id}`, { value_fen: 9900 })), 'rule')
  assert.equal((await office.patch(`/voucher-batches/${id}`, { quota: 2 }, { 'if-match': `"${String(body['revision'])}"` })).status, 200)
  assert.equal((await office.patch(`/voucher-batches/${id}`, { quota: 9 }, { 'if-match': `"${String(body['revision'])}"` })).status, 412)
  const elsewhere = await scene.staff('township_officer', { place: world.township + 1e6 })
  assert.equal((await elsewhere.patch(`/voucher-batches/${id}`, { quota: 9 })).status, 404)
  assert.equal((await till.get(`/voucher-batches/${id}`)).status, 200, 'its partner may read it')
})

test('a group gets its vouchers by a job: whom the rule surely means, once each, until the quota is used up', async () => {
  const { id } = await scene.batch({ quota: 3, claimable: false })
  const people = await Promise.all(Array.from({ length: 5 }, () => scene.worker()))
  const asked = await office.post(`/voucher-batches/${id}/issues`, {})
  assert.equal(asked.status, 202, asked.text)
  assert.equal(kind(await office.post(`/voucher-batches/${id}/issues`, {})), 'wrong-state', 'one at a time')
  await issueToGroup(waystation.services, city, Number(asked.body['id']))
  await issueToGroup(waystation.services, city, Number(asked.body['id'])) // a job may come twice
  const [issue] = items(await office.get(`/voucher-batches/${id}/issues`))
  assert.deepEqual([issue?.['state'], issue?.['issued'], issue?.['stopped_because']], ['stopped', 3, 'quota'])
  assert.equal((await office.get(`/voucher-batches/${id}`)).body['issued'], 3)

  const rule = { all: [{ fact: 'trade', in: ['food-delivery'] }] }
  const wide = await scene.batch({ quota: 1000, claimable: false, rule })
  const consent = (await people[0]?.get('/me/consents'))?.body['items'] as { purpose: string; version: string }[]
  const version = consent.find((one) => one.purpose === 'service-eligibility')?.version ?? ''
  assert.equal((await people[0]?.post('/me/consents', { purpose: 'service-eligibility', version, granted: true }))?.status, 201)
  const job = await office.post(`/voucher-batches/${wide.id}/issues`, {})
  await issueToGroup(waystation.services, city, Number(job.body['id']))
  const holders = await waystation.sql((tx) => tx.selectFrom('voucher').select('worker_id').where('batch_id', '=', wide.id).execute())
  assert.deepEqual(holders.map((one) => one.worker_id), [people[0]?.id], 'only who agreed to be looked at')
})

test('a rule keeps out who is not meant, and asks before it looks', async () => {
  const { id } = await scene.batch({ rule: { all: [{ fact: 'trade', in: ['parcel'] }] } })
  const rider = await scene.worker()
  const offer = () => rider.get('/me/voucher-offers').then((answer) => items(answer).find((one) => one['batch_id'] === id)?.['eligibility'] as { verdict: string })
  assert.equal((await offer()).verdict, 'not-asked')
  assert.equal(kind(await rider.post('/me/vouchers', { batch_id: id })), 'consent-needed')
  const consent = (await rider.get('/me/consents')).body['items'] as { purpose: string; version: string }[]
  await rider.post('/me/consents', { purpose: 'service-eligibility', version: consent.find((one) => one.purpose === 'service-eligibility')?.version, granted: true })
  assert.equal((await offer()).verdict, 'no')
  assert.equal(kind(await rider.post('/me/vouchers', { batch_id: id })), 'not-meant')
})

test('an officer gives one to a worker; an approved application brings one, once', async () => {
  const { id } = await scene.batch({ claimable: false })
  const rider = await scene.worker()
  const given = await office.post(`/workers/${rider.id}/vouchers`, { batch_id: id })
  assert.equal(given.status, 201, given.text)
  assert.equal(kind(await office.post(`/workers/${rider.id}/vouchers`, { batch_id: id })), 'already-has')
  const service = (await waystation.sql((tx) => tx.insertInto('service').values({ place: world.township, position: 1, grp: 'care', title: '体检', draft: JSON.stringify({ title: { zh: '体检', en: '' } }) as never, changed_at: Temporal.Now.instant(), created_at: Temporal.Now.instant() }).returning('id').executeTakeFirstOrThrow())).id
  const check = await scene.batch({ claimable: false, service_id: service, title: '体检券' })
  assert.deepEqual(check.body['service'], { id: service, name: '体检' })
  const approve = () => inCity(waystation.services, city, (job) => issueForApplication(job, { application: 77, service, worker: rider.id }))
  assert.deepEqual([await approve(), await approve()], [1, 0])
  assert.deepEqual(items(await rider.get('/me/vouchers')).map((one) => one['title']).sort(), ['一碗热汤面', '体检券'])
})

test('a rule by age gives to five or to nobody, however often it is tried, and nobody learns from the single gift who got one', async () => {
  const rule = { all: [{ fact: 'age', at_least: 18 }] }
  const { id } = await scene.batch({ claimable: false, title: '成年礼' })
  const people = await Promise.all(Array.from({ length: 5 }, () => scene.worker()))
  const outcome = async (place: number) => {
    const asked = await office.post(`/voucher-batches/${id}/issues`, { place, rule })
    assert.equal(asked.status, 202, asked.text)
    await issueToGroup(waystation.services, city, Number(asked.body['id']))
    const [issue] = items(await office.get(`/voucher-batches/${id}/issues`))
    return [issue?.['state'], issue?.['stopped_because'], issue?.['looked_at'], issue?.['issued'], issue?.['skipped'], (await office.get(`/voucher-batches/${id}`)).body['issued']]
  }
  const agree = async (who: (typeof people)[number]) => {
    const consent = (await who.get('/me/consents')).body['items'] as { purpose: string; version: string }[]
    await who.post('/me/consents', { purpose: 'service-eligibility', version: consent.find((one) => one.purpose === 'service-eligibility')?.version, granted: true })
    const number = waystation.services.keyring.seal('11010519491231002X')
    await waystation.sql((tx) => tx.updateTable('worker').set({ id_kind: 'resident', id_number: number, id_hash: waystation.services.keyring.hash('id:resident', String(who.id)) }).where('id', '=', who.id).execute())
  }
  for (const one of people.slice(0, 4)) await agree(one)
  const few = ['stopped', 'too-few', 0, 0, 0, 0]
  assert.deepEqual(await outcome(world.grid), few, 'four would get one')
  await agree(people[4] ?? assert.fail())
  assert.deepEqual((await outcome(world.grid)).slice(3), [5, (await waystation.sql((tx) => tx.selectFrom('worker').select('id').where('place', '=', world.grid).where('state', '=', 'present').execute())).length - 5, 5])
  assert.deepEqual((await outcome(world.grid)).slice(0, 4), ['stopped', 'too-few', 0, 0], 'nobody new: as if there were four')
  assert.equal(kind(await office.post(`/workers/${people[0]?.id}/vouchers`, { batch_id: id })), 'rule')
  assert.equal(kind(await office.post(`/workers/${(await scene.worker()).id}/vouchers`, { batch_id: id })), 'rule', 'the same answer for who has none')
})

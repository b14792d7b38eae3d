// What stations keep of somebody is theirs: they read it, take it along, and it goes with them.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addStation, sanlitun, staff } from './testing/network-scene.ts'
import { lifeScene, noon } from './testing/life-scene.ts'

const scene = await lifeScene('本人场')
const { waystation, rider, checkIn, printed } = scene
const station = await addStation(waystation, { name: '本人驿站', capacity: 9 })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const code = await printed(keeper, station)
const present = async () => ((await keeper.get(`/stations/${station}/counter`)).body['occupancy'] as { present: number }).present
const rows = (worker: number) => waystation.sql(async (tx) => [(await tx.selectFrom('stay').select('id').where('worker_id', '=', worker).execute()).length, (await tx.selectFrom('remark_author').select('remark_id').where('worker_id', '=', worker).execute()).length])
const remark = async (who: Awaited<ReturnType<typeof rider>>, note: string) => Number((await who.post(`/stations/${station}/remarks`, { kind: 'other', note })).body['id'])

type Everything = { stay: Record<string, unknown>[]; remarks: Record<string, unknown>[] }
const everything = async (who: Awaited<ReturnType<typeof rider>>) => (await who.get('/me/export')).body as unknown as Everything

describe('everything about me', () => {
  it('has the stay that is going on, and none that is over; remarks with their answers', async () => {
    const one = await rider()
    const other = await rider()
    await remark(other, '别人的话')
    const id = await remark(one, '插座少')
    await keeper.post(`/remarks/${id}/answer`, { text: '已加两个' })
    await checkIn(one, code)
    const all = await everything(one)
    deepEqual([all.stay.length, all.stay[0]?.['station'], all.stay[0]?.['began_at']], [1, '本人驿站', '2026-11-27T04:00:00Z'])
    deepEqual(all.remarks.map((row) => [row['station'], row['note'], row['answer']]), [['本人驿站', '插座少', '已加两个']])
    const page = await one.get('/me/export?format=html')
    ok(page.text.includes('正在哪个驿站') && page.text.includes('插座少') && !page.text.includes('别人的话'))
    await one.delete('/me/stay')
    deepEqual((await everything(one)).stay, [])
  })
})

describe('who leaves', () => {
  it('is at no station any more; their remarks stay about the place, without their words or them', async () => {
    const [one, other] = [await rider(), await rider()]
    const [mine, theirs] = [await remark(one, '我住在三里屯北区 3 号楼，晚上没地方歇'), await remark(other, '别人的话')]
    const before = await present()
    await checkIn(one, code)
    await checkIn(other, code)
    equal(await present(), before + 2)
    equal((await one.post('/me/departure', { confirm: 'leave' })).status, 204)
    deepEqual([await rows(one.worker), await rows(other.worker), await present()], [[0, 0], [1, 1], before + 1])
    const notes = await waystation.sql((tx) => tx.selectFrom('remark').select(['id', 'note', 'state']).where('id', 'in', [mine, theirs]).orderBy('id').execute())
    deepEqual(notes.map((row) => [row.id, row.note, row.state]), [[mine, '', 'open'], [theirs, '别人的话', 'open']])
    equal((await keeper.post(`/remarks/${mine}/answer`, { text: '知道了' })).status, 201, 'answered though nobody waits for it')
    await other.delete('/me/stay')
  })
})

describe('two records of one person', () => {
  it('merged: one stay, one list of remarks; taken apart, each has its own again', async () => {
    const [kept, gone] = [await rider(), await rider()]
    const said = await remark(gone, '第一份档案说的')
    await checkIn(gone, code)
    const before = await present()
    const pair = await waystation.sql((tx) => tx.insertInto('duplicate_pair').values({ worker_a: Math.min(kept.worker, gone.worker), worker_b: Math.max(kept.worker, gone.worker), reasons: ['same-phone'], place: scene.world.grid, found_at: scene.now() }).returning('id').executeTakeFirstOrThrow())
    equal((await officer.post(`/duplicates/${pair.id}/merge`, { keep: kept.worker })).status, 201)
    deepEqual(((await kept.get('/me/remarks')).body['items'] as { id: number }[]).map(({ id }) => id), [said])
    ok((await kept.get('/me/stay')).body['stay'])
    equal((await checkIn(kept, code)).status, 201)
    equal(await present(), before, 'one person, one stay')
    equal((await everything(kept)).remarks.length, 1)
    equal((await kept.delete('/me/stay')).status, 204)
    deepEqual([await present(), (await rows(gone.worker))[0]], [before - 1, 0])
    equal((await officer.delete(`/duplicates/${pair.id}/merge`)).status, 200)
    deepEqual([(await kept.get('/me/remarks')).body['items'], ((await gone.get('/me/remarks')).body['items'] as { id: number }[]).map(({ id }) => id)], [[], [said]])
  })

  it('both at a station: from the merge on they are counted once, where they came last', async () => {
    const elsewhere = await addStation(waystation, { name: '先去的驿站' })
    const other = await staff(waystation, { role: 'station_keeper', station_id: elsewhere })
    const [kept, gone] = [await rider(), await rider()]
    await checkIn(kept, await printed(other, elsewhere))
    scene.setClock('2026-11-27T12:05:00+08:00')
    const before = await present()
    await checkIn(gone, code)
    const pair = await waystation.sql((tx) => tx.insertInto('duplicate_pair').values({ worker_a: Math.min(kept.worker, gone.worker), worker_b: Math.max(kept.worker, gone.worker), reasons: ['same-phone'], place: scene.world.grid, found_at: scene.now() }).returning('id').executeTakeFirstOrThrow())
    equal((await officer.post(`/duplicates/${pair.id}/merge`, { keep: kept.worker })).status, 201)
    deepEqual([(await rows(kept.worker))[0], (await rows(gone.worker))[0], await present()], [0, 1, before + 1])
    equal(((await other.get(`/stations/${elsewhere}/counter`)).body['occupancy'] as { present: number }).present, 0)
    equal(((await kept.get('/me/stay')).body['stay'] as { station: { id: number } }).station.id, station)
    await kept.delete('/me/stay')
    equal(await present(), before)
    scene.setClock(noon)
  })

  it('merged, and leaving: what either record holds goes', async () => {
    const [kept, gone] = [await rider(), await rider()]
    await remark(gone, '旧档案的话')
    await remark(kept, '新档案的话')
    await checkIn(gone, code)
    const pair = await waystation.sql((tx) => tx.insertInto('duplicate_pair').values({ worker_a: Math.min(kept.worker, gone.worker), worker_b: Math.max(kept.worker, gone.worker), reasons: ['same-phone'], place: scene.world.grid, found_at: scene.now() }).returning('id').executeTakeFirstOrThrow())
    equal((await officer.post(`/duplicates/${pair.id}/merge`, { keep: kept.worker })).status, 201)
    equal((await kept.post('/me/departure', { confirm: 'leave' })).status, 204)
    deepEqual([await rows(kept.worker), await rows(gone.worker)], [[0, 0], [0, 0]])
  })
})

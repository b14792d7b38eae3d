// Codes of a station: which opens where, and until when.

import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addStation, always, officeHours, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'
import { lifeScene, noon, problemOf } from '../testing/life-scene.ts'

const scene = await lifeScene('码场')
const { waystation, checkIn, printed, shown, rider } = scene
const here = await addStation(waystation, { name: '三里屯驿站', hours: always, capacity: 12 })
const there = await addStation(waystation, { name: '左家庄驿站', hours: always, place: zuojiazhuang })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: here })
const neighbour = await staff(waystation, { role: 'station_keeper', station_id: there })
const stationOf = (answer: Awaited<ReturnType<typeof checkIn>>) => (answer.body['station'] as { id: number } | undefined)?.id

describe('the printed code', () => {
  it('opens its own station and no other, however it is typed', async () => {
    const [a, b] = [await printed(keeper, here), await printed(neighbour, there)]
    notEqual(a, b)
    const one = await rider()
    const answer = await checkIn(one, ` ${a.slice(0, 5).toLowerCase()}-${a.slice(5)} `)
    deepEqual([answer.status, stationOf(answer)], [201, here], answer.text)
    equal(stationOf(await checkIn(await rider(), b)), there)
  })

  it('is one at a time: a new one ends the old, ending it leaves none, and only keepers of the station do either', async () => {
    const old = await printed(keeper, here)
    const fresh = await printed(keeper, here)
    equal(problemOf(await checkIn(await rider(), old)), '422 station-code-wrong')
    equal((await waystation.stranger.get(`/station-codes/${old}`)).status, 404)
    equal((await checkIn(await rider(), fresh)).status, 201)
    deepEqual([(await neighbour.post(`/stations/${here}/codes`)).status, (await neighbour.get(`/stations/${here}/codes`)).status, (await neighbour.delete(`/station-codes/${fresh}`)).status, (await neighbour.get(`/stations/${here}/poster`)).status], [404, 404, 404, 404])
    equal((await checkIn(await rider(), fresh)).status, 201, 'the neighbour ended nothing')
    equal((await keeper.delete(`/station-codes/${fresh}`)).status, 204)
    equal((await keeper.delete(`/station-codes/${fresh}`)).status, 204, 'twice is once')
    equal(problemOf(await checkIn(await rider(), fresh)), '422 station-code-wrong')
    const listed = (await keeper.get(`/stations/${here}/codes`)).body['items'] as { code: string; revoked_at: string | null }[]
    ok(listed.length >= 2 && listed.every((one) => one.revoked_at !== null))
    equal(problemOf(await keeper.get(`/stations/${here}/poster`)), '409 wrong-state')
  })

  it('two keepers press at once: one code is left in use', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => keeper.post(`/stations/${here}/codes`)))
    deepEqual(answers.map((one) => one.status), [201, 201, 201, 201])
    const inUse = ((await keeper.get(`/stations/${here}/codes`)).body['items'] as { code: string; revoked_at: string | null }[]).filter((one) => one.revoked_at === null)
    equal(inUse.length, 1)
  })

  it('is a poster, as a PDF, and its QR opens the app', async () => {
    const code = await printed(keeper, here)
    const poster = await keeper.get(`/stations/${here}/poster`)
    deepEqual([poster.status, poster.headers.get('content-type'), poster.text.slice(0, 5)], [200, 'application/pdf', '%PDF-'])
    const said = await waystation.stranger.get(`/station-codes/${code}`)
    deepEqual(said.body, { station: { id: here, name: '三里屯驿站', address: '' }, kind: 'printed' })
    const inUse = ((await keeper.get(`/stations/${here}/codes`)).body['items'] as { href: string; revoked_at: string | null }[]).find((one) => one.revoked_at === null)
    match(inUse?.href ?? '', new RegExp(`/s/${code}\\?city=110105$`))
  })
})

describe('the tablet’s code', () => {
  it('changes every half minute, is taken a moment longer, and refused after that with a reason', async () => {
    scene.setClock('2026-11-27T12:00:05+08:00')
    const first = await shown(keeper, here)
    equal((await checkIn(await rider(), first)).status, 201)
    scene.setClock('2026-11-27T12:00:35+08:00')
    notEqual(await shown(keeper, here), first)
    equal((await checkIn(await rider(), first)).status, 201, 'whoever types takes a moment')
    scene.setClock('2026-11-27T12:01:05+08:00')
    const late = await checkIn(await rider(), first)
    equal(problemOf(late), '422 station-code-wrong')
    match(String(late.body['title']) + String(late.body['detail']), /已经换了/)
    const english = await (await rider()).post('/stations/check-ins', { code: first }, { 'accept-language': 'en' })
    match(english.text, /wrong or has changed/)
    scene.setClock(noon)
  })

  it('opens its own station only: the proof of one is none for another', async () => {
    const [mine, theirs] = [await shown(keeper, here), await shown(neighbour, there)]
    const swapped = mine.replaceAll(' ', '').slice(0, -6) + theirs.replaceAll(' ', '').slice(-6)
    equal(problemOf(await checkIn(await rider(), swapped)), '422 station-code-wrong')
    equal(stationOf(await checkIn(await rider(), mine)), here)
    equal(stationOf(await checkIn(await rider(), theirs)), there)
    const said = await waystation.stranger.get(`/station-codes/${encodeURIComponent(swapped)}`)
    deepEqual([said.status, said.body['kind'], Object.keys(said.body).sort()], [200, 'rotating', ['kind', 'station']], 'looking tells nobody whether the rest is right')
  })
})

describe('the door', () => {
  it('a wall’s code opens in opening hours, the tablet’s whenever somebody has opened; neither when it is paused', async () => {
    const shut = await addStation(waystation, { name: '工体驿站', hours: officeHours })
    const open = await staff(waystation, { role: 'station_keeper', station_id: shut })
    const wall = await printed(open, shut)
    equal((await checkIn(await rider(), wall)).status, 201)
    scene.setClock('2026-11-27T19:00:00+08:00')
    const late = await checkIn(await rider(), wall)
    equal(problemOf(late), '409 station-shut')
    match(late.text, /11月30日 09:00 开/)
    const one = await checkIn(await rider(), await shown(open, shut))
    deepEqual([one.status, one.body['ends_at']], [201, '2026-11-27T14:00:00Z'], 'three hours on')
    await waystation.sql((tx) => tx.updateTable('station').set({ status: 'paused' }).where('id', '=', shut).execute())
    equal(problemOf(await checkIn(await rider(), await shown(open, shut))), '409 station-shut')
    scene.setClock(noon)
  })

  it('of a station for some only is shut to others, with the reason, and that is all that is kept of it', async () => {
    const couriers = await addStation(waystation, { name: '快递员之家' })
    await waystation.sql((tx) => tx.updateTable('station').set({ audience: 'trades', audience_trades: ['parcel'] }).where('id', '=', couriers).execute())
    const own = await staff(waystation, { role: 'station_keeper', station_id: couriers })
    const one = await rider()
    const refused = await checkIn(one, await printed(own, couriers))
    equal(problemOf(refused), '403 station-not-for-you')
    equal((await one.get('/me/stay')).body['stay'], null)
    await waystation.sql((tx) => tx.updateTable('station').set({ audience_trades: ['food-delivery'] }).where('id', '=', couriers).execute())
    equal((await checkIn(one, await printed(own, couriers))).status, 201)
  })

  it('asks for no position and takes none: nothing but the code', async () => {
    const code = await shown(keeper, here)
    for (const more of [{ lat: 39.93, lon: 116.45 }, { position: { lat: 39.93, lon: 116.45 } }, { accuracy: 5 }]) {
      const refused = await (await rider()).post('/stations/check-ins', { code, ...more })
      equal(problemOf(refused), '400 invalid-request')
    }
  })
})

describe('who goes through codes', () => {
  it('is stopped after ten in an hour, even all at once, even with a right one; a right code costs nothing', async () => {
    const right = await printed(keeper, here)
    const honest = await rider()
    for (let i = 0; i < 12; i += 1) ok((await checkIn(honest, right)).status < 300)
    const left = await waystation.sql((tx) => tx.selectFrom('wrong_code').selectAll().where('account_id', '=', honest.account).execute())
    deepEqual(left, [], 'it would say when somebody scanned')
    const thief = await rider()
    const tried = await Promise.all(Array.from({ length: 14 }, (_, i) => checkIn(thief, `ABCDEFGHJ${'KLMNPQRSTUVWXY'.charAt(i)}`)))
    deepEqual(tried.map((one) => one.status).sort(), [...Array.from({ length: 10 }, () => 422), ...Array.from({ length: 4 }, () => 429)])
    equal(problemOf(await checkIn(thief, right)), '429 too-many')
    scene.setClock('2026-11-27T13:00:01+08:00')
    equal((await checkIn(thief, right)).status, 201)
    scene.setClock(noon)
  })

  it('and only a worker checks in: a keeper has no stay', async () => {
    equal((await checkIn(keeper, await shown(keeper, here))).status, 403)
    equal((await checkIn(waystation.stranger, await shown(keeper, here))).status, 401)
    const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
    equal((await officer.get('/me/stay')).status, 403)
  })
})

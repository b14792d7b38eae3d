// What stands about a station is confirmed, falls due, and its keepers hear of it.

import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { addStation, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'
import { remindKeepers, reminderJobs } from './remind-keepers.ts'

let clock = Temporal.Instant.from('2026-11-27T09:00:00+08:00')
const waystation = await startWaystation({ work: false, clock: () => clock })
const city = { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true }
// The demo's own stations are nobody's business here.
await waystation.sql((tx) => tx.updateTable('station').set({ status: 'closed' }).execute())

const day = Temporal.PlainDate.from('2026-11-27')
const ago = (days: number) => day.subtract({ days })
const at = (days: number) => void (clock = Temporal.Instant.from('2026-11-27T09:00:00+08:00').add({ hours: 24 * days }))
const due = await addStation(waystation, { name: '三十天驿站', last_confirmed_on: ago(30) })
const fresh = await addStation(waystation, { name: '昨天的驿站', last_confirmed_on: ago(29) })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: due })
const colleague = await staff(waystation, { role: 'station_keeper', station_id: fresh })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const neighbour = await staff(waystation, { role: 'township_officer', place: zuojiazhuang })

// Weeks go by in here.
await waystation.sql((tx) => tx.updateTable('session').set({ expires_at: clock.add({ hours: 24 * 100 }) }).execute())

type Item = { key: string; title: string; note: string; href: string }
const queue = async (who: typeof keeper) => ((await who.get('/queue?kind=station-unconfirmed')).body['items'] as Item[]).map((one) => one.key)
const notices = async (who: typeof keeper) => ((await who.get('/me/notices')).body['items'] as { kind: string; subject: number; text: string }[]).filter((one) => one.kind === 'station.confirm-due')

describe('the queue', () => {
  it('has what falls due today, at the desks of those who may confirm it', async () => {
    deepEqual([await queue(keeper), await queue(colleague), await queue(officer), await queue(neighbour)], [[`station-unconfirmed:${due}`], [], [`station-unconfirmed:${due}`], []])
    const item = ((await officer.get('/queue?kind=station-unconfirmed')).body['items'] as Item[])[0]
    deepEqual([item?.title, item?.note, item?.href], ['三十天驿站 的信息 30 天没核对', '上次 10月28日', `/desk/stations/${due}`])
  })
})

describe('the morning’s reminder', () => {
  it('is a job at nine', () => {
    deepEqual(reminderJobs.map((job) => [job.name, job.cron]), [['stations.remind-keepers', '0 9 * * *']])
  })

  it('reaches the keepers, in their language, and not their office', async () => {
    equal(await remindKeepers(waystation.services, city), 1)
    const [notice] = await notices(keeper)
    deepEqual([notice?.subject, notice?.text], [due, '三十天驿站已有 30 天没有确认，请核对开放时间和设施。'])
    match(((await keeper.get('/me/notices', { 'accept-language': 'en' })).body['items'] as { text: string }[])[0]?.text ?? '', /last confirmed 30 days ago/)
    deepEqual([await notices(colleague), await notices(officer)], [[], []])
    const events = await waystation.sql((tx) => tx.selectFrom('event').select(['place', 'subject', 'actor']).where('kind', '=', 'station.confirm-due').execute())
    deepEqual(events.map((one) => [one.place, one.subject, one.actor]), [[sanlitun, due, null]])
  })

  it('comes again after a week, not the next day', async () => {
    equal(await remindKeepers(waystation.services, city), 0)
    at(6)
    equal(await remindKeepers(waystation.services, city), 1, 'the other station, 35 days old by now')
    equal((await notices(keeper)).length, 1)
    at(7)
    equal(await remindKeepers(waystation.services, city), 1)
    equal((await notices(keeper)).length, 2)
    at(0)
  })

  it('goes to the smallest office around a station that nobody keeps', async () => {
    const alone = await addStation(waystation, { name: '没人管的驿站', place: sanlitun + 1000, last_confirmed_on: ago(60) })
    equal(await remindKeepers(waystation.services, city), 1)
    deepEqual((await notices(officer)).map((one) => one.subject), [alone])
    deepEqual(await notices(neighbour), [])
    await waystation.sql((tx) => tx.updateTable('station').set({ status: 'closed' }).where('id', '=', alone).execute())
  })

  it('is not about planned or closed stations, nor about one that opened this month', async () => {
    const before = await waystation.sql((tx) => tx.selectFrom('station').select('id').where('reminded_on', 'is not', null).execute())
    const others = [await addStation(waystation, { status: 'planned', last_confirmed_on: ago(90) }), await addStation(waystation, { status: 'closed', last_confirmed_on: ago(90) }), await addStation(waystation)]
    await waystation.sql((tx) => tx.updateTable('station').set({ opened_on: ago(3) }).where('id', '=', others[2] ?? 0).execute())
    equal(await remindKeepers(waystation.services, city), 0)
    equal((await waystation.sql((tx) => tx.selectFrom('station').select('id').where('reminded_on', 'is not', null).execute())).length, before.length)
  })
})

describe('a confirmation', () => {
  it('takes it off the queue, once a day, by whoever stands there', async () => {
    equal((await colleague.post(`/stations/${due}/confirmation`, {})).status, 404)
    const said = await keeper.post(`/stations/${due}/confirmation`, {})
    deepEqual([said.status, said.body['confirmation'], said.body['confirmed_days_ago'], said.body['last_confirmed_on']], [200, 'confirmed', 0, day.toString()])
    deepEqual([await queue(keeper), (await waystation.stranger.get(`/stations/${due}`)).body['last_confirmed_on']], [[], day.toString()])
    const again = await keeper.post(`/stations/${due}/confirmation`, {})
    deepEqual([again.status, again.body['revision']], [200, said.body['revision']])
    const events = await waystation.sql((tx) => tx.selectFrom('event').select('subject').where('kind', '=', 'station.confirmed').execute())
    deepEqual(events.map((one) => one.subject), [due])
    at(29)
    deepEqual(await queue(keeper), [])
    at(30)
    deepEqual(await queue(keeper), [`station-unconfirmed:${due}`], 'and falls due again')
    equal(await remindKeepers(waystation.services, city) > 0, true, 'a confirmed one is asked for anew, however lately the last reminder was')
    at(0)
  })

  it('is a grid worker’s, too, and no partner’s of another station', async () => {
    const grid = await staff(waystation, { role: 'grid_worker', place: sanlitun })
    equal((await grid.post(`/stations/${fresh}/confirmation`, {})).status, 200)
    equal((await grid.patch(`/stations/${fresh}`, { capacity: 3 })).status, 403, 'which is not yet keeping it')
    const shop = await staff(waystation, { role: 'partner_staff', partner_id: 999_999 })
    equal((await shop.post(`/stations/${fresh}/confirmation`, {})).status, 404)
  })
})

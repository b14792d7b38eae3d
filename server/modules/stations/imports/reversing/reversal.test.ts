// An officer who applied the wrong list takes it back: all as it was, unless somebody has built on it since.

import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation, type Person } from '../../../../testing/waystation.ts'
import { addPartner, addStation, officeHours, sanlitun, staff, zuojiazhuang } from '../../testing/network-scene.ts'

const waystation = await startWaystation()
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const neighbour = await staff(waystation, { role: 'township_officer', place: zuojiazhuang })
const owner = await addPartner(waystation, { name: '撤销测试单位' })

const HEADER = '驿站名称,类型,所属单位,辖区,经纬度,开放时间,设施,座位数,状态'
let number = 0

/** A list that adds two stations and changes one that stands. */
async function applied(): Promise<{ id: number; stands: number; made: number[]; before: unknown }> {
  const mark = `撤${(number += 1)}`
  const stands = await addStation(waystation, { name: `${mark}老站`, partner: owner, hours: officeHours, amenities: ['water'], capacity: 8, status: 'planned' })
  const before = await row(stands)
  const answer = await officer.upload('/stations/imports', [
    HEADER, `${mark}老站,城市驿站,,,"116.4560,39.9360",24小时,饮水、充电,30,开放`,
    `${mark}新甲,骑手驿站,撤销测试单位,三里屯街道,"116.4551,39.9337",每天 6:00-22:00,饮水,20,`, `${mark}新乙,骑手驿站,撤销测试单位,三里屯街道,"116.4552,39.9338",,,,筹建`,
  ].join('\n'), '驿站.csv')
  const id = Number(answer.body['id'])
  for (let tries = 0; (await officer.get(`/stations/imports/${id}`)).body['state'] === 'reading' && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  equal((await officer.post(`/stations/imports/${id}/application`, {})).status, 200)
  const rows = (await officer.get(`/stations/imports/${id}/rows?kind=new`)).body['items'] as { station: number }[]
  return { id, stands, made: rows.map(({ station }) => station), before }
}

/** All of a station but its revision, which goes on. */
const row = (id: number) => waystation.sql(async (tx) => JSON.stringify((await tx.selectFrom('station').selectAll().where('id', '=', id).execute()).map((one) => ({ ...one, revision: 0 }))))
const reverse = (id: number, who: Person = officer) => who.post(`/stations/imports/${id}/reversal`, {})
const why = async (id: number) => {
  const answer = await reverse(id)
  return `${answer.status} ${String(answer.body['title'])}`
}

describe('an applied list', () => {
  it('is taken back: what it added is gone, what it changed is as before, and who did it is on record', async () => {
    const { id, stands, made, before } = await applied()
    deepEqual([made.length, (await waystation.stranger.get(`/stations/${stands}`)).body['opened_on'] !== null], [2, true])
    const answer = await reverse(id)
    deepEqual([answer.status, answer.body['state'], typeof answer.body['reversed_by']], [200, 'reversed', 'string'], answer.text)
    equal(await row(stands), before)
    for (const one of made) deepEqual([await row(one), (await officer.get(`/network/stations/${one}`)).status], ['[]', 404])
    const rows = (await officer.get(`/stations/imports/${id}/rows?kind=new`)).body['items'] as { station: number | null; name: string }[]
    deepEqual(rows.map(({ station }) => station), [null, null], 'the preview stays readable')
    equal((await reverse(id)).status, 200, 'pressed twice')
    equal((await officer.post(`/stations/imports/${id}/application`, {})).status, 409)
    equal((await officer.delete(`/stations/imports/${id}`)).status, 409)
    const events = await waystation.sql((tx) => tx.selectFrom('event').select(['kind', 'actor']).where('kind', 'in', ['station.removed', 'station-import.reversed']).orderBy('id').execute())
    deepEqual(events.map(({ kind, actor }) => [kind, actor]), [['station.removed', officer.account], ['station.removed', officer.account], ['station-import.reversed', officer.account]])
  })

  it('stays when a station was changed since, by hand or by another list', async () => {
    const { id, stands, made } = await applied()
    equal((await officer.patch(`/stations/${stands}`, { capacity: 31 })).status, 200)
    match(await why(id), /^409 .*1 个驿站之后又改过/)
    deepEqual([(await row(made[0] ?? 0)) !== '[]', (await officer.get(`/stations/imports/${id}`)).body['state']], [true, 'applied'], 'nothing of it is half done')
  })

  it('stays when a new station is in use, kept by somebody, or hands out for a campaign', async () => {
    const { id, made: [first = 0, second = 0] } = await applied()
    equal((await officer.post(`/stations/${first}/codes`)).status, 201)
    match(await why(id), /1 个新驿站已在用/)
    await waystation.sql((tx) => tx.deleteFrom('station_code').where('station_id', '=', first).execute())
    const keeper = await staff(waystation, { role: 'station_keeper', station_id: second })
    match(await why(id), /1 个新驿站已有管理员/)
    await waystation.sql((tx) => tx.deleteFrom('role_grant').where('account_id', '=', keeper.account).execute())
    const campaign = await waystation.sql((tx) => tx.selectFrom('campaign').select('id').orderBy('id').executeTakeFirst())
    if (campaign) {
      await waystation.sql((tx) => tx.insertInto('campaign_station').values({ campaign_id: campaign.id, station_id: second, partner_id: owner }).execute())
      match(await why(id), /1 个新驿站已列入活动发放点/)
      await waystation.sql((tx) => tx.deleteFrom('campaign_station').where('station_id', '=', second).execute())
    }
    equal((await reverse(id)).status, 200)
  })

  it('is not another township’s to take back, nor one that was never applied', async () => {
    const { id } = await applied()
    equal((await reverse(id, neighbour)).status, 404)
    const waiting = await officer.upload('/stations/imports', `${HEADER}\n撤待,骑手驿站,撤销测试单位,三里屯街道,"116.4551,39.9337",,,,`, '驿站.csv')
    equal((await reverse(Number(waiting.body['id']))).status, 409)
  })
})

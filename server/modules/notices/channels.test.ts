import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addActor, makeWorld } from '../../authorisation/world.ts'
import { systemScope } from '../../platform/database/scope.ts'
import { person, startWaystation } from '../../testing/waystation.ts'
import { notify } from './index.ts'
import { startFakeRobots } from './testing/fake-robots.ts'

const robots = await startFakeRobots()
let clock = Temporal.Now.zonedDateTimeISO('Asia/Shanghai').with({ hour: 12, minute: 0 })
robots.now = () => clock.toInstant().epochMilliseconds
const waystation = await startWaystation({ noticeWebhooks: [robots.url], publicUrl: 'https://waystation.example', clock: () => clock.toInstant() })
const { services, origin } = waystation
const city = { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true }
const townships = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').limit(2).execute())
const [here, there] = [await makeWorld(waystation, '三里屯', townships[0]?.code ?? 0), await makeWorld(waystation, '左家庄', townships[1]?.code ?? 0)]
const office = person(origin, (await addActor(waystation, { kind: 'staff', name: '三里屯街道' }, { role: 'township_officer', place: here.township })).token)
const neighbours = person(origin, (await addActor(waystation, { kind: 'staff', name: '左家庄街道' }, { role: 'township_officer', place: there.township })).token)
const group = { place: here.township, kind: 'wecom', name: '三里屯驿站群', url: `${robots.url}/cgi-bin/webhook/send?key=${robots.key}`, topics: ['stations'] }

const remark = (place: number) => waystation.sql((tx) => notify({ tx, scope: systemScope, services, city, now: services.clock(), today: clock.toPlainDate() }, { kind: 'remark.made', subject: 1, values: { station: '三里屯驿站', about: '没有热水' } }, { groupsOf: place }))
const until = async (what: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 200 && !(await what()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  ok(await what())
}
const states = async () => (await waystation.sql((tx) => tx.selectFrom('notice_delivery').select(['state', 'reason']).orderBy('id').execute())).map((one) => one.state)

describe('a chat group of an office', () => {
  it('is added for a place of its own, with an address that is one; the address is told to nobody', async () => {
    const { status, body, text } = await office.post('/notice-channels', group)
    equal(status, 201, text)
    match(String(body['address']), /^127\.0\.0\.1:\d+ …5aaa$/)
    equal(text.includes(robots.key), false)
    equal((await office.post('/notice-channels', { ...group, place: there.township })).status, 404)
    equal((await office.post('/notice-channels', { ...group, url: 'http://169.254.169.254/cgi-bin/webhook/send?key=1' })).status, 400)
    equal((await office.post('/notice-channels', { ...group, secret: 'SECx' })).status, 422)
    const stored = await waystation.sql((tx) => tx.selectFrom('notice_channel').select('url').executeTakeFirstOrThrow())
    equal(stored.url.includes(robots.key), false)
    equal(((await office.get('/notice-channels')).body['items'] as unknown[]).length, 1)
    deepEqual((await neighbours.get('/notice-channels')).body['items'], [])
    equal((await neighbours.delete(`/notice-channels/${String(body['id'])}`)).status, 404)
  })

  it('is tried out, and says what is wrong in words', async () => {
    const { body } = await office.post('/notice-channels', { ...group, kind: 'dingtalk', name: '钉钉群', url: `${robots.url}/robot/send?access_token=${robots.key}`, secret: 'SECwrong', topics: ['vouchers'] })
    const answer = await office.post(`/notice-channels/${String(body['id'])}/tests`, {})
    equal(answer.body['arrived'], false)
    match(String(answer.body['trouble']), /加签密钥/)
    equal((await office.delete(`/notice-channels/${String(body['id'])}`)).status, 204)
    const right = await office.post('/notice-channels', { ...group, kind: 'dingtalk', name: '钉钉群', url: `${robots.url}/robot/send?access_token=${robots.key}`, secret: robots.secret, topics: ['vouchers'] })
    deepEqual((await office.post(`/notice-channels/${String(right.body['id'])}/tests`, {})).body, { arrived: true, trouble: null })
    equal((await office.delete(`/notice-channels/${String(right.body['id'])}`)).status, 204)
  })

  it('hears at noon what happens inside its place, and nothing of elsewhere', async () => {
    robots.seen.length = 0
    await remark(there.grid)
    await remark(here.grid)
    await until(() => robots.seen.length === 1)
    deepEqual(robots.seen[0]?.body, { msgtype: 'markdown', markdown: { content: '**【驿站】有人反映驿站的事**\n三里屯驿站：没有热水。请看一下并回复。\nhttps://waystation.example/desk/' } })
    await until(async () => (await states()).join() === 'sent')
  })

  it('is not woken at night', async () => {
    clock = clock.with({ hour: 23 })
    await remark(here.grid)
    const due = await waystation.sql((tx) => tx.selectFrom('notice_delivery').select('due_at').orderBy('id', 'desc').executeTakeFirstOrThrow())
    equal(due.due_at.toZonedDateTimeISO('Asia/Shanghai').hour, 7)
    clock = clock.with({ hour: 12 })
  })

  it('that was removed from the chat program says so on the desk', async () => {
    robots.say = 93000
    await remark(here.grid)
    await until(async () => (await states()).at(-1) === 'failed')
    const { items } = (await office.get('/notice-channels')).body as { items: { trouble: string }[] }
    match(items[0]?.trouble ?? '', /可能已被移出群/)
  })

  it('that is busy gets the message later', async () => {
    robots.say = 45009
    await remark(here.grid)
    await until(async () => {
      const last = await waystation.sql((tx) => tx.selectFrom('notice_delivery').select(['state', 'tries', 'reason']).orderBy('id', 'desc').executeTakeFirstOrThrow())
      return last.state === 'waiting' && last.tries === 1 && last.reason === 'code-45009'
    })
    robots.say = 0
  })
})

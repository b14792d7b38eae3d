import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { startFakeRobots } from '../testing/fake-robots.ts'
import { isRobotAddress, post } from './chat-robots.ts'

const robots = await startFakeRobots()
const now = Temporal.Now.instant()
const message = { title: '【驿站】有人反映驿站的事', text: '三里屯驿站：开门时间不对。\nhttps://waystation.example/desk/' }
const wecom = { kind: 'wecom', url: `${robots.url}/cgi-bin/webhook/send?key=${robots.key}`, secret: undefined } as const
const dingtalk = { kind: 'dingtalk', url: `${robots.url}/robot/send?access_token=${robots.key}`, secret: robots.secret } as const
const origins = [robots.url]
const lastMarkdown = () => ((robots.seen.at(-1)?.body ?? {}) as { markdown?: { title?: string; content?: string } }).markdown ?? {}

describe('where messages may go', () => {
  it('only to robots of the hosts that are allowed', () => {
    const allowed = ['https://qyapi.weixin.qq.com', 'https://oapi.dingtalk.com']
    const yes = (kind: 'wecom' | 'dingtalk', url: string) => isRobotAddress(kind, url, allowed)
    ok(yes('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6'))
    ok(yes('dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=abc'))
    for (const url of [
      'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 'https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=1', 'https://qyapi.weixin.qq.com.evil.test/cgi-bin/webhook/send?key=1', 'https://evil.test/cgi-bin/webhook/send?key=1',
      'https://qyapi.weixin.qq.com@evil.test/cgi-bin/webhook/send?key=1', 'https://user@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=1', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', 'https://oapi.dingtalk.com/robot/send?access_token=1',
      'http://169.254.169.254/latest/meta-data', 'file:///etc/passwd', 'qyapi.weixin.qq.com', '',
    ]) equal(yes('wecom', url), false, url)
  })
  it('an address that was stored while it was allowed, and no longer is, is not called', async () => {
    const seen = robots.seen.length
    deepEqual(await post(wecom, message, ['https://qyapi.weixin.qq.com'], now), { outcome: 'refused', reason: 'address' })
    equal(robots.seen.length, seen)
  })
  it('no redirect leads past the list', async () => {
    robots.say = 'redirect'
    deepEqual(await post(wecom, message, origins, now), { outcome: 'unknown', reason: 'no-answer' })
    equal(robots.lured, 0)
    robots.say = 0
  })
})

describe('a message into a group', () => {
  it('of WeCom arrives as its documentation has it', async () => {
    deepEqual(await post(wecom, message, origins, now), { outcome: 'sent' })
    deepEqual(robots.seen.at(-1)?.body, { msgtype: 'markdown', markdown: { content: '**【驿站】有人反映驿站的事**\n三里屯驿站：开门时间不对。\nhttps://waystation.example/desk/' } })
  })
  it('of DingTalk arrives signed; with another secret it is refused', async () => {
    deepEqual(await post(dingtalk, message, origins, now), { outcome: 'sent' })
    equal(lastMarkdown().title, '【驿站】有人反映驿站的事')
    deepEqual(await post({ ...dingtalk, secret: 'SECanother' }, message, origins, now), { outcome: 'refused', reason: 'code-310000' })
    deepEqual(await post(dingtalk, message, origins, now.subtract({ hours: 2 })), { outcome: 'refused', reason: 'code-310000' })
  })
  it('names of things are no markup and call nobody', async () => {
    await post(wecom, { title: '<@all>', text: '[点我](https://evil.test) **x** `y`' }, origins, now)
    const { content = '' } = lastMarkdown()
    ok(!/[<>[\]`]|\]\(|@/.test(content), content)
    match(content, /＜＠all＞/)
  })
  it('that cannot be taken now is tried again; one that nobody answered is not', async () => {
    robots.say = 45009
    deepEqual(await post(wecom, message, origins, now), { outcome: 'again', reason: 'code-45009' })
    robots.say = 'busy'
    deepEqual(await post(wecom, message, origins, now), { outcome: 'again', reason: 'http-503' })
    robots.say = 'break-off'
    deepEqual(await post(wecom, message, origins, now), { outcome: 'unknown', reason: 'no-answer' })
    robots.say = 0
    const closed = await closedOrigin()
    deepEqual(await post({ ...wecom, url: `${closed}/cgi-bin/webhook/send?key=1` }, message, [closed], now), { outcome: 'again', reason: 'unreachable' })
  })
})

/** Where somebody listened a moment ago. */
async function closedOrigin(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

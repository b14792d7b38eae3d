// The group robots of WeCom and DingTalk on loopback, for tests: they check what arrives by their documentation.

import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

export type FakeRobots = {
  url: string
  key: string
  secret: string
  readonly seen: { path: string; body: unknown }[]
  /** 0: takes what is right. A number: that errcode. */
  say: number | 'busy' | 'break-off' | 'redirect'
  /** Requests that came where a redirect led. */
  lured: number
  /** Milliseconds since 1970, by the robots' own clock. */
  now: () => number
}

export async function startFakeRobots(): Promise<FakeRobots> {
  const robots: FakeRobots = { url: '', key: '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa', secret: 'SECa1b2c3d4e5f6', seen: [], say: 0, lured: 0, now: Date.now }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += String(part)))
    request.on('end', () => {
      const url = new URL(request.url ?? '', robots.url)
      if (url.pathname === '/lured') robots.lured += 1
      if (robots.say === 'busy') return response.writeHead(503).end()
      if (robots.say === 'break-off') return request.socket.destroy()
      if (robots.say === 'redirect') return response.writeHead(307, { location: '/lured' }).end()
      const code = robots.say === 0 ? errcodeOf(robots, request, url, text) : robots.say
      if (code === 0) robots.seen.push({ path: url.pathname, body: JSON.parse(text) })
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errcode: code, errmsg: code === 0 ? 'ok' : 'no' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  robots.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return robots
}

function errcodeOf({ key, secret, now }: FakeRobots, request: IncomingMessage, url: URL, text: string): number {
  if (request.method !== 'POST' || !(request.headers['content-type'] ?? '').startsWith('application/json')) return 40035
  const { msgtype, markdown } = JSON.parse(text) as { msgtype?: string; markdown?: { content?: string; title?: string; text?: string } }
  if (url.pathname === '/cgi-bin/webhook/send') {
    if (url.searchParams.get('key') !== key) return 93000
    return msgtype === 'markdown' && markdown?.content ? 0 : 40008
  }
  if (url.pathname !== '/robot/send' || url.searchParams.get('access_token') !== key) return 300001
  const timestamp = url.searchParams.get('timestamp') ?? ''
  const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`, 'utf8').digest('base64')
  if (url.searchParams.get('sign') !== expected || Math.abs(now() - Number(timestamp)) > 3_600_000) return 310000
  return msgtype === 'markdown' && markdown?.title && markdown.text ? 0 : 400
}

import { equal, match, ok, rejects } from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { signAliyun } from './aliyun.ts'
import { createSms, SmsFailed, type Sms } from './sms.ts'
import { signTencent } from './tencent.ts'

const sms: Sms = { city: 110105, phone: '13800001111', template: { name: 'sign-in-code', code: '042195', minutes: 10 }, language: 'zh-CN' }

describe('signatures of the providers', () => {
  it('Aliyun: the worked example of its documentation', () => {
    const { authorization } = signAliyun(
      { method: 'POST', host: 'ecs.cn-shanghai.aliyuncs.com', path: '/', query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' }, body: '', action: 'RunInstances', version: '2014-05-26', date: '2023-10-26T10:22:32Z', nonce: '3156853299f313e23d1673dc12e1703d' },
      'YourAccessKeyId', 'YourAccessKeySecret')
    equal(/Signature=(\w+)/.exec(authorization ?? '')?.[1], '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0')
  })

  it('Tencent: the worked example of its documentation, whose key is 32 asterisks', () => {
    const { authorization } = signTencent(
      { service: 'cvm', host: 'cvm.tencentcloudapi.com', action: 'DescribeInstances', version: '2017-03-12', region: 'ap-guangzhou', body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`, timestamp: 1551113065 },
      `AKID${'*'.repeat(32)}`, '*'.repeat(32))
    equal(/Signature=(\w+)/.exec(authorization ?? '')?.[1], '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f')
  })
})

describe('sending through Aliyun', () => {
  it('a code for a rider arrives signed, and what the provider refuses is said without the phone', async () => {
    const provider = await fakeProvider((request) => (aliyunSignatureHolds(request, 'the secret') ? { Code: provider.answer, Message: 'x' } : { Code: 'SignatureDoesNotMatch' }))
    const settings = { accessKeyId: 'an id', accessKeySecret: 'the secret', signName: '朝阳驿站（测试）', templateCode: 'SMS_1', endpoint: provider.url }
    provider.answer = 'OK'
    await createSms({ mode: 'demo', sms: { provider: 'aliyun', settings } }).send(sms)
    const query = new URL(provider.seen.at(-1)?.url ?? '', 'http://here').searchParams
    equal(query.get('PhoneNumbers'), '13800001111')
    equal(query.get('SignName'), '朝阳驿站（测试）')
    equal(query.get('TemplateParam'), '{"code":"042195","minutes":"10"}')

    provider.answer = 'isv.BUSINESS_LIMIT_CONTROL'
    await rejects(createSms({ mode: 'demo', sms: { provider: 'aliyun', settings } }).send(sms), (error) => error instanceof SmsFailed && error.reason === 'isv.BUSINESS_LIMIT_CONTROL' && !error.message.includes('1380000'))
    await rejects(createSms({ mode: 'demo', sms: { provider: 'aliyun', settings: { ...settings, accessKeySecret: 'another' } } }).send(sms), { reason: 'SignatureDoesNotMatch' })
  })
})

describe('sending through Tencent Cloud', () => {
  it('a code for a rider arrives signed, and a refusal for the one phone counts', async () => {
    const provider = await fakeProvider((request) => ({ Response: tencentSignatureHolds(request, 'the secret') ? { SendStatusSet: [{ Code: provider.answer }] } : { Error: { Code: 'AuthFailure.SignatureFailure' } } }))
    const settings = { secretId: 'an id', secretKey: 'the secret', appId: '1400', signName: '驿站', templateId: '7', region: 'ap-beijing', endpoint: provider.url }
    provider.answer = 'Ok'
    await createSms({ mode: 'demo', sms: { provider: 'tencent', settings } }).send(sms)
    const sent = JSON.parse(provider.seen.at(-1)?.body ?? '') as Record<string, unknown>
    equal(String(sent['PhoneNumberSet']), '+8613800001111')
    equal(String(sent['TemplateParamSet']), '042195,10')

    provider.answer = 'LimitExceeded.PhoneNumberDailyLimit'
    await rejects(createSms({ mode: 'demo', sms: { provider: 'tencent', settings } }).send(sms), { reason: 'LimitExceeded.PhoneNumberDailyLimit' })
    await rejects(createSms({ mode: 'demo', sms: { provider: 'tencent', settings: { ...settings, secretKey: 'another' } } }).send(sms), { reason: 'AuthFailure.SignatureFailure' })
  })

  it('a provider that cannot be reached is a failure, not a crash', async () => {
    await rejects(createSms({ mode: 'demo', sms: { provider: 'tencent', settings: { endpoint: 'http://127.0.0.1:9' } } }).send(sms), SmsFailed)
  })
})

describe('the demo', () => {
  it('shows what it would have sent, newest first, of this city only', async () => {
    const { send, outbox } = createSms({ mode: 'demo', sms: { provider: 'console', settings: {} } })
    await send(sms)
    await send({ ...sms, language: 'en', template: { name: 'sign-in-code', code: '111111', minutes: 10 } })
    await send({ ...sms, city: 330106 })
    const shown = outbox?.of(110105) ?? []
    equal(shown.length, 2)
    match(shown[0]?.text ?? '', /111111/)
    ok(shown[1]?.text.includes('验证码 042195'))
  })
})

type Seen = { url: string; headers: IncomingMessage['headers']; body: string }

async function fakeProvider(answer: (request: Seen) => unknown): Promise<{ url: string; seen: Seen[]; answer: string }> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => {
      seen.push({ url: request.url ?? '', headers: request.headers, body })
      response.end(JSON.stringify(answer({ url: request.url ?? '', headers: request.headers, body })))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, answer: '' }
}

/** As a provider checks: from what arrived, by the documentation, sharing no code with the sender. */
function aliyunSignatureHolds({ url, headers, body }: Seen, secret: string): boolean {
  const { authorization = '' } = headers
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? []
  if (!['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'].every((name) => names.includes(name))) return false
  if (headers['x-acs-content-sha256'] !== sha256(body) || headers['x-acs-action'] !== 'SendSms' || headers['x-acs-version'] !== '2017-05-25') return false
  if (Math.abs(Date.parse(String(headers['x-acs-date'])) - Date.now()) > 900_000) return false
  const query = (url.split('?')[1] ?? '').split('&').sort().join('&')
  const canonical = `POST\n/\n${query}\n${names.map((name) => `${name}:${String(headers[name])}\n`).join('')}\n${names.join(';')}\n${sha256(body)}`
  return authorization.endsWith(`Signature=${createHmac('sha256', secret).update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`).digest('hex')}`)
}

function tencentSignatureHolds({ headers, body }: Seen, secret: string): boolean {
  const seconds = Number(headers['x-tc-timestamp'])
  if (Math.abs(seconds * 1000 - Date.now()) > 300_000 || headers['x-tc-action'] !== 'SendSms' || headers['x-tc-version'] !== '2021-01-11') return false
  const day = new Date(seconds * 1000).toISOString().slice(0, 10)
  const canonical = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\nx-tc-action:sendsms\n\ncontent-type;host;x-tc-action\n${sha256(body)}`
  const key = mac(mac(mac(`TC3${secret}`, day), 'sms'), 'tc3_request')
  const expected = mac(key, `TC3-HMAC-SHA256\n${seconds}\n${day}/sms/tc3_request\n${sha256(canonical)}`).toString('hex')
  return headers.authorization === `TC3-HMAC-SHA256 Credential=an id/${day}/sms/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${expected}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

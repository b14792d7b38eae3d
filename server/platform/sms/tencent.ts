// Tencent Cloud SMS (2021-01-11, SendSms) with signature TC3-HMAC-SHA256.
// Source: https://cloud.tencent.com/document/api/382/52072

import { createHash, createHmac } from 'node:crypto'
import { postSigned } from './post.ts'
import { SmsFailed, templateValues, type SendSms, type Sms } from './message.ts'

type TencentRequest = { service: string; host: string; action: string; version: string; region: string; body: string; /** Seconds since 1970. */ timestamp: number }

/** @param settings secretId, secretKey, appId, signName, templateId, reminderTemplateId, noticeTemplateId, region, endpoint (host, or an address for tests) */
export function createTencentSender(settings: Readonly<Record<string, string>>): SendSms {
  const { secretId = '', secretKey = '', appId = '', signName = '', templateId = '', reminderTemplateId = '', noticeTemplateId = '', region = 'ap-beijing', endpoint = 'sms.tencentcloudapi.com' } = settings
  const base = new URL(endpoint.includes('://') ? endpoint : `https://${endpoint}`)
  return async ({ phone, template }: Sms) => {
    const approved = { 'sign-in-code': templateId, 'roster-reminder': reminderTemplateId, notice: noticeTemplateId }[template.name]
    if (approved === '') throw new SmsFailed('no-template')
    const body = JSON.stringify({ SmsSdkAppId: appId, SignName: signName, TemplateId: approved, PhoneNumberSet: [`+86${phone}`], TemplateParamSet: templateValues(template).map(([, value]) => value) })
    const request = { service: 'sms', host: base.host, action: 'SendSms', version: '2021-01-11', region, body, timestamp: Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) }
    const { Response: answer } = await postSigned(base, signTencent(request, secretId, secretKey), body)
    throwIfRefused(answer)
  }
}

/** All headers of a signed request. */
export function signTencent(request: TencentRequest, secretId: string, secretKey: string): Record<string, string> {
  const type = 'application/json; charset=utf-8'
  const day = Temporal.Instant.fromEpochMilliseconds(request.timestamp * 1000).toString().slice(0, 10)
  const names = 'content-type;host;x-tc-action'
  const canonical = ['POST', '/', '', `content-type:${type}`, `host:${request.host}`, `x-tc-action:${request.action.toLowerCase()}`, '', names, sha256(request.body)].join('\n')
  const scope = `${day}/${request.service}/tc3_request`
  const key = [day, request.service, 'tc3_request'].reduce<string | Buffer>((secret, part) => hmac(secret, part), `TC3${secretKey}`)
  const signature = hmac(key, ['TC3-HMAC-SHA256', request.timestamp, scope, sha256(canonical)].join('\n')).toString('hex')
  return {
    host: request.host,
    'content-type': type,
    'x-tc-action': request.action,
    'x-tc-version': request.version,
    'x-tc-timestamp': String(request.timestamp),
    ...(request.region ? { 'x-tc-region': request.region } : {}),
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/** A refusal of the whole request, or of this one phone. */
function throwIfRefused(answer: unknown): void {
  const { Error: refused, SendStatusSet: sent } = (answer ?? {}) as { Error?: { Code: string }; SendStatusSet?: { Code: string }[] }
  const code = refused?.Code ?? sent?.[0]?.Code ?? 'unreadable-answer'
  if (code !== 'Ok') throw new SmsFailed(code)
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

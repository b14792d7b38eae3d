// Aliyun SMS (dysmsapi 2017-05-25, SendSms) with signature ACS3-HMAC-SHA256.
// Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature

import { createHash, createHmac, randomUUID } from 'node:crypto'
import { postSigned } from './post.ts'
import { SmsFailed, templateValues, type SendSms, type Sms } from './message.ts'

type AliyunRequest = { method: 'POST' | 'GET'; host: string; path: string; query: Record<string, string>; body: string; action: string; version: string; date: string; nonce: string }

/** @param settings accessKeyId, accessKeySecret, signName, templateCode, reminderTemplateCode, noticeTemplateCode, endpoint (host, or an address for tests) */
export function createAliyunSender(settings: Readonly<Record<string, string>>): SendSms {
  const { accessKeyId = '', accessKeySecret = '', signName = '', templateCode = '', reminderTemplateCode = '', noticeTemplateCode = '', endpoint = 'dysmsapi.aliyuncs.com' } = settings
  const base = new URL(endpoint.includes('://') ? endpoint : `https://${endpoint}`)
  return async ({ phone, template }: Sms) => {
    const approved = { 'sign-in-code': templateCode, 'roster-reminder': reminderTemplateCode, notice: noticeTemplateCode }[template.name]
    if (approved === '') throw new SmsFailed('no-template')
    const query = { PhoneNumbers: phone, SignName: signName, TemplateCode: approved, TemplateParam: JSON.stringify(Object.fromEntries(templateValues(template))) }
    const request: AliyunRequest = { method: 'POST', host: base.host, path: '/', query, body: '', action: 'SendSms', version: '2017-05-25', date: Temporal.Now.instant().round('second').toString(), nonce: randomUUID() }
    const answer = await postSigned(new URL(`/?${canonicalQuery(query)}`, base), signAliyun(request, accessKeyId, accessKeySecret), '')
    if (answer['Code'] !== 'OK') throw new SmsFailed(String(answer['Code'] ?? 'unreadable-answer'))
  }
}

/** All headers of a signed request. */
export function signAliyun(request: AliyunRequest, accessKeyId: string, accessKeySecret: string): Record<string, string> {
  const signed: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': sha256(request.body),
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  }
  const names = Object.keys(signed).sort()
  const canonical = [request.method, request.path, canonicalQuery(request.query), ...names.map((name) => `${name}:${signed[name]}`), '', names.join(';'), signed['x-acs-content-sha256']].join('\n')
  const signature = createHmac('sha256', accessKeySecret).update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`).digest('hex')
  return { ...signed, authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}` }
}

function canonicalQuery(query: Record<string, string>): string {
  return Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')
}

/** RFC 3986: encodeURIComponent leaves ! ' ( ) * as they are. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

// Group robots of WeCom and DingTalk: a message is one POST to an address that a member of the group made.
// Sources: https://developer.work.weixin.qq.com/document/path/91770 ·
// https://open.dingtalk.com/document/orgapp/customize-robot-security-settings

import { createHmac } from 'node:crypto'

export type Robot = { kind: 'wecom' | 'dingtalk'; url: string; secret: string | undefined }
export type ChatMessage = { title: string; text: string }

/** refused: nobody has read it; again: and it may pass. unknown: no answer, it may stand in the group all the same. */
export type ChatOutcome = { outcome: 'sent' } | { outcome: 'refused' | 'again' | 'unknown'; reason: string }

const DEADLINE = 5_000
const paths = { wecom: '/cgi-bin/webhook/send', dingtalk: '/robot/send' } as const

/** Too often, or busy: the codes that pass by themselves. */
const passing: Record<Robot['kind'], readonly number[]> = { wecom: [-1, 45009, 45033], dingtalk: [-1, 130101, 410100, 430101] }

/**
 * Whether messages may go to this address at all: the server must not be talked into calling anything else.
 * @param origins of NOTICE_WEBHOOKS
 */
export function isRobotAddress(kind: Robot['kind'], address: string, origins: readonly string[]): boolean {
  const url = URL.parse(address)
  return url !== null && origins.includes(url.origin) && url.pathname === paths[kind] && url.username === '' && url.hash === '' && (url.searchParams.get(kind === 'wecom' ? 'key' : 'access_token') ?? '') !== ''
}

export async function post(robot: Robot, message: ChatMessage, origins: readonly string[], now: Temporal.Instant): Promise<ChatOutcome> {
  if (!isRobotAddress(robot.kind, robot.url, origins)) return { outcome: 'refused', reason: 'address' }
  const url = new URL(robot.url)
  if (robot.kind === 'dingtalk' && robot.secret) sign(url, robot.secret, now)
  let answer: unknown
  try {
    // A redirect would lead past the list of addresses.
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodyOf(robot.kind, message)), signal: AbortSignal.timeout(DEADLINE), redirect: 'error' })
    if (response.status >= 500 || response.status === 429) return { outcome: 'again', reason: `http-${response.status}` }
    answer = await response.json()
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
    if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(code)) return { outcome: 'again', reason: 'unreachable' }
    return { outcome: 'unknown', reason: 'no-answer' }
  }
  const errcode = typeof answer === 'object' && answer !== null && 'errcode' in answer ? Number(answer.errcode) : NaN
  if (errcode === 0) return { outcome: 'sent' }
  return { outcome: passing[robot.kind].includes(errcode) ? 'again' : 'refused', reason: Number.isNaN(errcode) ? 'no-answer' : `code-${errcode}` }
}

/** base64(HMAC-SHA-256(secret, "timestamp\nsecret")), good for an hour. */
function sign(url: URL, secret: string, now: Temporal.Instant): void {
  const timestamp = String(now.epochMilliseconds)
  url.searchParams.set('timestamp', timestamp)
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'))
}

function bodyOf(kind: Robot['kind'], { title, text }: ChatMessage): unknown {
  if (kind === 'wecom') return { msgtype: 'markdown', markdown: { content: `**${plain(title)}**\n${plain(text)}` } }
  return { msgtype: 'markdown', markdown: { title, text: `#### ${plain(title)}\n\n${plain(text)}` } }
}

/** Names of things are not markup, and call nobody: <@all>, [links](…). Links of our own are on lines of their own. */
function plain(text: string): string {
  return text.split('\n').map((line) => (/^https?:\/\/\S+$/.test(line) ? line : line.replace(/[<>[\]*_`#@\\]/g, (mark) => ({ '<': '＜', '>': '＞', '[': '［', ']': '］', '*': '＊', _: '＿', '`': '｀', '#': '＃', '@': '＠', '\\': '＼' })[mark] ?? ''))).join('\n')
}

// What journeys of the phone app have in common.

import assert from 'node:assert/strict'
import type { BrowserContext } from 'playwright-core'
import { city, origin, visit, type Visit } from './browser.ts'

export const api = `/api/v1/${city}`

/** A poster at some outlet, made by an officer. */
export async function newPoster(): Promise<{ code: string; outlet: string }> {
  const { context } = await visit('monitor')
  await context.request.post(`${origin()}${api}/demo/sessions`, { data: { persona: 'township-officer' } })
  const { items } = (await (await context.request.get(`${origin()}${api}/outlets?limit=5&sort=name`)).json()) as { items: { id: number }[] }
  const answer = await context.request.post(`${origin()}${api}/outlets/${items[0]?.id}/posters`, { headers: { origin: origin() } })
  assert.equal(answer.status(), 201, await answer.text())
  return (await answer.json()) as { code: string; outlet: string }
}

/** What a persona of the desk can do by API; answers with the status. */
export async function asStaff(persona: string): Promise<(method: string, path: string, body: unknown) => Promise<number>> {
  const { token } = (await (await fetch(`${origin()}${api}/demo/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ persona }) })).json()) as { token: string }
  return async (method, path, body) =>
    (await fetch(`${origin()}${api}${path}`, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) })).status
}

/** From the sign-in page to what lies behind it, with the code that the demo shows. */
export async function comeIn({ page, context }: Visit, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByRole('heading', { name: '短信里的 6 位数' }).waitFor()
  await page.getByLabel('第 1 位').fill(await codeFor(context, phone))
}

export async function codeFor(context: BrowserContext, phone: string): Promise<string> {
  const messages = (await (await context.request.get(`${origin()}${api}/demo/messages`)).json()) as { to: string; text: string }[]
  const code = /\d{6}/.exec(messages.find((one) => one.to === phone)?.text ?? '')?.[0]
  assert.ok(code, 'no code was sent')
  return code
}

export function newPhone(): string {
  return `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
}

/** Whether the signed-in worker has agreed, as the server has it. */
export async function consent(context: BrowserContext, purpose: string): Promise<boolean | undefined> {
  const { items } = (await (await context.request.get(`${origin()}${api}/me/consents`)).json()) as { items: { purpose: string; granted: boolean }[] }
  return items.find((one) => one.purpose === purpose)?.granted
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 10_000; !(await holds()); ) {
    assert.ok(performance.now() < deadline, 'it did not come to hold within ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export async function text(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}


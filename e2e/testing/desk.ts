// What journeys of the desk have in common: a persona that calls the API, for what a journey needs before it begins.

import assert from 'node:assert/strict'
import { city, origin } from './browser.ts'

export type Caller = <T>(method: string, path: string, body?: unknown) => Promise<T>

/** Calls as a demo persona; what is refused fails the test with the server's words. */
export async function calling(persona: string): Promise<Caller> {
  const api = `${origin()}/api/v1/${city}`
  const session = await fetch(`${api}/demo/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ persona }) })
  const { token } = (await session.json()) as { token: string }
  return async (method, path, body) => {
    const answer = await fetch(api + path, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as never
  }
}

/** A name nobody else uses in this run. */
export function named(stem: string): string {
  return `${stem}${Math.random().toString(36).slice(2, 6).toUpperCase()}`
}

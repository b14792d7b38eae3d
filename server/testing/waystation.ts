// What a server test starts with: the whole server on its own clone of the small demo city, spoken to over HTTP.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { buildWaystation, type Waystation } from '../app.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { systemScope } from '../platform/database/scope.ts'
import type { Tx } from '../platform/database/connection.ts'
import { createScratchDatabase } from './scratch-database.ts'
import { TEMPLATE, testCity, testKeys } from './template.ts'

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers; text: string }

/** One person with their session. Paths are below /api/v1/110105. */
export type Person = {
  token: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
  upload(path: string, file: Uint8Array | string, name: string): Promise<Answer>
}

export type TestWaystation = Waystation & {
  origin: string
  url: string
  /** Nobody signed in. */
  stranger: Person
  /** A demo persona, by id. */
  as(persona: string): Promise<Person>
  /** Straight at the city's tables, outside any person's reach. */
  sql<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Starts a server; it stops and its database goes when the test file ends. */
export async function startWaystation(overrides: Partial<Config> & { work?: boolean; clock?: () => Temporal.Instant } = {}): Promise<TestWaystation> {
  const server = process.env['WAYSTATION_TEST_URL']
  if (!server) throw new Error('Run server tests with `npm run test:server`: its global setup starts PostgreSQL')
  const database = await createScratchDatabase(server, TEMPLATE)
  const { url } = database
  const dataFolder = mkdtempSync(join(tmpdir(), 'waystation-test-data-'))
  const { work, clock, ...config } = overrides
  const waystation = await buildWaystation({ ...readConfig({ WAYSTATION_DATA: dataFolder, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' }), secretKeys: testKeys, rateLimit: 1_000_000, ...config }, url, {
    ...(work === undefined ? {} : { work }),
    ...(clock ? { clock } : {}),
  })
  const origin = await waystation.http.listen({ host: '127.0.0.1', port: 0 })
  after(async () => {
    await waystation.stop()
    await database.drop()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return {
    ...waystation,
    origin,
    url,
    stranger: person(origin, ''),
    async as(persona) {
      const answer = await person(origin, '').post('/demo/sessions', { persona })
      if (answer.status !== 201) throw new Error(`No persona ${persona}: ${answer.text}`)
      return person(origin, String(answer.body['token']))
    },
    sql: (work_) => waystation.services.db.write(`city_${testCity}`, systemScope, (tx) => work_(tx)),
  }
}

/** @param token '' for nobody */
export function person(origin: string, token: string): Person {
  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const all = new Headers({ accept: 'application/json', ...headers })
    if (token) all.set('authorization', `Bearer ${token}`)
    let content: FormData | string | null = null
    if (body instanceof FormData) content = body
    else if (body !== undefined) {
      all.set('content-type', 'application/json')
      content = JSON.stringify(body)
    }
    const response = await fetch(/^\/(api|hsds)\//.test(path) ? origin + path : `${origin}/api/v1/${testCity}${path}`, { method, headers: all, body: content, redirect: 'manual' })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, text, body: json && text ? JSON.parse(text) : {} }
  }
  return {
    token,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
    upload(path, file, name) {
      const form = new FormData()
      form.append('file', new Blob([file as Uint8Array<ArrayBuffer>]), name)
      return send('POST', path, form)
    },
  }
}

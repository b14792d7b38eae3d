// What an action is given, and what it gives back.

import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { Logger } from 'pino'
import type { Api } from '../../../contract/index.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../../contract/operation.ts'
import type { Language } from '../../../contract/problems.ts'
import type { Cities } from '../cities.ts'
import type { Config } from '../config.ts'
import type { Tx } from '../database/connection.ts'
import type { Database } from '../database/database.ts'
import type { Scope } from '../database/scope.ts'
import type { Files } from '../files/files.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Live } from '../live/live.ts'
import type { MediaCleaner } from '../media/clean-media.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { Actor } from './actor.ts'

export type City = { code: number; name: string; schema: string; demo: boolean }

/** Made once at start, the same for all calls. */
export type Services = {
  config: Config
  db: Database
  cities: Cities
  keyring: Keyring
  files: Files
  media: MediaCleaner
  live: Live
  jobs: Jobs
  log: Logger
  clock: () => Temporal.Instant
}

export type NewEvent = { kind: string; place?: number | null; worker?: number | null; subject?: number | null; data?: Record<string, unknown> }

/** Everything but what belongs to one operation: what shared steps of a module take. */
export type Context = {
  /** The one transaction of this call. Reading it in an operation with `transaction: 'own'` throws. */
  tx: Tx
  actor: Actor
  scope: Scope
  city: City
  now: Temporal.Instant
  /** In the city's time zone, Asia/Shanghai. */
  today: Temporal.PlainDate
  language: Language
  services: Services
  /** Records a fact in the same transaction. Data: ids, codes and counts, never anything that names a person. */
  emit(event: NewEvent): Promise<void>
  /** For operations with `transaction: 'own'`: opens one with this call's scope (or another). */
  inTransaction<T>(mode: 'read' | 'write', work: (context: Context) => Promise<T>, scope?: Scope): Promise<T>
  /** Says 412 unless the caller saw this revision (If-Match), or did not say. */
  requireMatch(revision: number): void
  answer: {
    status(status: number): void
    etag(revision: number): void
    header(name: string, value: string): void
  }
  /** The raw request: multipart uploads, address for limits. */
  request: FastifyRequest
}

export type Call<K extends keyof Api> = Context & { params: ParamsOf<Api[K]>; query: QueryOf<Api[K]>; body: BodyOf<Api[K]> }

export class FileAnswer {
  readonly name: string
  readonly type: string
  readonly content: Buffer | Readable
  /** Shown in the browser instead of saved: for content that cannot run anything. */
  readonly inline: boolean
  /** In place of what every answer has. */
  readonly headers: Readonly<Record<string, string>>
  /** @param name with extension, may be Chinese */
  constructor(name: string, type: string, content: Buffer | Readable, { inline = false, headers = {} }: { inline?: boolean; headers?: Record<string, string> } = {}) {
    this.name = name
    this.type = type
    this.content = content
    this.inline = inline
    this.headers = headers
  }
}

/** A stream of server-sent events: named, with JSON data; ends when the iterable does. */
export class EventsAnswer {
  readonly events: AsyncIterable<{ event: string; data: unknown }>
  constructor(events: AsyncIterable<{ event: string; data: unknown }>) {
    this.events = events
  }
}

/** Dates may be given as Temporal values where the wire has their text. */
export type Given<T> = T extends string
  ? T | Temporal.PlainDate | Temporal.Instant | Temporal.PlainTime
  : T extends (infer Item)[]
    ? readonly Given<Item>[]
    : T extends object
      ? { [P in keyof T]: Given<T[P]> }
      : T

export type Reply<K extends keyof Api> = Api[K] extends { reply: 'file' }
  ? FileAnswer
  : Api[K] extends { reply: 'events' }
    ? EventsAnswer
    : Api[K] extends { reply: 'none' }
      ? void
      : Api[K] extends { also: readonly string[] }
        ? FileAnswer | Given<ReplyOf<Api[K]>>
        : Given<ReplyOf<Api[K]>>

export type Action<K extends keyof Api> = (call: Call<K>) => Promise<Reply<K>>

/** A module's routes.ts: exactly one action for each operation of its contract. */
export type Routes<O> = { [K in keyof O & keyof Api]: Action<K> }

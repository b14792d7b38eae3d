// What one operation of the API is. A module's contract is a record of them, keyed by verb and path.

import type { Static, TSchema } from 'typebox'
import type { Verb } from './permissions.ts'
import type { ProblemType } from './problems.ts'

/**
 * public: anybody. signed-in: any account. worker: a worker, for their own things.
 * A verb: staff whose role holds it, where it was granted.
 */
export type Access = 'public' | 'signed-in' | 'worker' | Verb

export type Operation = {
  summary: string
  access: Access
  params?: TSchema
  query?: TSchema
  body?: TSchema | 'multipart'
  /** The largest body, in bytes; when left out 1 MB, or 64 KB where everybody may write. */
  bodyBytes?: number
  /** A schema strips everything it does not list. file: bytes. events: server-sent events. none: 204. */
  reply: TSchema | 'file' | 'events' | 'none'
  /** Media types it answers with besides JSON, for whoever asks by `Accept`. */
  also?: readonly string[]
  status?: 200 | 201 | 202
  problems?: readonly ProblemType[]
  /** read and write open one transaction around the action (GET reads); own: the action opens its own. */
  transaction?: 'read' | 'write' | 'own'
  /** An Idempotency-Key is not looked at, no answer is remembered: each reading is decided and put on record anew. */
  notRemembered?: true
  /** false: not below /{city}. */
  city?: false
  /** The first part of the path stands before the city, outside /api/v1: /hsds/110105/services. For standards that say so. */
  root?: true
  /** Demo mode only; answers 404 elsewhere. */
  demo?: true
  /** Requests a minute for one address, on top of the general limit. */
  rate?: number
}

export type Operations = Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`, Operation>

/** Keeps the literal types of keys and schemas. */
export function operations<const O extends Operations>(all: O): O {
  return all
}

type Part<O, K extends 'params' | 'query' | 'body'> = O extends Record<K, infer S> ? (S extends TSchema ? Static<S> : undefined) : undefined
export type ParamsOf<O> = Part<O, 'params'>
export type QueryOf<O> = Part<O, 'query'>
export type BodyOf<O> = Part<O, 'body'>
export type ReplyOf<O> = O extends { reply: infer S } ? (S extends TSchema ? Static<S> : undefined) : undefined

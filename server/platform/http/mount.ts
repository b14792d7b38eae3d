// From a contract and its actions to routes: schema check → access guard → one transaction → answer.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type, type TObject, type TSchema } from 'typebox'
import type { Operation, Operations } from '../../../contract/operation.ts'
import { permissions } from '../../../contract/permissions.ts'
import type { Language } from '../../../contract/problems.ts'
import { emit } from '../events/emit.ts'
import type { Scope } from '../database/scope.ts'
import { nobody, scopeFor, type Actor } from './actor.ts'
import { EventsAnswer, FileAnswer, type Call, type City, type Context, type Services } from './call.ts'
import { forgetKey, rememberAnswer, takeKey, type Remembered } from './idempotency.ts'
import { KeptProblem, Problem } from './problem.ts'
import { sendEvents, sendFile } from './send.ts'

export type Authenticate = (request: FastifyRequest, city: City) => Promise<Actor>

export type MountOptions = {
  services: Services
  authenticate: Authenticate
}

/** The call of one request, whose operation only its own action knows. */
type AnyCall = Call<never> & { tx: Context['tx'] }
type AnyAction = (call: AnyCall) => Promise<unknown>

/**
 * Mounts one module. Stops the boot when an operation declares no known access.
 * `routes` is checked against the contract by its type; here it is only called.
 */
export function mount(app: FastifyInstance, tag: string, contract: Operations, routes: Record<string, unknown>, options: MountOptions): void {
  for (const [key, operation] of Object.entries(contract)) {
    requireAccess(key, operation)
    const action = routes[key]
    if (typeof action !== 'function') throw new Error(`${key} has no action`)
    mountOperation(app, tag, key, operation, action as AnyAction, options)
  }
}

/** Whoever is not known yet has little to say; a passkey's answer is the longest. */
const publicBodyBytes = 64 * 1024

/** What the limits of single operations are written for; the default of RATE_LIMIT. */
const usualRateLimit = 1200

export const timeZone = 'Asia/Shanghai'

function todayOf(now: Temporal.Instant): Temporal.PlainDate {
  // Days begin on a quarter of an hour, whatever the zone: the calendar is asked once in each.
  const quarter = Math.floor(now.epochMilliseconds / 900_000)
  if (quarter !== known.quarter) known = { quarter, today: now.toZonedDateTimeISO(timeZone).toPlainDate() }
  return known.today
}

let known = { quarter: NaN, today: Temporal.PlainDate.from('1970-01-01') }

export function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
}

function mountOperation(app: FastifyInstance, tag: string, key: string, operation: Operation, action: AnyAction, options: MountOptions): void {
  const [method, path] = key.split(' ') as [string, string]
  const { services } = options
  app.route({
    method: method as 'GET',
    url: addressOf(operation, path),
    schema: routeSchema(tag, key, operation),
    ...bodyLimit(operation),
    // A narrower limit moves with the general one: RATE_LIMIT doubled doubles both.
    ...(operation.rate ? { config: { rateLimit: { max: Math.ceil((operation.rate * services.config.rateLimit) / usualRateLimit), timeWindow: 60_000 } } } : {}),
    // A write without a body is one that says nothing: its required fields are then named as missing.
    ...(typeof operation.body === 'object' ? { preValidation: async (request: FastifyRequest) => void (request.body ??= {}) } : {}),
    handler: async (request, reply) => {
      if (operation.demo && services.config.mode !== 'demo') throw new Problem('not-found')
      const city = operation.city === false ? noCity : await services.cities.find(Number((request.params as { city: string }).city))
      if (!city) throw new Problem('not-found')
      const actor = operation.city === false ? nobody : await options.authenticate(request, city)
      const now = services.clock()
      const today = todayOf(now)
      const scope = scopeFor(actor, operation.access, today)
      const everywhere = makeContext({ request, reply, city, actor, now, today, services, scope })
      const given = { params: request.params, query: request.query, body: request.body }
      const mode = operation.transaction ?? (method === 'GET' ? 'read' : 'write')
      if (mode === 'own') {
        const answer = await action(Object.assign(Object.create(outside) as AnyCall, everywhere, given, { scope }))
        return answer instanceof EventsAnswer ? sendEvents(reply, answer, () => reachesTheSame(options, operation, { request, city, actor, scope })) : send(reply, operation, answer)
      }
      const once = mode === 'write' && !operation.notRemembered && actor.account !== 0 ? keyOf(request) : undefined
      const answer = await everywhere.inTransaction(mode, async (inside) => {
        if (!once) return action(Object.assign(inside, given) as unknown as AnyCall).catch(keepRefusal)
        const asked = { key: once, account: actor.account, method, url: request.url, body: request.body, now }
        const first = await takeKey(inside.tx, services.keyring, asked)
        if (first) return new Replay(first)
        const body = await action(Object.assign(inside, given) as unknown as AnyCall).catch(keepRefusal)
        if (body instanceof KeptProblem) {
          await forgetKey(inside.tx, asked)
          return body
        }
        await rememberAnswer(inside.tx, services.keyring, asked, { status: reply.statusCode === 200 ? (operation.status ?? 200) : reply.statusCode, headers: keptHeaders(reply), body })
        return body
      })
      if (answer instanceof KeptProblem) throw answer
      return send(reply, operation, answer)
    },
  })
}

function addressOf({ root, city }: Operation, path: string): string {
  const named = path.replace(/\{(\w+)\}/g, ':$1')
  if (root) return named.replace(/^\/(\w+)/, '/$1/:city')
  return `/api/v1${city === false ? '' : '/:city'}${named}`
}

/** Whether whoever opened a stream is still signed in and has what they had: else they have to ask anew. */
async function reachesTheSame({ services, authenticate }: MountOptions, operation: Operation, before: { request: FastifyRequest; city: City; actor: Actor; scope: Scope }): Promise<boolean> {
  const actor = await authenticate(before.request, before.city)
  if (actor.session !== before.actor.session) return false
  return JSON.stringify(scopeFor(actor, operation.access, todayOf(services.clock()))) === JSON.stringify(before.scope)
}

/** Goes out of the transaction as a value, so that it commits; thrown again after it. */
function keepRefusal(error: unknown): KeptProblem {
  if (error instanceof KeptProblem) return error
  throw error
}

class Replay {
  readonly first: Remembered
  constructor(first: Remembered) {
    this.first = first
  }
}

const noCity: City = { code: 0, name: '', schema: 'commons', demo: false }

function makeContext(made: { request: FastifyRequest; reply: FastifyReply; city: City; actor: Actor; now: Temporal.Instant; today: Temporal.PlainDate; services: Services; scope: Scope }): Omit<Context, 'tx' | 'scope' | 'emit'> {
  const { request, reply, city, actor, now, services, scope } = made
  const everywhere = {
    actor,
    city,
    now,
    today: made.today,
    language: languageOf(request),
    services,
    inTransaction<T>(mode: 'read' | 'write', work: (inside: Context) => Promise<T>, wider?: Scope): Promise<T> {
      return services.db[mode](city.schema, wider ?? scope, (tx) =>
        work({ ...everywhere, tx, scope: wider ?? scope, emit: (event) => emit(tx, now, actor.account, event) }))
    },
    requireMatch(revision: number) {
      const seen = request.headers['if-match']
      if (seen && seen !== '*' && seen !== etag(revision)) throw new Problem('changed-meanwhile')
    },
    answer: {
      status: (status: number) => void reply.status(status),
      etag: (revision: number) => void reply.header('etag', etag(revision)),
      header: (name: string, value: string) => void reply.header(name, value),
    },
    request,
  }
  return everywhere
}

/** What an operation that opens its own transactions has in place of `tx` and `emit`. */
const outside = {
  get tx(): never {
    throw new Error('This operation opens its own transactions: use inTransaction')
  },
  emit: () => Promise.reject(new Error('Events are written inside a transaction')),
}

function send(reply: FastifyReply, operation: Operation, answer: unknown): unknown {
  if (answer instanceof Replay) {
    for (const [name, value] of Object.entries(answer.first.headers)) reply.header(name, value)
    reply.header('idempotency-replayed', 'true').status(answer.first.status)
    return operation.reply === 'none' ? reply.send() : answer.first.body
  }
  if (answer instanceof FileAnswer) return sendFile(reply, answer)
  if (operation.reply === 'none') return reply.status(reply.statusCode === 200 ? 204 : reply.statusCode).send() // a redirect keeps its status
  if (operation.status && reply.statusCode === 200) reply.status(operation.status)
  linkNext(reply, answer)
  return answer
}

/** RFC 8288: the next page of a list also as a header. */
function linkNext(reply: FastifyReply, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('next' in answer) || typeof answer.next !== 'string') return
  const here = reply.request.url.replace(/(?<=[?&])after=[^&]*&?/, '')
  reply.header('link', `<${here}${here.includes('?') ? (/[?&]$/.test(here) ? '' : '&') : '?'}after=${encodeURIComponent(answer.next)}>; rel="next"`)
}

function etag(revision: number): string {
  return `"${revision}"`
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\w.:~-]{8,100}$/.test(key)) throw new Problem('invalid-request', {}, [{ field: 'Idempotency-Key', message: '8–100 characters of A-Z a-z 0-9 . _ : ~ -' }])
  return key
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(['etag', 'location'].flatMap((name) => {
    const value = reply.getHeader(name)
    return typeof value === 'string' ? [[name, value]] : []
  }))
}

function bodyLimit({ bodyBytes, access }: Operation): { bodyLimit?: number } {
  if (bodyBytes !== undefined) return { bodyLimit: bodyBytes }
  return access === 'public' ? { bodyLimit: publicBodyBytes } : {}
}

function requireAccess(key: string, operation: Operation): void {
  const { access } = operation
  if (access === 'public' || access === 'signed-in' || access === 'worker' || access in permissions) return
  throw new Error(`${key} declares no access`)
}

function routeSchema(tag: string, key: string, operation: Operation): Record<string, unknown> {
  const params = operation.params as TObject | undefined
  const withCity = { ...(operation.city === false ? {} : { city: Type.Integer({ description: 'GB/T 2260, six digits', minimum: 100000, maximum: 999999 }) }), ...params?.properties }
  const status = operation.status ?? 200
  const reply: Record<string, unknown> = { '4xx': { $ref: 'Problem#' }, '5xx': { $ref: 'Problem#' } }
  if (typeof operation.reply === 'object') reply[status] = operation.reply as TSchema
  else if (operation.reply === 'none') reply['204'] = Type.Null({ description: 'Done' })
  return {
    tags: [tag],
    operationId: key,
    summary: operation.summary,
    description: operation.access === 'public' ? 'Open to everybody.' : `Access: ${operation.access}.`,
    ...(operation.access === 'public' ? {} : { security: [{ session: [] }, { bearer: [] }] }),
    ...(Object.keys(withCity).length > 0 ? { params: Type.Object(withCity) } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body === 'multipart' ? { consumes: ['multipart/form-data'] } : operation.body ? { body: operation.body } : {}),
    response: reply,
  }
}


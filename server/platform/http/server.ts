// The HTTP server without any domain: headers, limits, logs, problems, health, metrics, API description.

import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { problems, problemTitle, problemTypeBase, type ProblemType } from '../../../contract/problems.ts'
import { isLoopback } from '../config-reading.ts'
import { StoreFailed } from '../files/file-store.ts'
import { Problem, problemBody } from './problem.ts'
import { languageOf } from './mount.ts'
import { observeRequests } from './metrics.ts'
import { checkWith } from './schema-check.ts'
import { securityHeaders } from './security-headers.ts'
import { serializeWith } from './serializer.ts'
import { validationErrors } from './validation.ts'

export type HttpOptions = {
  log: Logger
  /** Requests a minute for one address. */
  rateLimit: number
  trustProxy: boolean
  maxUploadBytes: number
  version: string
  /** A demo: people come by a name of this machine. */
  onlyHere?: boolean
  /** True when the database answers. */
  ready: () => Promise<boolean>
}

/** The type attribute Fastify gives pino is narrower than pino's own; both are the same logger. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    // One hop: only what our own proxy adds to X-Forwarded-For. What stands before it a caller may have written.
    trustProxy: options.trustProxy ? (_, hop) => hop === 0 : false,
    // As Node has it without Fastify: a body that trickles in holds a connection for five minutes, not for ever.
    requestTimeout: 300_000,
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
    // An address that is none at all, for one. Fastify's own answer is no problem and repeats the address.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  }) as unknown as FastifyInstance

  const always = securityHeaders()
  checkWith(app)
  serializeWith(app)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(new Problem('not-found'), request, reply))
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(always).header('x-request-id', request.id)
    if (isApi(request)) reply.header('cache-control', 'no-store')
    done(isCrossSite(request, options.onlyHere ?? false) ? new Problem('cross-site') : undefined)
  })
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern and not its address: a search may hold a name or a phone number.
    request.log.info({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
    done()
  })

  await app.register(rateLimit, {
    global: true,
    max: options.rateLimit,
    timeWindow: 60_000,
    allowList: (request) => !isApi(request),
    errorResponseBuilder: (_, context) => new Problem('too-many', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: options.maxUploadBytes, files: 1, fields: 10 } })
  observeRequests(app, options.trustProxy)
  await describeApi(app, options.version)
  describeProblems(app)

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_, reply) => {
    const ready = await options.ready().catch(() => false)
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' })
  })
  return app
}

/** By the route and not by what was typed: `/%61pi/…` and `http://host/api/…` lead to the same. */
function isApi(request: FastifyRequest): boolean {
  return (request.routeOptions.url ?? request.url).startsWith('/api/')
}

/**
 * Cookies travel by themselves, so a write must come from our own pages. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin) and pages cannot forge it; programs send neither, and no cookie either.
 *
 * @param onlyHere a page whose name was made to lead to this machine is foreign, although Origin and Host are the same
 */
function isCrossSite(request: FastifyRequest, onlyHere: boolean): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false
  const from = request.headers.origin === undefined ? undefined : URL.parse(request.headers.origin)
  if (onlyHere && from && !isLoopback(from.hostname)) return true
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  if (typeof site === 'string') return true
  const { origin, host } = request.headers
  return origin !== undefined && origin !== '' && from?.host !== host
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request)
  const problem = toProblem(error, language, request)
  if (problem.type === 'too-many') reply.header('retry-after', String(problem.values['seconds'] ?? 60))
  return reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problemBody(problem, language, `urn:uuid:${request.id}`))
}

function toProblem(error: unknown, language: 'zh-CN' | 'en', request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (typeof error === 'object' && error !== null) {
    if ('validation' in error && Array.isArray(error.validation)) return new Problem('invalid-request', {}, validationErrors(error.validation, language))
    const status = 'statusCode' in error ? error.statusCode : undefined
    const code = 'code' in error ? String(error.code) : ''
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('too-large', { limit: `${Math.floor((request.routeOptions.bodyLimit ?? 0) / 1024)} KB` })
    if (status === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return new Problem('too-large', { limit: '20 MB' })
    if (status === 415 || status === 406) return new Problem('unsupported')
    if (status === 404) return new Problem('not-found')
    if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('invalid-request')
    // A text that is no date or no JSON to PostgreSQL, a NUL, a number beyond its types: what was sent is at fault, a
    // cursor that somebody made up for one. Said in the log, in case it was ourselves.
    if (/^22(003|007|008|009|021|P02|P05)$/.test(code)) {
      request.log.warn({ code, route: request.routeOptions.url }, 'sent what PostgreSQL does not take')
      return new Problem('invalid-request')
    }
    if (/^(08|57P0|53300|ECONN)/.test(code)) {
      request.log.error({ code }, 'database unavailable')
      return new Problem('unavailable')
    }
    if (error instanceof StoreFailed) {
      request.log.error({ reason: error.reason }, 'file store failed')
      return new Problem('unavailable')
    }
    // A database message may quote values: code, table and constraint are enough to find the place.
    request.log.error({ code, name: 'name' in error ? error.name : undefined, table: 'table' in error ? error.table : undefined, constraint: 'constraint' in error ? error.constraint : undefined, stack: code.length === 5 ? undefined : 'stack' in error ? error.stack : undefined }, 'failed')
  }
  return new Problem('internal')
}

async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.addSchema({
    $id: 'Problem',
    type: 'object',
    description: 'RFC 9457 problem',
    required: ['type', 'title', 'status'],
    additionalProperties: true,
    properties: {
      type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, instance: { type: 'string' },
      errors: { type: 'array', items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } } },
    },
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Waystation 驿站', version, description: 'Knows, serves and involves platform workers, without spying on them.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'waystation' }, bearer: { type: 'http', scheme: 'bearer' } } },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `def-${i}`) },
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true, uiConfig: { docExpansion: 'none', persistAuthorization: false } })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

/** Where a problem's `type` leads: what it means, in the reader's language. */
function describeProblems(app: FastifyInstance): void {
  app.get('/api/problems/:type', { schema: { hide: true } }, async (request) => {
    const { type } = request.params as { type: string }
    if (!Object.hasOwn(problems, type)) throw new Problem('not-found')
    return { type: problemTypeBase + type, status: problems[type as ProblemType].status, title: problemTitle(type as ProblemType, languageOf(request)) }
  })
}

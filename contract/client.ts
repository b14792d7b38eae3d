// The typed client: one function, typed by the contract, importing none of it at run time.

import type { Api } from './index.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from './operation.ts'
import type { ProblemBody } from './problems.ts'

export class ApiProblem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.detail ?? body.title)
    this.body = body
  }
  /** The stable last part of `type`: "not-found". `offline` when no answer came. */
  get kind(): string {
    return this.body.type.split('/').at(-1) ?? this.body.type
  }
}

export type Answer<K extends keyof Api> = { data: ReplyOf<Api[K]>; etag: string | null; headers: Headers; status: number }

export type Sent<K extends keyof Api> = Optional<'params', ParamsOf<Api[K]>> &
  Optional<'query', QueryOf<Api[K]>> &
  (Api[K] extends { body: 'multipart' } ? { body: FormData } : Optional<'body', BodyOf<Api[K]>>) & {
    ifMatch?: string
    idempotencyKey?: string
    signal?: AbortSignal
  }

export type ClientOptions = { origin?: string; city?: () => number; language?: () => string; token?: () => string | undefined; fetch?: typeof fetch }

export function createClient(options: ClientOptions = {}) {
  /** Calls one operation. Throws `ApiProblem`, also (kind `offline`) when the network fails. */
  return async function call<K extends keyof Api>(operation: K, ...rest: Args<K>): Promise<Answer<K>> {
    const sent = (rest[0] ?? {}) as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; ifMatch?: string; idempotencyKey?: string; signal?: AbortSignal }
    const [method, path] = (operation as string).split(' ') as [string, string]
    const headers = new Headers({ accept: 'application/json', 'accept-language': options.language?.() ?? 'zh-CN' })
    if (sent.body !== undefined && !(sent.body instanceof FormData)) headers.set('content-type', 'application/json')
    if (sent.ifMatch) headers.set('if-match', sent.ifMatch)
    if (sent.idempotencyKey) headers.set('idempotency-key', sent.idempotencyKey)
    const token = options.token?.()
    if (token) headers.set('authorization', `Bearer ${token}`)
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (sent.body !== undefined) init.body = sent.body instanceof FormData ? sent.body : JSON.stringify(sent.body)
    if (sent.signal) init.signal = sent.signal
    let response: Response
    try {
      response = await (options.fetch ?? fetch)(pathOf(operation, path, sent, options), init)
    } catch (cause) {
      if (sent.signal?.aborted) throw cause
      throw new ApiProblem({ type: 'offline', title: 'offline', status: 0 })
    }
    const text = response.status === 204 ? '' : await response.text()
    const data: unknown = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text || undefined
    if (!response.ok) throw new ApiProblem(isProblem(data) ? data : { type: 'internal', title: response.statusText, status: response.status })
    return { data: data as ReplyOf<Api[K]>, etag: response.headers.get('etag'), headers: response.headers, status: response.status }
  }
}

/** The address of an operation: for links to files and event streams. */
export function operationUrl<K extends keyof Api>(operation: K, sent: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {}, options: ClientOptions = {}): string {
  return pathOf(operation, (operation as string).split(' ')[1] ?? '', sent, options)
}

type Optional<Name extends string, T> = [T] extends [undefined] ? { [N in Name]?: undefined } : Record<never, never> extends T ? { [N in Name]?: T } : { [N in Name]: T }
type Args<K extends keyof Api> = Record<never, never> extends Sent<K> ? [sent?: Sent<K>] : [sent: Sent<K>]

function pathOf(operation: PropertyKey, path: string, sent: { params?: Record<string, unknown>; query?: Record<string, unknown> }, options: ClientOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent.params?.[name] ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(sent.query ?? {})) {
    if (Array.isArray(value)) for (const one of value) query.append(name, String(one))
    else if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const city = String(operation).includes(' /cities') ? '' : `/${options.city?.() ?? 110105}`
  const search = query.size > 0 ? `?${query}` : ''
  // What stands outside the API names the city second: see `root` of an operation.
  if (/^\/hsds\b/.test(filled)) return `${options.origin ?? ''}/hsds${city}${filled.slice('/hsds'.length)}${search}`
  return `${options.origin ?? ''}/api/v1${city}${filled}${search}`
}

function isProblem(data: unknown): data is ProblemBody {
  return typeof data === 'object' && data !== null && 'type' in data && 'status' in data
}

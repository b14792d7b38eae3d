/** The one client of the phone: which city, which language, how long to wait, and what happens when a session has ended. */
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import { ApiProblem, createClient, operationUrl } from '../../../contract/client.ts'
import type { Api } from '../../../contract/index.ts'
import type { ReplyOf } from '../../../contract/operation.ts'
import { remember, remembered } from '../../ui/remembered.ts'
import { language } from '../../ui/words/language.ts'
import { answerFor } from './answers.ts'
import { noteReached } from './network.ts'

export { ApiProblem } from '../../../contract/client.ts'
export type { Api } from '../../../contract/index.ts'
export type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../../contract/operation.ts'

export type City = ReplyOf<Api['GET /cities']>['items'][number]

/** A request that hangs in a stairwell is a request without an answer. */
const PATIENCE = 15_000

const all = shallowRef<readonly City[]>([])
const code = shallowRef(Number(remembered('city')) || undefined)
const listeners = new Set<() => void>()

/** The cities of this installation; empty until `loadCities`. */
export const cities: Readonly<ShallowRef<readonly City[]>> = shallowReadonly(all)
/** Code of the city all calls go to; undefined until one is known. */
export const cityCode: Readonly<ShallowRef<number | undefined>> = shallowReadonly(code)

const options = { city: (): number => code.value ?? 0, language: (): string => language.value, fetch: patiently }
const send = createClient(options)

/** Calls one operation. Throws `ApiProblem`, kind `offline` when no answer came; an ended session is told to `onSignedOut` too. */
export const call: typeof send = async (operation, ...rest) => {
  const brought = String(operation).startsWith('GET ') ? answerFor(operationUrl(operation, rest[0] as Parameters<typeof operationUrl>[1], options)) : undefined
  if (brought !== undefined) return { data: brought as ReplyOf<Api[typeof operation]>, etag: null, headers: new Headers(), status: 200 }
  try {
    const answer = await send(operation, ...rest)
    noteReached(true)
    return answer
  } catch (problem) {
    if (problem instanceof ApiProblem) {
      noteReached(problem.kind !== 'offline')
      if (problem.kind === 'not-signed-in') tellSignedOut()
    }
    throw problem
  }
}

/** The same where the operation is a parameter: what may be sent is checked where it is used. @internal */
export const ask = call as unknown as (operation: keyof Api, sent: { params?: unknown; query?: unknown; body?: unknown; idempotencyKey?: string }) => Promise<{ data: unknown; etag: string | null }>

/** Address of an operation, for files. */
export function urlOf<K extends keyof Api>(operation: K, sent: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {}): string {
  return operationUrl(operation, sent, options)
}

/** The same answer in another shape than JSON of our own: GeoJSON. Throws `ApiProblem`. */
export async function askFor<Shape>(accept: string, operation: keyof Api, sent: { query?: Record<string, unknown> }): Promise<Shape> {
  const offline = (): never => {
    noteReached(false)
    throw new ApiProblem({ type: 'offline', title: 'offline', status: 0 })
  }
  const response = await patiently(urlOf(operation, sent), { headers: { accept, 'accept-language': language.value }, credentials: 'same-origin' }).catch(offline)
  noteReached(true)
  const data: unknown = await response.json().catch(offline)
  if (!response.ok) throw new ApiProblem(data as ApiProblem['body'])
  return data as Shape
}

/** The city of last time, else the first. Throws when no answer comes. */
export async function loadCities(): Promise<void> {
  all.value = (await call('GET /cities')).data.items
  const known = all.value.some((one) => one.code === code.value)
  if (!known && all.value[0]) chooseCity(all.value[0].code)
}

export function chooseCity(next: number): void {
  code.value = next
  remember('city', String(next))
}

/** @internal nobody is signed in any more, or somebody for whom this app has nothing */
export function tellSignedOut(): void {
  for (const listener of listeners) listener()
}

/** Called whenever an answer says that nobody is signed in. Returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function patiently(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), PATIENCE)
  init.signal?.addEventListener('abort', () => waiting.abort())
  try {
    return await fetch(input, { ...init, signal: waiting.signal })
  } finally {
    clearTimeout(timer)
  }
}

/** The one client of the desk: which city, which language, and what happens when the session has ended. */
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import { ApiProblem, createClient, operationUrl, type Answer } from '../../../contract/client.ts'
import type { Api } from '../../../contract/index.ts'
import type { ReplyOf } from '../../../contract/operation.ts'
import { remember, remembered } from '../../ui/preferences.ts'
import { language } from '../../ui/words/index.ts'

export { ApiProblem } from '../../../contract/client.ts'
export type { Sent } from '../../../contract/client.ts'
export type { Api } from '../../../contract/index.ts'
export type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../../contract/operation.ts'

export type City = ReplyOf<Api['GET /cities']>['items'][number]

const all = shallowRef<readonly City[]>([])
const chosen = shallowRef<City>()
const listeners = new Set<() => void>()

/** The cities of this installation; empty until `loadCities`. */
export const cities: Readonly<ShallowRef<readonly City[]>> = shallowReadonly(all)

/** The city all calls go to. */
export const city: Readonly<ShallowRef<City | undefined>> = shallowReadonly(chosen)

const options = { city: (): number => chosen.value?.code ?? 0, language: (): string => language.value }
const send = createClient(options)

/** Calls one operation of the contract. Throws `ApiProblem`; an ended session is told to `onSignedOut` as well. */
export const call: typeof send = async (operation, ...rest) => {
  try {
    return await send(operation, ...rest)
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.kind === 'not-signed-in') for (const listener of listeners) listener()
    throw problem
  }
}

/** The same for composables, whose operation is a parameter: what may be sent is checked where they are used. @internal */
export const ask = call as unknown as <K extends keyof Api>(operation: K, sent: { params?: unknown; query?: unknown; signal: AbortSignal }) => Promise<Answer<K>>

/** Address of an operation, for event streams and files. */
export function urlOf<K extends keyof Api>(operation: K, sent: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {}): string {
  return operationUrl(operation, sent, options)
}

/** Once at the start, before anything else is asked: the city of last time, else the first. */
export async function loadCities(): Promise<void> {
  const { data } = await send('GET /cities')
  all.value = data.items
  chosen.value = data.items.find((one) => String(one.code) === remembered('city')) ?? data.items[0]
}

export function chooseCity(code: number): void {
  chosen.value = all.value.find((one) => one.code === code) ?? chosen.value
  remember('city', String(code))
}

/** Called whenever an answer says that nobody is signed in. Returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Things of mine that the server tells: shown at once as they were last seen, asked for anew, and kept (sealed) for
 * when there is no network. Pages that show the same thing share it.
 */
import { onActivated, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { ask, type Api, type ParamsOf, type QueryOf, type ReplyOf } from './client.ts'
import { vaultInHand, type Kept } from './keeping.ts'
import { onWorthTrying } from './network.ts'
import { sayProblem } from './problems.ts'

export type SeenOperation =
  | 'GET /me/engagements'
  | 'GET /me/consents'
  | 'GET /me/disclosures'
  | 'GET /me/sessions'
  | 'GET /me/stay'
  | 'GET /me/remarks'
  | 'GET /me/applications'
  | 'GET /me/applications/{id}'
  | 'GET /me/vouchers'
  | 'GET /me/voucher-offers'
  | 'GET /me/campaigns'
  | 'GET /me/campaigns/{id}'
  | 'GET /me/notices'
  | 'GET /me/notices/unread'
  | 'GET /me/notice-channels'
  | 'GET /announced-campaigns'
  | 'GET /announced-campaigns/{id}'
  | 'GET /services'
  | 'GET /services/{id}'

export interface Seen<Data> {
  readonly data: Readonly<ShallowRef<Data | undefined>>
  /** When the server said so; milliseconds. */
  readonly at: Readonly<ShallowRef<number | undefined>>
  readonly state: Readonly<ShallowRef<'loading' | 'ready' | 'error'>>
  /** What to do about it, in words. */
  readonly error: Readonly<ShallowRef<string | undefined>>
  /** The same as it came, for whoever tells a missing thing from a missing network. */
  readonly problem: Readonly<ShallowRef<unknown>>
  readonly reload: () => Promise<void>
}

interface Entry extends Seen<unknown> {
  readonly operation: SeenOperation
  readonly recall: () => Promise<void>
  readonly forget: () => void
  users: number
}

/** Younger than this, it is not asked for again on coming back to a page. */
const FRESH = 20_000
/** By operation and what it is asked of: `GET /me/applications/{id} {"id":7}`. */
const entries = new Map<string, Entry>()

onWorthTrying(() => void reloadAllSeen())

/** In a component's setup. `params`: of which one, where there are many. */
export function useSeen<K extends SeenOperation>(operation: K, query?: QueryOf<Api[K]>, params?: ParamsOf<Api[K]>): Seen<ReplyOf<Api[K]>> {
  const name = params === undefined ? operation : `${operation} ${JSON.stringify(params)}`
  const entry = entries.get(name) ?? makeEntry(name, operation, { query, params })
  entries.set(name, entry)
  entry.users += 1
  onScopeDispose(() => {
    entry.users -= 1
  })
  const freshen = (): void => {
    if (Date.now() - (entry.at.value ?? 0) > FRESH) void entry.reload()
  }
  onActivated(freshen)
  void entry.recall()
  freshen()
  return entry as unknown as Seen<ReplyOf<Api[K]>>
}

/** After a write that changed it; of many, all that are in hand. */
export async function reloadSeen(operation: SeenOperation): Promise<void> {
  await Promise.all([...entries.values()].filter((entry) => entry.operation === operation).map((entry) => entry.reload()))
}

/** All that is on screen, for somebody else. */
export async function reloadAllSeen(): Promise<void> {
  await Promise.all([...entries.values()].filter((entry) => entry.users > 0).map((entry) => entry.reload()))
}

/** Somebody else is here now, or nobody. What is kept on the device is the session's business. */
export function forgetSeen(): void {
  for (const entry of entries.values()) entry.forget()
}

function makeEntry(name: string, operation: SeenOperation, sent: { query?: unknown; params?: unknown }): Entry {
  const data = shallowRef<unknown>()
  const at = shallowRef<number>()
  const state = shallowRef<'loading' | 'ready' | 'error'>('loading')
  const error = shallowRef<string>()
  const problem = shallowRef<unknown>()
  let running: Promise<void> | undefined
  let again = false

  async function load(): Promise<void> {
    const keeper = vaultInHand()
    if (data.value === undefined) state.value = 'loading'
    try {
      const answer = await ask(operation, sent)
      if (keeper?.account !== vaultInHand()?.account) return
      data.value = answer.data
      at.value = Date.now()
      state.value = 'ready'
      error.value = undefined
      problem.value = undefined
      await keeper?.keep(name, { at: at.value, data: answer.data })
    } catch (caught) {
      problem.value = caught
      error.value = sayProblem(caught)
      state.value = 'error'
    }
  }

  return {
    operation,
    data,
    at,
    state,
    error,
    problem,
    users: 0,
    async recall() {
      if (data.value !== undefined) return
      const kept: Kept | undefined = await vaultInHand()?.recall(name)
      if (kept === undefined || data.value !== undefined) return
      data.value = kept.data
      at.value = kept.at
    },
    reload() {
      // A write ended while an older answer was on its way: ask once more after it.
      if (running) again = true
      running ??= load().finally(async () => {
        running = undefined
        if (!again) return
        again = false
        await entries.get(name)?.reload()
      })
      return running
    },
    forget() {
      data.value = undefined
      at.value = undefined
      error.value = undefined
      problem.value = undefined
      state.value = 'loading'
    },
  }
}

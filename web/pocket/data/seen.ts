/**
 * Things of mine that the server tells: shown at once as they were last seen, asked for anew, and kept (sealed) for
 * when there is no network. Pages that show the same thing share it.
 */
import { onActivated, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { ask, type Api, type QueryOf, type ReplyOf } from './client.ts'
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

export interface Seen<Data> {
  readonly data: Readonly<ShallowRef<Data | undefined>>
  /** When the server said so; milliseconds. */
  readonly at: Readonly<ShallowRef<number | undefined>>
  readonly state: Readonly<ShallowRef<'loading' | 'ready' | 'error'>>
  /** What to do about it, in words. */
  readonly error: Readonly<ShallowRef<string | undefined>>
  readonly reload: () => Promise<void>
}

interface Entry extends Seen<unknown> {
  readonly recall: () => Promise<void>
  readonly forget: () => void
  users: number
}

/** Younger than this, it is not asked for again on coming back to a page. */
const FRESH = 20_000
const entries = new Map<SeenOperation, Entry>()

onWorthTrying(() => void reloadAllSeen())

/** In a component's setup. */
export function useSeen<K extends SeenOperation>(operation: K, query?: QueryOf<Api[K]>): Seen<ReplyOf<Api[K]>> {
  const entry = entries.get(operation) ?? makeEntry(operation, query)
  entries.set(operation, entry)
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

/** After a write that changed it. */
export async function reloadSeen(operation: SeenOperation): Promise<void> {
  await entries.get(operation)?.reload()
}

/** All that is on screen, for somebody else. */
export async function reloadAllSeen(): Promise<void> {
  await Promise.all([...entries.values()].filter((entry) => entry.users > 0).map((entry) => entry.reload()))
}

/** Somebody else is here now, or nobody. What is kept on the device is the session's business. */
export function forgetSeen(): void {
  for (const entry of entries.values()) entry.forget()
}

function makeEntry(operation: SeenOperation, query: unknown): Entry {
  const data = shallowRef<unknown>()
  const at = shallowRef<number>()
  const state = shallowRef<'loading' | 'ready' | 'error'>('loading')
  const error = shallowRef<string>()
  let running: Promise<void> | undefined
  let again = false

  async function load(): Promise<void> {
    const keeper = vaultInHand()
    if (data.value === undefined) state.value = 'loading'
    try {
      const answer = await ask(operation, { query })
      if (keeper?.account !== vaultInHand()?.account) return
      data.value = answer.data
      at.value = Date.now()
      state.value = 'ready'
      error.value = undefined
      await keeper?.keep(operation, { at: at.value, data: answer.data })
    } catch (problem) {
      error.value = sayProblem(problem)
      state.value = 'error'
    }
  }

  return {
    data,
    at,
    state,
    error,
    users: 0,
    async recall() {
      if (data.value !== undefined) return
      const kept: Kept | undefined = await vaultInHand()?.recall(operation)
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
        await entries.get(operation)?.reload()
      })
      return running
    },
    forget() {
      data.value = undefined
      at.value = undefined
      error.value = undefined
      state.value = 'loading'
    },
  }
}

/** One thing of the API: asks again when what it is about changes. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { ApiProblem, ask, type Api, type ParamsOf, type QueryOf, type ReplyOf } from './client.ts'
import { isAbort, sayProblem } from './problems.ts'

export interface Resource<Data> {
  readonly data: ShallowRef<Data | undefined>
  /** For `ifMatch` of the write that follows. */
  readonly etag: Readonly<ShallowRef<string | undefined>>
  readonly state: Readonly<ShallowRef<'loading' | 'ready' | 'error' | 'missing'>>
  readonly error: Readonly<ShallowRef<string | undefined>>
  /** The problem itself, to tell one kind from another. */
  readonly problem: Readonly<ShallowRef<unknown>>
  readonly reload: () => Promise<void>
}

/** @param sent undefined asks nothing and forgets what was there */
export function useResource<K extends keyof Api>(operation: K, sent: () => { params?: ParamsOf<Api[K]>; query?: QueryOf<Api[K]> } | undefined): Resource<ReplyOf<Api[K]>> {
  const data = shallowRef<ReplyOf<Api[K]>>()
  const etag = shallowRef<string>()
  const state = shallowRef<'loading' | 'ready' | 'error' | 'missing'>('loading')
  const error = shallowRef<string>()
  const failed = shallowRef<unknown>()
  let running: AbortController | undefined

  async function load(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    const asked = sent()
    if (asked === undefined) {
      data.value = undefined
      state.value = 'loading'
      return
    }
    state.value = 'loading'
    try {
      const answer = await ask(operation, { ...asked, signal: mine.signal })
      if (mine.signal.aborted) return
      data.value = answer.data
      etag.value = answer.etag ?? undefined
      state.value = 'ready'
      error.value = undefined
      failed.value = undefined
    } catch (problem) {
      if (mine.signal.aborted || isAbort(problem)) return
      error.value = sayProblem(problem)
      failed.value = problem
      const gone = problem instanceof ApiProblem && (problem.kind === 'not-found' || problem.kind === 'not-allowed')
      state.value = gone ? 'missing' : 'error'
      if (gone) data.value = undefined
    }
  }

  let before: string | undefined
  watch(
    () => JSON.stringify(sent() ?? null),
    (now) => {
      // What is on screen belongs to something else now.
      if (before !== undefined && now !== before && sent()?.params !== undefined) data.value = undefined
      before = now
      void load()
    },
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())

  return { data, etag, state, error, problem: failed, reload: load }
}

/** A list behind a cursor: asks again when its query changes, drops answers nobody waits for, appends pages. */
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { ask, type Api, type ParamsOf, type QueryOf, type ReplyOf } from './client.ts'
import { isAbort, sayProblem } from './problems.ts'

/** Operations that answer with pages. */
export type ListOperation = { [K in keyof Api]: ReplyOf<Api[K]> extends { items: unknown[]; next: string | null } ? K : never }[keyof Api]
export type ItemOf<K extends ListOperation> = ReplyOf<Api[K]> extends { items: (infer Item)[] } ? Item : never

export interface List<Item> {
  readonly items: Readonly<ShallowRef<readonly Item[]>>
  /** Loading keeps the rows of before on screen, so that nothing jumps. */
  readonly state: Readonly<ShallowRef<'loading' | 'ready' | 'error'>>
  /** What went wrong, in a sentence. */
  readonly error: Readonly<ShallowRef<string | undefined>>
  readonly total: Readonly<ShallowRef<number | undefined>>
  readonly hasMore: ComputedRef<boolean>
  readonly moreBusy: Readonly<ShallowRef<boolean>>
  /** Appends the next page; nothing happens where there is none or one is on its way. */
  readonly more: () => Promise<void>
  readonly reload: () => Promise<void>
  /** Puts a changed item in the place of the old one without asking again. */
  readonly replace: (is: (item: Item) => boolean, by: Item | undefined) => void
}

/**
 * @param sent what to ask for; undefined asks nothing (not allowed, nothing chosen yet)
 * @param options.whole fetches page after page until the end: for lists of hundreds that are drawn whole, on a map
 * @param options.wait milliseconds to wait for more typing before asking (default 0 at first, 180 afterwards)
 */
export function useList<K extends ListOperation>(
  operation: K,
  sent: () => { params?: ParamsOf<Api[K]>; query?: QueryOf<Api[K]> } | undefined,
  options: { limit?: number; wait?: number; whole?: boolean } = {},
): List<ItemOf<K>> {
  const items = shallowRef<readonly ItemOf<K>[]>([])
  const state = shallowRef<'loading' | 'ready' | 'error'>('loading')
  const error = shallowRef<string>()
  const total = shallowRef<number>()
  const next = shallowRef<string | null>(null)
  const moreBusy = shallowRef(false)
  /** Of a whole list: what came and is not shown yet. */
  let waiting: ItemOf<K>[] = []
  let running: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function fetchFrom(after: string | undefined): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    const asked = sent()
    if (asked === undefined) {
      items.value = []
      next.value = null
      state.value = 'ready'
      return
    }
    if (after === undefined) state.value = 'loading'
    else moreBusy.value = true
    try {
      const query = { ...asked.query, limit: options.limit ?? 100, ...(after === undefined ? {} : { after }) }
      const { data } = await ask(operation, { params: asked.params, query, signal: mine.signal })
      const page = data as { items: ItemOf<K>[]; next: string | null; total?: number }
      if (mine.signal.aborted) return
      if (after === undefined) {
        waiting = []
        items.value = page.items
      } else waiting.push(...page.items)
      // Shown when there is twice as much, or all: a map of ten thousand is not drawn fifty times.
      if (after !== undefined && (options.whole !== true || page.next === null || waiting.length >= items.value.length)) {
        items.value = [...items.value, ...waiting]
        waiting = []
      }
      next.value = page.next
      if (page.total !== undefined || after === undefined) total.value = page.total
      state.value = 'ready'
      error.value = undefined
      if (options.whole === true && page.next !== null) void fetchFrom(page.next)
    } catch (problem) {
      if (mine.signal.aborted || isAbort(problem)) return
      error.value = sayProblem(problem)
      state.value = 'error'
      if (after === undefined) items.value = []
    } finally {
      if (running === mine) moreBusy.value = false
    }
  }

  watch(
    () => JSON.stringify(sent() ?? null),
    (_, before) => {
      clearTimeout(timer)
      if (before === undefined) void fetchFrom(undefined)
      else timer = setTimeout(() => void fetchFrom(undefined), options.wait ?? 180)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })

  return {
    items,
    state,
    error,
    total,
    hasMore: computed(() => next.value !== null),
    moreBusy,
    async more() {
      if (next.value !== null && !moreBusy.value && state.value !== 'loading') await fetchFrom(next.value)
    },
    reload: () => fetchFrom(undefined),
    replace(is, by) {
      items.value = items.value.flatMap((item) => (is(item) ? (by === undefined ? [] : [by]) : [item]))
    },
  }
}

/** Something a person does: busy while it runs, and what went wrong at the field it belongs to. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { toast } from '../../ui/toasts.ts'
import { fieldProblems, sayProblem } from './problems.ts'

export interface Deed {
  readonly busy: Readonly<Ref<boolean>>
  /** In a sentence; undefined when the fields say it all. */
  readonly error: Readonly<ShallowRef<string | undefined>>
  /** By field, as the server names it. */
  readonly fields: Readonly<ShallowRef<Readonly<Record<string, string>>>>
  /** The problem itself, to tell one kind from another. */
  readonly problem: Readonly<ShallowRef<unknown>>
  /** Runs it; false when it failed or one is running already. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>
  readonly clear: () => void
}

/** @param options.aloud says what went wrong in a toast: for buttons that have no place for it */
export function useDeed(options: { aloud?: boolean } = {}): Deed {
  const busy = ref(false)
  const error = shallowRef<string>()
  const fields = shallowRef<Readonly<Record<string, string>>>({})
  const problem = shallowRef<unknown>()

  function clear(): void {
    error.value = undefined
    fields.value = {}
    problem.value = undefined
  }

  return {
    busy,
    error,
    fields,
    problem,
    clear,
    async run(work) {
      if (busy.value) return false
      busy.value = true
      clear()
      try {
        await work()
        return true
      } catch (caught) {
        problem.value = caught
        fields.value = fieldProblems(caught)
        error.value = Object.keys(fields.value).length > 0 ? undefined : sayProblem(caught)
        if (options.aloud === true) toast(sayProblem(caught), { kind: 'wrong' })
        return false
      } finally {
        busy.value = false
      }
    },
  }
}

/**
 * Idempotency keys for one form: the same content sent again (the answer was lost on the way) keeps its key, so that
 * it happens once; other content gets a new one.
 */
export function useOnceOnly(): (content: unknown) => string {
  let last: { content: string; key: string } | undefined
  return (content) => {
    const text = JSON.stringify(content)
    if (last?.content !== text) last = { content: text, key: crypto.randomUUID() }
    return last.key
  }
}

/** Something a person does: busy while it runs, and what went wrong, in words and as it came. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { sayProblem } from './problems.ts'

export interface Deed {
  readonly busy: Readonly<Ref<boolean>>
  readonly error: Readonly<ShallowRef<string | undefined>>
  readonly problem: Readonly<ShallowRef<unknown>>
  /** Runs it; false when it failed or one is running already. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>
  readonly clear: () => void
}

export function useDeed(): Deed {
  const busy = ref(false)
  const error = shallowRef<string>()
  const problem = shallowRef<unknown>()

  function clear(): void {
    error.value = undefined
    problem.value = undefined
  }

  return {
    busy,
    error,
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
        error.value = sayProblem(caught)
        return false
      } finally {
        busy.value = false
      }
    },
  }
}

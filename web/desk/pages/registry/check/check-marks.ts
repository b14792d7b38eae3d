/**
 * What has been looked at so far. The marks (numbers and yes or no, no names) outlive a reload on a shaky phone;
 * people who were added by name are kept in memory only.
 */
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Api, BodyOf } from '../../../data/index.ts'

export type Unlisted = NonNullable<NonNullable<BodyOf<Api['POST /outlets/{id}/checks']>>['unlisted']>[number]

export interface CheckMarks {
  readonly marks: Ref<ReadonlyMap<number, boolean>>
  readonly unlisted: Ref<readonly Unlisted[]>
  readonly note: Ref<string>
  readonly here: ComputedRef<number>
  readonly away: ComputedRef<number>
  /** The same answer twice takes it back. */
  readonly mark: (engagement: number, here: boolean) => void
  readonly markAll: (engagements: readonly number[], here: boolean) => void
  readonly clear: () => void
}

export function useCheckMarks(outlet: () => number | undefined): CheckMarks {
  const marks = ref<ReadonlyMap<number, boolean>>(new Map())
  const unlisted = ref<readonly Unlisted[]>([])
  const note = ref('')
  const key = (): string => `waystation.check.${outlet() ?? 0}`

  watch(
    outlet,
    () => {
      marks.value = read(key())
      unlisted.value = []
      note.value = ''
    },
    { immediate: true },
  )
  watch(marks, (now) => write(key(), now))

  function set(changes: readonly (readonly [number, boolean | undefined])[]): void {
    const next = new Map(marks.value)
    for (const [engagement, here] of changes) {
      if (here === undefined) next.delete(engagement)
      else next.set(engagement, here)
    }
    marks.value = next
  }

  return {
    marks,
    unlisted,
    note,
    here: computed(() => [...marks.value.values()].filter(Boolean).length),
    away: computed(() => [...marks.value.values()].filter((here) => !here).length),
    mark: (engagement, here) => set([[engagement, marks.value.get(engagement) === here ? undefined : here]]),
    markAll: (engagements, here) => set(engagements.map((one) => [one, here] as const)),
    clear() {
      marks.value = new Map()
      unlisted.value = []
      note.value = ''
    },
  }
}

function read(key: string): ReadonlyMap<number, boolean> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return new Map(Array.isArray(kept) ? (kept as [number, boolean][]) : [])
  } catch {
    return new Map()
  }
}

function write(key: string, marks: ReadonlyMap<number, boolean>): void {
  try {
    if (marks.size === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify([...marks]))
  } catch {
    // Storage is refused: the marks last as long as the page.
  }
}

/** Filters of a list in the address: a view can be sent to a colleague, and Back brings the last one. */
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export type FilterValues<Name extends string> = Readonly<Partial<Record<Name, string>>>

export interface Filters<Name extends string> {
  /** Only those that are set. */
  readonly values: ComputedRef<FilterValues<Name>>
  /** Changes some; '' or undefined takes one out. */
  readonly set: (some: { readonly [Key in Name]?: string | undefined }) => void
  /** Puts these in the place of all. */
  readonly replaceAll: (all: FilterValues<Name>) => void
  readonly same: (as: Readonly<Record<string, unknown>>) => boolean
}

export function useFilters<Name extends string>(names: readonly Name[]): Filters<Name> {
  const route = useRoute()
  const router = useRouter()
  const values = computed<FilterValues<Name>>(() => {
    const set: Partial<Record<Name, string>> = {}
    for (const name of names) {
      const value = route.query[name]
      if (typeof value === 'string' && value !== '') set[name] = value
    }
    return set
  })

  function go(all: { readonly [Key in Name]?: string | undefined }): void {
    const others = Object.fromEntries(Object.entries(route.query).filter(([name]) => !(names as readonly string[]).includes(name)))
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''))
    void router.replace({ params: route.params, query: { ...others, ...kept } as Record<string, string>, hash: route.hash })
  }

  return {
    values,
    set: (some) => go({ ...values.value, ...some }),
    replaceAll: go,
    same(as) {
      const wanted = Object.entries(as).filter(([name, value]) => (names as readonly string[]).includes(name) && value !== '')
      const has = values.value as Readonly<Record<string, string>>
      return wanted.length === Object.keys(has).length && wanted.every(([name, value]) => has[name] === value)
    },
  }
}

/** Filters live in the address: a view can be sent to a colleague, and Back brings the last one. */
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A value of the query as one string; setting '' (or the default) takes it out. */
export function useRouteValue<Value extends string>(name: string, otherwise: Value, allowed?: readonly Value[]): WritableComputedRef<Value> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get() {
      const value = route.query[name]
      if (typeof value !== 'string') return otherwise
      return allowed === undefined || allowed.includes(value as Value) ? (value as Value) : otherwise
    },
    set(value) {
      void router.replace({ query: { ...route.query, [name]: value === otherwise || value === '' ? undefined : value }, hash: route.hash })
    },
  })
}

/** A number from the path or query; undefined when it is none. */
export function routeNumber(value: unknown): number | undefined {
  const number = Number(typeof value === 'string' ? value : Number.NaN)
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

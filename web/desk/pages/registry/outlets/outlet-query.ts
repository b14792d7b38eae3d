/** From the filters in the address to what the API is asked. */
import { computed, type ComputedRef } from 'vue'
import { useFilters, useScope, type Api, type Filters, type QueryOf, type ReplyOf } from '../../../data/index.ts'
import type { Sort } from '../../../../ui/desk/index.ts'

export type Outlet = ReplyOf<Api['GET /outlets/{id}']>
export type OutletFilter = 'show' | 'search' | 'trade' | 'company' | 'closed' | 'sort'
type Query = NonNullable<QueryOf<Api['GET /outlets']>>
type SortKey = NonNullable<Query['sort']>

/** The way each column is sorted: most people, most late, longest unchecked first. */
const directions: Readonly<Record<SortKey, Sort['direction']>> = { workers: 'descending', name: 'ascending', late: 'descending', checked: 'ascending' }

export interface OutletQuery {
  readonly filters: Filters<OutletFilter>
  readonly query: ComputedRef<Query>
  readonly sort: ComputedRef<Sort>
}

export function useOutletQuery(): OutletQuery {
  const filters = useFilters<OutletFilter>(['show', 'search', 'trade', 'company', 'closed', 'sort'])
  const scope = useScope()
  const key = computed<SortKey>(() => (Object.keys(directions) as SortKey[]).find((one) => one === filters.values.value.sort) ?? 'workers')
  const query = computed<Query>(() => {
    const { show, search, trade, company, closed } = filters.values.value
    return {
      sort: key.value,
      ...(scope.place.value === undefined ? {} : { place: scope.place.value }),
      ...(search === undefined ? {} : { search }),
      ...(trade === undefined ? {} : { trade }),
      ...(company === undefined ? {} : { company: Number(company) }),
      ...(closed === undefined ? {} : { closed: true }),
      ...(show === 'late' || show === 'never' ? { freshness: show } : {}),
      ...(show === 'unchecked' ? { unchecked_days: 30 } : {}),
    }
  })
  return { filters, query, sort: computed(() => ({ key: key.value, direction: directions[key.value] })) }
}

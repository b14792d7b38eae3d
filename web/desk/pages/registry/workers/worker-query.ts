/** From the filters in the address to what the API is asked. */
import { computed, type ComputedRef } from 'vue'
import { useFilters, useScope, type Api, type Filters, type ItemOf, type QueryOf } from '../../../data/index.ts'
import { engagementKinds } from '../parts/mix.ts'

export type WorkerRow = ItemOf<'GET /workers'>
export type WorkerFilter = 'show' | 'search' | 'kind' | 'away' | 'company'
export type WorkerListQuery = NonNullable<QueryOf<Api['GET /workers']>>

export interface WorkerQuery {
  readonly filters: Filters<WorkerFilter>
  readonly query: ComputedRef<WorkerListQuery>
}

export function useWorkerQuery(): WorkerQuery {
  const filters = useFilters<WorkerFilter>(['show', 'search', 'kind', 'away', 'company'])
  const scope = useScope()
  const query = computed<WorkerListQuery>(() => {
    const { show, search, kind, away, company } = filters.values.value
    const hired = engagementKinds.find((one) => one === kind)
    return {
      ...(scope.place.value === undefined ? {} : { place: scope.place.value }),
      ...(search === undefined ? {} : { search }),
      ...(hired === undefined ? {} : { kind: hired }),
      ...(company === undefined ? {} : { company: Number(company) }),
      ...(away === undefined ? {} : { away: true }),
      ...(show === 'new' ? { arrived_days: 30 } : {}),
      ...(show === 'several' ? { several: true } : {}),
      ...(show === 'self' ? { standing: 'self-declared' as const } : {}),
    }
  })
  return { filters, query }
}

/** From the filters in the address to what the API is asked. */
import { computed, type ComputedRef } from 'vue'
import { useFilters, useScope, type Api, type Filters, type QueryOf } from '../../../data/index.ts'
import type { Sort } from '../../../../ui/desk/index.ts'
import { now } from '../../../../ui/now.ts'
import { amenities, stationKinds } from '../parts/station.ts'

export type StationFilter = 'show' | 'search' | 'kind' | 'amenity' | 'partner' | 'sort'
type Query = NonNullable<QueryOf<Api['GET /network/stations']>>

export interface StationQuery {
  readonly filters: Filters<StationFilter>
  readonly query: ComputedRef<Query>
  readonly sort: ComputedRef<Sort>
}

const MINUTE = 60_000

export function useStationQuery(): StationQuery {
  const filters = useFilters<StationFilter>(['show', 'search', 'kind', 'amenity', 'partner', 'sort'])
  const scope = useScope()
  const byConfirmed = computed(() => filters.values.value.sort === 'confirmed')
  // The minute, not the moment: the list is asked anew when the query changes.
  const minute = computed(() => new Date(Math.floor(now.value / MINUTE) * MINUTE).toISOString())
  const query = computed<Query>(() => {
    const { show, search, kind, amenity, partner } = filters.values.value
    const kindOf = stationKinds.find((one) => one === kind)
    const has = amenities.find((one) => one === amenity)
    return {
      sort: byConfirmed.value ? ('confirmed' as const) : ('name' as const),
      ...(scope.place.value === undefined ? {} : { place: scope.place.value }),
      ...(search === undefined ? {} : { search }),
      ...(kindOf === undefined ? {} : { kind: kindOf }),
      ...(has === undefined ? {} : { amenity: [has] }),
      ...(partner === undefined ? {} : { partner: Number(partner) }),
      ...(show === 'due' || show === 'never' ? { confirmation: show } : {}),
      ...(show === 'open' ? { open_at: minute.value } : {}),
      ...(show === 'paused' || show === 'planned' || show === 'closed' ? { status: show } : {}),
    }
  })
  return { filters, query, sort: computed(() => ({ key: byConfirmed.value ? 'confirmed' : 'name', direction: 'ascending' })) }
}

/** From the filters in the address to what the API is asked. */
import { computed, type ComputedRef } from 'vue'
import { useFilters, useScope, type Api, type Filters, type QueryOf } from '../../../data/index.ts'
import type { Sort } from '../../../../ui/desk/index.ts'
import { amenities, stationKinds, type KeptRow } from '../parts/station.ts'

export type StationFilter = 'show' | 'search' | 'kind' | 'amenity' | 'partner' | 'sort'
type Query = NonNullable<QueryOf<Api['GET /network/stations']>>

export interface StationQuery {
  readonly filters: Filters<StationFilter>
  readonly query: ComputedRef<Query>
  readonly sort: ComputedRef<Sort>
}

/** Open at a moment, by when it opens or shuts next. */
export function isOpen({ opening: { open, closes_at: closes, opens_at: opens } }: Pick<KeptRow, 'opening'>, at: number): boolean {
  return open === true ? closes === null || at < Date.parse(closes) : opens !== null && at >= Date.parse(opens)
}

export function useStationQuery(): StationQuery {
  const filters = useFilters<StationFilter>(['show', 'search', 'kind', 'amenity', 'partner', 'sort'])
  const scope = useScope()
  const byConfirmed = computed(() => filters.values.value.sort === 'confirmed')
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
      // Which of them are open is told by what each says of its hours: a list of thousands is not asked for each minute.
      ...(show === 'open' ? { status: 'open' as const } : {}),
      ...(show === 'paused' || show === 'planned' || show === 'closed' ? { status: show } : {}),
    }
  })
  return { filters, query, sort: computed(() => ({ key: byConfirmed.value ? 'confirmed' : 'name', direction: 'ascending' })) }
}

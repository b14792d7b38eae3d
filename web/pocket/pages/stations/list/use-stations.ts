/** The list of stations on screen: what is asked for, where from, and how far one has looked. */
import { computed, onMounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { remember, remembered } from '../../../../ui/remembered.ts'
import { sayProblem } from '../../../data/index.ts'
import { locate, position, PositionTrouble } from '../../../data/position.ts'
import { findStations, foundWithPage, type Found, type Station, type StationAmenity } from '../../../data/stations.ts'
import { t } from '../../../words/stations.ts'
import { isOpenNow } from '../opening.ts'

const FIRST_SCREEN = 6

export interface Stations {
  readonly amenities: Ref<readonly StationAmenity[]>
  readonly openNow: Ref<boolean>
  readonly search: Ref<string>
  readonly items: ComputedRef<readonly Station[]>
  readonly state: Readonly<Ref<'loading' | 'ready' | 'error'>>
  readonly error: Readonly<ShallowRef<string | undefined>>
  /** When what is shown was true; undefined: now. */
  readonly keptAt: ComputedRef<number | undefined>
  readonly mayHaveMore: ComputedRef<boolean>
  readonly busy: Readonly<Ref<boolean>>
  readonly more: () => Promise<void>
  readonly reload: () => Promise<void>
  readonly locating: Readonly<Ref<boolean>>
  readonly trouble: Readonly<ShallowRef<string | undefined>>
  /** Only ever from a press. */
  readonly findMe: () => Promise<void>
  /** Nothing is asked for any more. */
  readonly clear: () => void
}

export function useStations(): Stations {
  const amenities = ref<readonly StationAmenity[]>([])
  const openNow = ref(remembered('open-now') === 'yes')
  const search = ref('')
  const brought = position.value === undefined && !openNow.value ? foundWithPage() : undefined
  const found = shallowRef<Found | undefined>(brought)
  const state = ref<'loading' | 'ready' | 'error'>(brought === undefined ? 'loading' : 'ready')
  const error = shallowRef<string>()
  const busy = ref(false)
  const locating = ref(false)
  const trouble = shallowRef<string>()
  /** What fits on a phone is drawn first, the rest when that stands: on a cheap phone twenty rows take a moment. */
  const shown = ref(FIRST_SCREEN)
  let asked = 0

  async function ask(after?: string): Promise<void> {
    asked += 1
    const mine = asked
    busy.value = true
    try {
      let next = await findStations(position.value, { amenities: amenities.value, openNow: openNow.value, search: search.value.trim() }, after)
      if (mine !== asked) return // something else is asked for by now
      // Nearest: the longer list holds the shorter one. By name: the next page.
      // Without a network the server has not sorted out what is shut.
      if (next.keptAt !== undefined && openNow.value) next = { ...next, items: next.items.filter((one) => isOpenNow(one.opening)) }
      found.value = after === undefined || after === 'more' ? next : { ...next, items: [...(found.value?.items ?? []), ...next.items] }
      state.value = 'ready'
      showRest()
      error.value = undefined
    } catch (problem) {
      if (mine !== asked) return
      error.value = sayProblem(problem)
      state.value = 'error'
    } finally {
      if (mine === asked) busy.value = false
    }
  }

  function showRest(): void {
    if (shown.value === FIRST_SCREEN) requestAnimationFrame(() => setTimeout(() => (shown.value = Infinity)))
  }

  async function findMe(): Promise<void> {
    if (locating.value) return
    locating.value = true
    trouble.value = undefined
    try {
      await locate()
    } catch (problem) {
      trouble.value = t(problem instanceof PositionTrouble ? problem.trouble : 'none')
    } finally {
      locating.value = false
    }
  }

  watch(openNow, (on) => remember('open-now', on ? 'yes' : 'no'))
  watch([amenities, openNow, () => position.value?.at], () => void ask(), { immediate: brought === undefined })
  onMounted(() => brought && showRest())
  let typing: ReturnType<typeof setTimeout> | undefined
  watch(search, () => {
    clearTimeout(typing)
    typing = setTimeout(() => void ask(), 250)
  })

  return {
    amenities,
    openNow,
    search,
    items: computed(() => (found.value?.items ?? []).slice(0, shown.value)),
    state,
    error,
    keptAt: computed(() => found.value?.keptAt),
    mayHaveMore: computed(() => found.value?.next !== undefined),
    busy,
    more: () => ask(found.value?.next),
    reload: () => ask(),
    locating,
    trouble,
    findMe,
    clear() {
      amenities.value = []
      openNow.value = false
      search.value = ''
    },
  }
}

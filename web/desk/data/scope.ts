/**
 * Where one works: the place chosen in the scope switcher, within what the grants reach. Lists pass `place` as their
 * query; undefined asks for everything in reach.
 */
import { computed, readonly, ref, shallowReadonly, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { isInside, placeRange } from '../../../contract/place-code.ts'
import { remember, remembered } from '../../ui/preferences.ts'
import type { Place as PlaceNode } from '../../ui/desk/types.ts'
import { call, type Api, type ReplyOf } from './client.ts'
import { useMe } from './me.ts'
import { t } from '../words/data.ts'

export type Place = ReplyOf<Api['GET /places/{code}']>

const { grants } = useMe()
const chosen = ref<number>()
const path = shallowRef<readonly Place[]>([])
const roots = shallowRef<readonly PlaceNode[]>([])

/** Places the grants name, the wider ones only. */
const reach = computed<readonly number[]>(() => {
  const all = [...new Set(grants.value.flatMap((grant) => (grant.place === null ? [] : [grant.place])))]
  return all.filter((code) => !all.some((other) => other !== code && isInside(code, placeRange(other)))).sort((a, b) => a - b)
})

watch(reach, (codes) => void takeUp(codes), { immediate: true })
watch(chosen, (code) => void loadPath(code), { immediate: true })

export interface ScopeInHand {
  /** Code of the place in hand; undefined: everything in reach. */
  readonly place: Readonly<Ref<number | undefined>>
  /** From the city down to the place in hand. */
  readonly path: Readonly<ShallowRef<readonly Place[]>>
  /** Name of the place in hand: 三里屯街道. For employers the company's or outlet's. */
  readonly here: ComputedRef<string>
  /** Name of the place above it, empty where there is none. */
  readonly above: ComputedRef<string>
  /** Codes one may choose anything inside of. */
  readonly reach: ComputedRef<readonly number[]>
  /** For the switcher: the places the grants name, what stands below one, and a search among those in reach. */
  readonly tree: Readonly<ShallowRef<readonly PlaceNode[]>>
  readonly below: (code: string) => Promise<readonly PlaceNode[]>
  readonly find: (term: string) => Promise<readonly PlaceNode[]>
  /** Undefined chooses everything in reach. Outside the reach nothing happens. */
  readonly choose: (code: number | undefined) => void
}

const here = computed(() => {
  if (chosen.value !== undefined) return path.value.at(-1)?.name ?? ''
  if (reach.value.length > 0) return t('wholeReach')
  return grants.value.map((grant) => grant.target_name).join(' · ')
})
const above = computed(() => (chosen.value === undefined ? '' : (path.value.at(-2)?.name ?? '')))

export function useScope(): ScopeInHand {
  return { place: readonly(chosen), path: shallowReadonly(path), here, above, reach, tree: shallowReadonly(roots), below, find, choose }
}

/** Whether a place lies in the place in hand, or without one in what the grants reach. */
export function inScope(code: number): boolean {
  return (chosen.value === undefined ? reach.value : [chosen.value]).some((one) => isInside(code, placeRange(one)))
}

function choose(code: number | undefined): void {
  if (code !== undefined && !reach.value.some((one) => isInside(code, placeRange(one)))) return
  chosen.value = code ?? (reach.value.length === 1 ? reach.value[0] : undefined)
  remember('scope', code === undefined ? '' : String(code))
}

async function takeUp(codes: readonly number[]): Promise<void> {
  const last = Number(remembered('scope') || Number.NaN)
  const kept = codes.some((one) => isInside(last, placeRange(one))) ? last : undefined
  chosen.value = kept ?? (codes.length === 1 ? codes[0] : undefined)
  roots.value = await Promise.all(codes.map(async (code) => nodeOf((await call('GET /places/{code}', { params: { code } })).data)))
}

async function loadPath(code: number | undefined): Promise<void> {
  if (code === undefined) {
    path.value = []
    return
  }
  const { data } = await call('GET /places/{code}/ancestors', { params: { code } })
  const items = data.items.at(-1)?.code === code ? data.items : [...data.items, (await call('GET /places/{code}', { params: { code } })).data]
  if (chosen.value === code) path.value = items
}

async function below(code: string): Promise<readonly PlaceNode[]> {
  const found: PlaceNode[] = []
  for (let after: string | undefined; ; ) {
    const { data } = await call('GET /places', { query: { parent: Number(code), limit: 200, ...(after === undefined ? {} : { after }) } })
    found.push(...data.items.map((one) => nodeOf(one)))
    if (data.next === null) return found
    after = data.next
  }
}

async function find(term: string): Promise<readonly PlaceNode[]> {
  const { data } = await call('GET /places', { query: { search: term, limit: 50 } })
  const within = data.items.filter((one) => reach.value.some((code) => isInside(one.code, placeRange(code))))
  return within.map((one) => nodeOf(one, one.full_name.endsWith(one.name) ? one.full_name.slice(0, -one.name.length) : one.full_name))
}

function nodeOf(place: Place, hint?: string): PlaceNode {
  return { code: String(place.code), name: place.name, hint, leaf: place.children === 0 }
}

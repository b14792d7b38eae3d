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
const tree = shallowRef<readonly PlaceNode[]>([])

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
  /** For `<PlaceTree>`: the places in reach, grown by `expand`. */
  readonly tree: Readonly<ShallowRef<readonly PlaceNode[]>>
  /** Undefined chooses everything in reach. Outside the reach nothing happens. */
  readonly choose: (code: number | undefined) => void
  readonly expand: (node: PlaceNode) => Promise<void>
}

const here = computed(() => {
  if (chosen.value !== undefined) return path.value.at(-1)?.name ?? ''
  if (reach.value.length > 0) return t('wholeReach')
  return grants.value.map((grant) => grant.target_name).join('、')
})
const above = computed(() => (chosen.value === undefined ? '' : (path.value.at(-2)?.name ?? '')))

export function useScope(): ScopeInHand {
  return { place: readonly(chosen), path: shallowReadonly(path), here, above, reach, tree: shallowReadonly(tree), choose, expand }
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

async function expand(node: PlaceNode): Promise<void> {
  const children = await childrenOf(Number(node.code))
  tree.value = grown(tree.value, node.code, children)
}

async function takeUp(codes: readonly number[]): Promise<void> {
  const last = Number(remembered('scope') || Number.NaN)
  const kept = codes.some((one) => isInside(last, placeRange(one))) ? last : undefined
  chosen.value = kept ?? (codes.length === 1 ? codes[0] : undefined)
  const roots = await Promise.all(codes.map(async (code) => nodeOf((await call('GET /places/{code}', { params: { code } })).data)))
  tree.value = roots
  if (roots.length === 1 && roots[0] !== undefined) await expand(roots[0])
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

async function childrenOf(parent: number): Promise<readonly PlaceNode[]> {
  const found: PlaceNode[] = []
  for (let after: string | undefined; ; ) {
    const { data } = await call('GET /places', { query: { parent, limit: 200, ...(after === undefined ? {} : { after }) } })
    found.push(...data.items.map(nodeOf))
    if (data.next === null) return found
    after = data.next
  }
}

function nodeOf(place: Place): PlaceNode {
  return { code: String(place.code), name: place.name, leaf: place.children === 0 }
}

function grown(nodes: readonly PlaceNode[], code: string, children: readonly PlaceNode[]): readonly PlaceNode[] {
  return nodes.map((node) => {
    if (node.code === code) return { ...node, children }
    return node.children === undefined ? node : { ...node, children: grown(node.children, code, children) }
  })
}

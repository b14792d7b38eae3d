/** The classification of trades, asked once a city. */
import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import { language } from '../../ui/words/index.ts'
import { call, city, type Api, type ReplyOf } from './client.ts'

export type Trade = ReplyOf<Api['GET /trades']>['items'][number]

const all = shallowRef<readonly Trade[]>([])
let askedFor: number | undefined

export interface TradesInHand {
  /** Those in use. */
  readonly trades: ComputedRef<readonly Trade[]>
  /** 外卖; the code itself while unknown. Reactive. */
  readonly tradeName: (code: string) => string
}

const trades = computed(() => all.value.filter((one) => one.retired_on === null))

export function useTrades(): TradesInHand {
  watch(city, () => void fetchTrades(), { immediate: true })
  return { trades, tradeName }
}

function tradeName(code: string): string {
  const trade = all.value.find((one) => one.code === code)
  if (trade === undefined) return code
  return language.value === 'en' && trade.name_en !== '' ? trade.name_en : trade.name
}

async function fetchTrades(): Promise<void> {
  const code = city.value?.code
  if (code === undefined || code === askedFor) return
  askedFor = code
  try {
    all.value = (await call('GET /trades')).data.items
  } catch {
    // Names stay codes; the next page asks again.
    askedFor = undefined
  }
}

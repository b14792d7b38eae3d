// What changes at a station under the eyes of whoever watches it.

import type { City, Context } from '../../platform/http/call.ts'
import type { Live } from '../../platform/live/live.ts'

export type StationChange = { what: 'occupancy' | 'remarks' | 'stock' | 'campaigns' | 'station' }

export function stationTopic(city: Pick<City, 'code'>, station: number): string {
  return `station ${city.code} ${station}`
}

/** Told with the commit. Also for modules above, whose campaigns hand out at a counter. */
export async function stationChanged(call: Pick<Context, 'tx' | 'city' | 'services'>, station: number, what: StationChange['what']): Promise<void> {
  await call.services.live.publish(call.tx, stationTopic(call.city, station), { what } satisfies StationChange)
}

/**
 * What is said of a station from this call on, and `undefined` whenever `wait` milliseconds went by in silence: clocks
 * change things, too. Ends with the signal.
 */
export function stationChanges(live: Live, topic: string, signal: AbortSignal, wait: () => number): AsyncGenerator<StationChange | undefined, void> {
  const waiting: StationChange[] = []
  let wake: (() => void) | undefined
  const end = live.subscribe(topic, (data) => {
    waiting.push(data as StationChange)
    wake?.()
  })
  signal.addEventListener('abort', () => {
    end()
    wake?.()
  })
  return (async function* () {
    while (!signal.aborted) {
      let timer: NodeJS.Timeout | undefined
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
          timer = setTimeout(resolve, wait())
        })
        clearTimeout(timer)
      }
      if (signal.aborted) return
      yield waiting.shift()
    }
  })()
}

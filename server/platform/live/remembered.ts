// What changes rarely and is asked many times a second: read once for each city, forgotten when somebody changes it, on
// whichever server.

import type { Context, Services } from '../http/call.ts'

type Asking = Pick<Context, 'tx' | 'city' | 'services'>
type Memory<T> = { known: Map<number, T>; changes: number }

/** @param topic published by whoever changes what `read` reads, in the transaction that does */
export function remembered<T>(topic: string, read: (tx: Context['tx']) => Promise<T>): (call: Asking) => Promise<T> {
  const memories = new WeakMap<Services, Memory<T>>()

  function memoryOf(services: Services): Memory<T> {
    const memory = memories.get(services)
    if (memory) return memory
    const made: Memory<T> = { known: new Map(), changes: 0 }
    const forget = () => {
      made.known.clear()
      made.changes += 1
    }
    memories.set(services, made)
    services.live.subscribe(topic, forget)
    services.live.subscribe('live.connected', forget)
    return made
  }

  return async ({ tx, city, services }) => {
    const memory = memoryOf(services)
    // While the line is down on which changes are told, nothing remembered can be trusted.
    if (!services.live.connected) memory.known.clear()
    const found = memory.known.get(city.code)
    if (found !== undefined) return found
    const { changes } = memory
    const value = await read(tx)
    // What was told meanwhile may not be in what was read.
    if (services.live.connected && memory.changes === changes) memory.known.set(city.code, value)
    return value
  }
}

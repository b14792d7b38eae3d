import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../http/call.ts'
import { remembered } from './remembered.ts'

/** The line on which changes are told; `services` have it as theirs. */
function withServices() {
  const listeners = new Map<string, () => void>()
  const line = { connected: true, subscribe: (topic: string, listener: () => void) => void listeners.set(topic, listener), tell: (topic: string) => listeners.get(topic)?.() }
  return Object.assign(line, { services: { live: line } })
}

function asking({ services }: ReturnType<typeof withServices>, code = 110105) {
  return { tx: {}, city: { code }, services } as unknown as Pick<Context, 'tx' | 'city' | 'services'>
}

test('is read once for each city, and again once somebody has changed it', async () => {
  const line = withServices()
  let reads = 0
  const known = remembered('x.changed', async () => (reads += 1))
  deepEqual([await known(asking(line)), await known(asking(line)), await known(asking(line, 310101)), await known(asking(line))], [1, 1, 2, 1])
  line.tell('x.changed')
  deepEqual([await known(asking(line)), await known(asking(line))], [3, 3])
  line.tell('live.connected')
  equal(await known(asking(line)), 4)
})

test('what changed while it was read is read again', async () => {
  const line = withServices()
  let reads = 0
  const known = remembered('x.changed', async () => {
    reads += 1
    if (reads === 1) line.tell('x.changed')
    return reads
  })
  deepEqual([await known(asking(line)), await known(asking(line)), await known(asking(line))], [1, 2, 2])
})

test('nothing is remembered while changes cannot be heard', async () => {
  const line = withServices()
  let reads = 0
  const known = remembered('x.changed', async () => (reads += 1))
  await known(asking(line))
  line.connected = false
  deepEqual([await known(asking(line)), await known(asking(line))], [2, 3])
})

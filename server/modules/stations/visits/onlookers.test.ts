// Watching how full a station is: open to everybody, and for one address not without an end.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { addStation, always } from '../testing/network-scene.ts'
import { countOnlookers, MOST_OF_ONE_ADDRESS, MOST_ONLOOKERS } from './onlookers.ts'

const waystation = await startWaystation({ work: false })
const station = await addStation(waystation, { hours: always })

/** As a browser at this address of the loopback opens the line. */
async function open(localAddress: string, id = station): Promise<IncomingMessage> {
  const [answer] = (await once(get(`${waystation.origin}/api/v1/110105/stations/${id}/occupancy/events`, { localAddress, agent: false }), 'response')) as [IncomingMessage]
  answer.on('error', () => undefined)
  answer.resume()
  return answer
}

describe('whoever watches a station', () => {
  it('cannot use up the lines of all others from one address, and finds theirs again when they have closed some', async () => {
    ok(MOST_OF_ONE_ADDRESS * 10 <= MOST_ONLOOKERS)
    for (let tries = 0; tries < MOST_OF_ONE_ADDRESS; tries += 1) equal((await open('127.0.0.1', 999_999)).statusCode, 404)
    const lines = await Promise.all(Array.from({ length: MOST_OF_ONE_ADDRESS + 20 }, () => open('127.0.0.1')))
    const kept = lines.filter(({ statusCode }) => statusCode === 200)
    deepEqual([kept.length, lines.filter(({ statusCode }) => statusCode === 429).length], [MOST_OF_ONE_ADDRESS, 20], 'asked for at once as well as one by one')
    const neighbour = await open('127.0.0.2')
    equal(neighbour.statusCode, 200)
    for (const line of [neighbour, ...kept.slice(0, 50)]) line.destroy()
    let again = await open('127.0.0.1')
    for (let tries = 0; tries < 100 && again.statusCode !== 200; tries += 1) again = await open('127.0.0.1')
    equal(again.statusCode, 200)
    for (const line of [again, ...kept]) line.destroy()
  })

  it('waits when all lines are in use; leaving twice frees one line', () => {
    const onlookers = countOnlookers(3, 2)
    const leave = onlookers.enter('a')
    ok(leave && onlookers.enter('a'))
    deepEqual([onlookers.enter('a'), onlookers.isFull()], [undefined, false])
    ok(onlookers.enter('b'))
    deepEqual([onlookers.enter('c'), onlookers.isFull()], [undefined, true])
    leave()
    leave()
    ok(onlookers.enter('c'))
    equal(onlookers.enter('c'), undefined)
  })
})

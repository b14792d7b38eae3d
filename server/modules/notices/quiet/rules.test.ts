import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { quietUntil, type QuietSpan } from './rules.ts'

const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const span = (from: string, until: string): QuietSpan => ({ from: at(from), until: at(until) })
const usual = [span('10:30', '13:30'), span('17:00', '20:00'), span('22:00', '07:00')]

describe('a rider is not disturbed', () => {
  it('in the peaks and at night; in between at once', () => {
    for (const [now, calm] of [['09:00', '09:00'], ['10:29', '10:29'], ['10:30', '13:30'], ['13:29', '13:30'], ['13:30', '13:30'], ['18:00', '20:00'], ['06:59', '07:00'], ['07:00', '07:00']] as const) equal(quietUntil(at(now), usual), at(calm), now)
    equal(quietUntil(at('22:00'), usual), at('07:00') + 1440)
    equal(quietUntil(at('00:00'), usual), at('07:00'))
  })
  it('where one quiet time ends in the next, until that is over', () => {
    equal(quietUntil(at('17:30'), [span('17:00', '22:00'), span('22:00', '07:00'), span('06:00', '09:00')]), at('09:00') + 1440)
  })
  it('where a city has set no peak, or nothing but quiet', () => {
    equal(quietUntil(at('12:00'), [span('12:00', '12:00')]), at('12:00'))
    equal(quietUntil(at('12:00'), [span('06:00', '18:00'), span('18:00', '06:00')]), undefined)
  })

  it('whatever the hours: the first calm minute, as one finds it by looking at each', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(minute, fc.array(fc.record({ from: minute, until: minute }), { maxLength: 4 }), (now, spans) => {
        const quiet = new Set(spans.flatMap(({ from, until }) => {
          const minutes = []
          for (let one = from; one !== until; one = (one + 1) % 1440) minutes.push(one)
          return minutes
        }))
        let expected: number | undefined = now
        while (expected !== undefined && quiet.has(expected % 1440)) expected = expected > now + 1440 ? undefined : expected + 1
        equal(quietUntil(now, spans), expected)
      }),
      { numRuns: 300 },
    )
  })
})

// The best sites of small cities are those that trying everything finds.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { solveExactly } from './exact.ts'
import { chooseGreedily, exchange, gainOf, inOrder, reduce, type Siting } from './rules.ts'
import { solveSiting } from './solve-siting.ts'

/** Outlets and candidates on a small grid of streets, so that many reach the same. */
const smallCity: fc.Arbitrary<Siting> = fc.record({
  outlets: fc.array(fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }), weight: fc.integer({ min: 0, max: 40 }) }), { maxLength: 16 }),
  places: fc.array(fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) }), { minLength: 1, maxLength: 11 }),
  count: fc.integer({ min: 1, max: 5 }),
  radius: fc.integer({ min: 1, max: 4 }),
}).map(({ outlets, places, count, radius }) => ({
  weights: outlets.map(({ weight }) => weight),
  covers: places.map((place) => outlets.flatMap((outlet, at) => (Math.hypot(outlet.x - place.x, outlet.y - place.y) <= radius ? [at] : []))),
  count,
}))

function bestByTryingAll({ weights, covers, count }: Siting): number {
  let best = 0
  for (let choice = 0; choice < 1 << covers.length; choice++) {
    const chosen = covers.flatMap((_, at) => (choice & (1 << at) ? [at] : []))
    if (chosen.length > count) continue
    const outlets = new Set(chosen.flatMap((at) => covers[at] ?? []))
    best = Math.max(best, [...outlets].reduce((sum, outlet) => sum + (weights[outlet] ?? 0), 0))
  }
  return best
}

test('the solver finds what trying every choice finds, and proves it', async () => {
  await fc.assert(
    fc.asyncProperty(smallCity, async (city) => {
      const small = reduce(city)
      const first = exchange(small.siting, chooseGreedily(small.siting))
      const exact = await solveExactly(small.siting, first, 10)
      const chosen = exact.chosen.map((at) => small.candidates[at] ?? -1)
      const best = bestByTryingAll(city)
      assert.equal(gainOf(city, chosen), best)
      assert.equal(exact.gain, best)
      assert.equal(exact.bound, best)
      assert.ok(chosen.length <= city.count && new Set(chosen).size === chosen.length)
    }),
    { numRuns: 80 },
  )
})

test('the quick choice is never above the best, its bound never below, and it reaches 63 % of it', () => {
  fc.assert(
    fc.property(smallCity, (city) => {
      const best = bestByTryingAll(city)
      const greedy = chooseGreedily(city)
      const better = exchange(city, greedy)
      for (const { chosen, gain, bound } of [greedy, better]) {
        assert.equal(gainOf(city, chosen), gain)
        assert.ok(gain <= best && best <= bound, `${gain} ≤ ${best} ≤ ${bound}`)
        assert.ok(gain >= (1 - 1 / Math.E) * best - 1e-9)
        assert.ok(chosen.length <= city.count)
      }
      assert.ok(better.gain >= greedy.gain)
    }),
    { numRuns: 500 },
  )
})

test('making the problem smaller keeps the best gain', () => {
  fc.assert(
    fc.property(smallCity, (city) => {
      const small = reduce(city)
      assert.equal(bestByTryingAll(small.siting), bestByTryingAll(city))
      assert.ok(small.candidates.length <= city.covers.length && small.siting.weights.length <= city.weights.length)
    }),
    { numRuns: 500 },
  )
})

test('a trap for whoever only takes the next best: exchanging, or the solver, gets out of it', async () => {
  // The middle reaches most alone; left and right together reach all.
  const city: Siting = { weights: [4, 5, 5, 4], covers: [[1, 2], [0, 1], [2, 3]], count: 2 }
  const answer = await solveSiting(city, 5)
  assert.deepEqual({ chosen: answer.chosen.toSorted(), gain: answer.gain, proven: answer.proven }, { chosen: [1, 2], gain: 18, proven: true })
})

test('sites come in the order of what each adds; a site that adds nothing is not named', async () => {
  const city: Siting = { weights: [1, 10, 3], covers: [[0], [1], [2], [1]], count: 4 }
  assert.deepEqual((await solveSiting(city, 5)).chosen, [1, 2, 0])
  assert.deepEqual(inOrder(city, [0, 3, 1]), [3, 0])
})

test('a city that is covered already needs no site', async () => {
  assert.deepEqual(await solveSiting({ weights: [0, 0], covers: [[0, 1]], count: 3 }, 5), { chosen: [], gain: 0, bound: 0, proven: true })
  assert.deepEqual(await solveSiting({ weights: [], covers: [], count: 3 }, 5), { chosen: [], gain: 0, bound: 0, proven: true })
})

test('an answer comes in time from a city that is too large, with how much better another could be at most', async () => {
  const outlets = Array.from({ length: 2500 }, (_, at) => ({ x: (at * 7919) % 1000, y: (at * 104_729) % 997 }))
  const large: Siting = {
    weights: outlets.map((_, at) => 1 + ((at * 31) % 59)),
    covers: outlets.map((place) => outlets.flatMap((outlet, at) => (Math.hypot(outlet.x - place.x, outlet.y - place.y) < 40 ? [at] : []))),
    count: 60,
  }
  const { chosen, gain, bound, proven } = await solveSiting(large, 1)
  assert.equal(gainOf(large, chosen), gain)
  assert.ok(bound >= gain && proven === (bound === gain) && gain > 0.63 * bound)
})

// The same problem for HiGHS, a solver of mixed integer programs: its answer is the best, or comes with a bound.

import highsModule from 'highs'
import { gainOf, type Choice, type Siting } from './rules.ts'

// Runs as an ES module; its types describe a CommonJS one.
const loadHighs = highsModule as unknown as typeof highsModule.default

/**
 * max Σ w·y, y of an outlet at most the sum of x over the candidates that reach it, Σ x ≤ count, x binary. y needs no
 * integrality: with x whole it is 0 or 1 at the best. Blocks the thread until it is done.
 *
 * @param first a choice to begin with
 * @param seconds until the search is broken off; the best so far is then given, with the bound of the search
 */
export async function solveExactly(siting: Siting, first: Choice, seconds: number): Promise<Choice> {
  const { weights, covers, count } = siting
  const sites = covers.length
  if (sites === 0 || weights.length === 0) return { chosen: [], gain: 0, bound: 0 }
  const highs = await loadHighs()
  const columns = sites + weights.length
  const reachedBy: number[][] = weights.map(() => [])
  for (const [candidate, outlets] of covers.entries()) for (const outlet of outlets) reachedBy[outlet]?.push(candidate)
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const [outlet, candidates] of reachedBy.entries()) {
    indices.push(...candidates, sites + outlet)
    values.push(...candidates.map(() => 1), -1)
    starts.push(indices.length)
  }
  for (let candidate = 0; candidate < sites; candidate++) indices.push(candidate)
  values.push(...Array.from({ length: sites }, () => 1))
  starts.push(indices.length)
  const rows = weights.length + 1
  const chosen = new Set(first.chosen)
  const covered = new Set(first.chosen.flatMap((candidate) => covers[candidate] ?? []))

  return highs.withModel(
    {
      numCols: columns,
      numRows: rows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from({ length: columns }, (_, at) => (at < sites ? 0 : (weights[at - sites] ?? 0))),
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(1),
      rowLower: Float64Array.from({ length: rows }, (_, at) => (at < rows - 1 ? 0 : -highs.infinity)),
      rowUpper: Float64Array.from({ length: rows }, (_, at) => (at < rows - 1 ? highs.infinity : count)),
      matrix: { format: 'csr', numRows: rows, numCols: columns, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
      integrality: Int32Array.from({ length: columns }, (_, at) => (at < sites ? 1 : 0)),
    },
    (model): Choice => {
      // Gains are whole numbers: closer than one to the bound is the best.
      model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.99 })
      model.setSolution({ colValue: Float64Array.from({ length: columns }, (_, at) => ((at < sites ? chosen.has(at) : covered.has(at - sites)) ? 1 : 0)) })
      model.run()
      const value = model.getSolution().colValue
      const found = Array.from({ length: sites }, (_, at) => at).filter((at) => (value[at] ?? 0) > 0.5).slice(0, count)
      const best = gainOf(siting, found) > first.gain ? found : first.chosen
      const gain = gainOf(siting, best)
      const proven = Number(model.info.get('mip_dual_bound'))
      // A solver reckons in floating point: a whole number that it misses by a millionth is meant.
      const bound = Number.isFinite(proven) ? Math.floor(proven + 1e-6 * Math.max(1, Math.abs(proven) / 1e3)) : first.bound
      return { chosen: best, gain, bound: Math.max(gain, Math.min(first.bound, bound)) }
    },
  )
}

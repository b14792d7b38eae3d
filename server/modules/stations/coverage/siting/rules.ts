// Where N new stations reach most: the maximal covering location problem (Church and ReVelle, 1974), without a solver.
// What is here makes the problem small, finds a good answer, and says how far from the best it can be at most.

/** Weights are whole numbers, so that "less than 1 apart" means "equal". */
export type Siting = {
  /** Of each outlet: what covering it is worth. */
  weights: readonly number[]
  /** Of each candidate place: the outlets within reach, ascending. */
  covers: readonly (readonly number[])[]
  /** How many stations may be opened. */
  count: number
}

export type Choice = {
  /** Candidates, the one that adds most first. */
  chosen: number[]
  gain: number
  /** No choice gains more than this. */
  bound: number
}

/** A smaller problem with the same best gain; `candidates` says which candidate of the first one each stands for. */
export type Reduced = { siting: Siting; candidates: number[] }

/**
 * Leaves out outlets that nobody reaches or that are worth nothing, makes one of outlets that the same candidates reach,
 * and leaves out candidates that reach no more than another one does: whoever chooses them can choose that one instead.
 */
export function reduce({ weights, covers, count }: Siting): Reduced {
  const reached = covers.map((outlets) => outlets.filter((outlet) => (weights[outlet] ?? 0) > 0))
  const alike = mergeAlike(weights, reached)
  const kept = undominated(alike.covers, alike.weights.length)
  // Dropping candidates can make more outlets alike.
  const again = mergeAlike(alike.weights, kept.map((candidate) => alike.covers[candidate] ?? []))
  return { siting: { weights: again.weights, covers: again.covers, count: Math.min(count, kept.length) }, candidates: kept }
}

/**
 * Exchanges one chosen candidate for another while that gains.
 * @param more asked before each exchange: a large city may not have the time
 */
export function exchange(siting: Siting, from: Choice, more: () => boolean = () => true): Choice {
  const chosen = [...from.chosen]
  while (more()) {
    const best = bestExchange(siting, chosen)
    if (!best) break
    chosen[best.out] = best.into
  }
  const gain = gainOf(siting, chosen)
  return { chosen: inOrder(siting, chosen), gain, bound: Math.max(gain, from.bound) }
}

/** What these candidates cover together. */
export function gainOf({ weights, covers }: Pick<Siting, 'weights' | 'covers'>, chosen: readonly number[]): number {
  const outlets = new Set(chosen.flatMap((candidate) => covers[candidate] ?? []))
  let gain = 0
  for (const outlet of outlets) gain += weights[outlet] ?? 0
  return gain
}

/** The same candidates, each step the one that adds most to those before it; none that adds nothing. */
export function inOrder(siting: Siting, chosen: readonly number[]): number[] {
  const only = { ...siting, covers: chosen.map((candidate) => siting.covers[candidate] ?? []), count: chosen.length }
  return chooseGreedily(only).chosen.map((at) => chosen[at] ?? 0)
}

/**
 * Always the candidate that adds most, the first of equals.
 *
 * Covering is submodular: whatever has been chosen, the best choice of all gains at most what these gain and the `count`
 * largest single additions to them (Nemhauser, Wolsey and Fisher, 1978). The least of these sums over the way is the bound.
 */
export function chooseGreedily({ weights, covers, count }: Siting): Choice {
  const covered = new Uint8Array(weights.length)
  const adds = covers.map((outlets) => sum(outlets, weights, covered))
  const chosen: number[] = []
  let gain = 0
  let bound = Infinity
  for (;;) {
    bound = Math.min(bound, gain + largest(adds, count))
    if (chosen.length === count) break
    let best = -1
    for (let at = 0; at < adds.length; at++) if ((adds[at] ?? 0) > (adds[best] ?? 0)) best = at
    if (best < 0) break
    gain += adds[best] ?? 0
    chosen.push(best)
    for (const outlet of covers[best] ?? []) covered[outlet] = 1
    for (let at = 0; at < adds.length; at++) if ((adds[at] ?? 0) > 0) adds[at] = sum(covers[at] ?? [], weights, covered)
  }
  return { chosen, gain, bound }
}

function bestExchange({ weights, covers }: Siting, chosen: readonly number[]): { out: number; into: number } | undefined {
  const times = new Int32Array(weights.length)
  for (const candidate of chosen) for (const outlet of covers[candidate] ?? []) times[outlet] = (times[outlet] ?? 0) + 1
  let best = { gain: 0, out: -1, into: -1 }
  for (const [out, leaving] of chosen.entries()) {
    for (const outlet of covers[leaving] ?? []) times[outlet] = (times[outlet] ?? 0) - 1
    const lost = sum(covers[leaving] ?? [], weights, times)
    for (let into = 0; into < covers.length; into++) {
      const gain = sum(covers[into] ?? [], weights, times) - lost
      if (gain > best.gain) best = { gain, out, into }
    }
    for (const outlet of covers[leaving] ?? []) times[outlet] = (times[outlet] ?? 0) + 1
  }
  return best.gain > 0 ? best : undefined
}

/** What of these outlets nobody covers yet. */
function sum(outlets: readonly number[], weights: readonly number[], covered: Uint8Array | Int32Array): number {
  let gain = 0
  for (const outlet of outlets) if (covered[outlet] === 0) gain += weights[outlet] ?? 0
  return gain
}

function largest(values: readonly number[], count: number): number {
  return values.toSorted((a, b) => b - a).slice(0, count).reduce((total, value) => total + value, 0)
}

function mergeAlike(weights: readonly number[], covers: readonly (readonly number[])[]): { weights: number[]; covers: number[][] } {
  const by: number[][] = weights.map(() => [])
  for (const [candidate, outlets] of covers.entries()) for (const outlet of outlets) by[outlet]?.push(candidate)
  const groups = new Map<string, { weight: number; candidates: number[] }>()
  for (const [outlet, candidates] of by.entries()) {
    if (candidates.length === 0) continue
    const key = candidates.join()
    const group = groups.get(key)
    if (group) group.weight += weights[outlet] ?? 0
    else groups.set(key, { weight: weights[outlet] ?? 0, candidates })
  }
  const merged: number[][] = covers.map(() => [])
  const list = [...groups.values()]
  for (const [at, { candidates }] of list.entries()) for (const candidate of candidates) merged[candidate]?.push(at)
  return { weights: list.map(({ weight }) => weight), covers: merged }
}

/** Candidates whose outlets are not all among those of another; of equals the first. */
function undominated(covers: readonly (readonly number[])[], outlets: number): number[] {
  const order = covers.map((_, at) => at).toSorted((a, b) => (covers[b]?.length ?? 0) - (covers[a]?.length ?? 0) || a - b)
  const reachedBy: number[][] = Array.from({ length: outlets }, () => [])
  const sets: Set<number>[] = covers.map((list) => new Set(list))
  const kept: number[] = []
  for (const candidate of order) {
    const own = covers[candidate] ?? []
    const rarest = own.toSorted((a, b) => (reachedBy[a]?.length ?? 0) - (reachedBy[b]?.length ?? 0))[0]
    if (rarest === undefined) continue
    if ((reachedBy[rarest] ?? []).some((other) => own.every((outlet) => sets[other]?.has(outlet)))) continue
    kept.push(candidate)
    for (const outlet of own) reachedBy[outlet]?.push(candidate)
  }
  return kept.toSorted((a, b) => a - b)
}

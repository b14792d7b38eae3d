// Chance that can be repeated: streams of numbers that depend on the seed and a label alone, so that drawing more in one
// place of the simulator changes nothing in another.

export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number, both ends included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Index drawn in proportion to the weights. */
  weighted(cumulative: readonly number[]): number
  /** Normally distributed, mean 0, deviation 1. */
  normal(): number
  /** Shuffles in place and returns the list. */
  shuffle<T>(list: T[]): T[]
}

/** sfc32 (PractRand's small fast counter), seeded from the text of seed and label. */
export function createRandom(seed: number | string, label: string): Random {
  let [a, b, c, d] = fold(`${seed}/${label}`)

  function next(): number {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next()

  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(list) {
      const found = list[Math.floor(next() * list.length)]
      if (found === undefined) throw new Error('Nothing to pick from')
      return found
    },
    weighted(cumulative) {
      const drawn = next() * (cumulative.at(-1) ?? 0)
      let low = 0
      let high = cumulative.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if ((cumulative[middle] ?? 0) > drawn) high = middle
        else low = middle + 1
      }
      return low
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(list) {
      for (let last = list.length - 1; last > 0; last -= 1) {
        const other = int(0, last)
        const held = list[last]
        const swapped = list[other]
        if (held === undefined || swapped === undefined) continue
        list[last] = swapped
        list[other] = held
      }
      return list
    },
  }
}

/** Running sums, for `weighted`. */
export function cumulate(weights: readonly number[]): number[] {
  let sum = 0
  return weights.map((weight) => (sum += weight))
}

/** Whole numbers in proportion to the weights that add up to the total exactly (largest remainder), each at least `least`. */
export function share(total: number, weights: readonly number[], least = 0): number[] {
  const sum = weights.reduce((before, weight) => before + weight, 0)
  const free = total - least * weights.length
  if (free < 0) throw new Error(`${total} cannot give ${least} to each of ${weights.length}`)
  const exact = weights.map((weight) => (sum > 0 ? (free * weight) / sum : free / weights.length))
  const shares = exact.map(Math.floor)
  const order = exact.map((_, index) => index).sort((x, y) => remainder(exact, y) - remainder(exact, x) || x - y)
  let left = free - shares.reduce((before, one) => before + one, 0)
  for (const index of order) {
    if (left <= 0) break
    shares[index] = (shares[index] ?? 0) + 1
    left -= 1
  }
  return shares.map((one) => one + least)
}

function remainder(exact: readonly number[], index: number): number {
  const value = exact[index] ?? 0
  return value - Math.floor(value)
}

// Four words of FNV-1a over the text with different offsets.
function fold(text: string): [number, number, number, number] {
  const word = (offset: number) => {
    let hash = offset | 0
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
    return (hash ^ (hash >>> 13)) | 0
  }
  return [word(2166136261), word(374761393), word(668265263), word(1274126177)]
}

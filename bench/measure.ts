// What a benchmark says: a value against a floor of the same run, and the bar it has to stay under (or over).

export type Measure = {
  measure: string
  /** null: it could not be measured here. */
  value: number | null
  unit: string
  /** What a program that did nothing else would take, measured in the same run; null where there is none. */
  floor: number | null
  ratio: number | null
  bar: number | null
  /** null: only reported. */
  holds: boolean | null
  /** Why there is no value. */
  missing?: string
}

/** `value / floor` has to be at most `bar`. */
export function atMost(measure: string, unit: string, value: number, floor: number, bar: number | null): Measure {
  const ratio = value / floor
  return { measure, value: rounded(value), unit, floor: rounded(floor), ratio: rounded(ratio, 3), bar, holds: bar === null ? null : ratio <= bar }
}

/** `value / floor` has to be at least `bar`. */
export function atLeast(measure: string, unit: string, value: number, floor: number, bar: number): Measure {
  return { ...atMost(measure, unit, value, floor, bar), holds: value / floor >= bar }
}

/** The value itself has to stay under the bar. */
export function under(measure: string, unit: string, value: number, bar: number, digits = 1): Measure {
  return { measure, value: rounded(value, digits), unit, floor: null, ratio: null, bar, holds: value < bar }
}

/** The value itself may reach the bar, and no more. */
export function upTo(measure: string, unit: string, value: number, bar: number): Measure {
  return { ...under(measure, unit, value, bar), holds: value <= bar }
}

/** The value itself has to reach the bar. */
export function over(measure: string, unit: string, value: number, bar: number): Measure {
  return { ...under(measure, unit, value, bar), holds: value >= bar }
}

/** What this machine has nothing to measure with. */
export function notMeasured(measure: string, bar: number, missing: string): Measure {
  return { measure, value: null, unit: '', floor: null, ratio: null, bar, holds: null, missing }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}

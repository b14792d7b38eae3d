/**
 * Seconds to wait after so many wrong tries in a row: none for the first four, then 30, 60, 120 … up to a quarter of an
 * hour. Not a lock for ever: anybody who knows a login could lock its owner out.
 */
export function waitAfter(failures: number): number {
  return failures < 5 ? 0 : Math.min(30 * 2 ** (failures - 5), 900)
}

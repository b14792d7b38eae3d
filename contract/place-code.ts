// A place code is a number of fifteen digits, and "everything inside" is a range of numbers.
// Twelve digits are official (GB/T 2260 and the statistical codes below it), three name a grid or compound.

/** Half-open: lo <= code < hi. */
export type PlaceRange = readonly [lo: number, hi: number]

export type PlaceKind = 'city' | 'township' | 'community' | 'grid' | 'compound'

/**
 * Pads an official code of 6, 9 or 12 digits to fifteen.
 * @throws RangeError for another length
 */
export function placeCode(official: string | number): number {
  const digits = String(official)
  if (!/^(\d{6}|\d{9}|\d{12}|\d{15})$/.test(digits)) throw new RangeError(`Not a place code: ${digits}`)
  return Number(digits.padEnd(15, '0'))
}

/** The range of everything inside a place, the place itself included. */
export function placeRange(code: number): PlaceRange {
  return [code, code + span(code)]
}

export function isInside(code: number, range: PlaceRange): boolean {
  return code >= range[0] && code < range[1]
}

/** The code as people know it: 6, 9, 12 or 15 digits. */
export function officialDigits(code: number): string {
  const digits = String(code)
  for (const length of [6, 9, 12]) if (/^0*$/.test(digits.slice(length))) return digits.slice(0, length)
  return digits
}

/** The next place up, undefined above a city. 330100 (a whole prefecture-level city) stands above its districts. */
export function parentCode(code: number): number | undefined {
  const size = span(code)
  if (size >= 1e9) return undefined
  const above = size * 1000
  return code - (code % above)
}

/** How many codes a place holds, itself included. */
function span(code: number): number {
  if (code % 1e11 === 0) return 1e11 // prefecture-level city: 330100
  if (code % 1e9 === 0) return 1e9 // district or county
  if (code % 1e6 === 0) return 1e6 // township
  if (code % 1e3 === 0) return 1e3 // community
  return 1 // grid or compound
}

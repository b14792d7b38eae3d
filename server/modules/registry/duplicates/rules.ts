// Whether two records may be one person. Numbers are compared in the clear, so only the nightly job sees them; what is
// kept of it is the reason.

export type Reason = 'same-phone' | 'same-name-same-outlet' | 'near-id' | 'same-name-near-phone'

/** What is known of one record; numbers in the clear, null where none is registered. */
export type Candidate = { name: string | null; phone: string | null; idNumber: string | null; outlets: readonly number[] }

/**
 * Two different document numbers are two people, however alike the rest is (there are many 王伟, and colleagues share a
 * phone), unless the numbers look like one number and its slip of the pen.
 */
export function reasonsFor(a: Candidate, b: Candidate): Reason[] {
  const sameName = a.name !== null && a.name === b.name
  const nearIds = a.idNumber !== null && b.idNumber !== null ? isNearId(a.idNumber, b.idNumber) : undefined
  if (nearIds === false) return []
  const samePhone = a.phone !== null && a.phone === b.phone
  const reasons: Reason[] = []
  if (samePhone) reasons.push('same-phone')
  if (sameName && a.outlets.some((outlet) => b.outlets.includes(outlet))) reasons.push('same-name-same-outlet')
  if (nearIds && (sameName || samePhone)) reasons.push('near-id')
  if (sameName && !samePhone && a.phone !== null && b.phone !== null && isOneSlip(a.phone, b.phone)) reasons.push('same-name-near-phone')
  return reasons
}

/**
 * One digit, or two neighbours swapped, apart from the check character, which follows from the rest: a slip that the
 * check lets through was made on a number that was then "corrected".
 */
export function isNearId(a: string, b: string): boolean {
  if (a === b) return false
  return a.length === 18 && b.length === 18 ? isOneSlip(a.slice(0, 17), b.slice(0, 17)) : isOneSlip(a, b)
}

/** One character differs, or two neighbours are swapped. */
export function isOneSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false
  const differing = [...a].flatMap((character, at) => (character === b[at] ? [] : [at]))
  const [first = 0, second = 0] = differing
  if (differing.length === 1) return true
  return differing.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]
}

// What may not happen without a person saying so: many leaving at once.

export type GuardLimits = {
  /** 0.1: more than a tenth, */ companyShare: number
  /** and more people than this */ companyPeople: number
  outletShare: number
  outletPeople: number
  /** A file with fewer rows than this share of the last one is taken for a part of a list. */
  smallerShare: number
  /** Below so many rows the last file is too short to say anything. */
  smallerFrom: number
}

export type GuardReason = 'too-many-leave' | 'much-smaller-file' | 'outlet-emptied'

/** As kept with the roster; words are found when it is shown. */
export type GuardFinding =
  | { tripped: false }
  | { tripped: true; scope: 'company'; reason: 'too-many-leave' | 'much-smaller-file'; present: number; leaving: number; rows: number; last: number; limits: Limit }
  | { tripped: true; scope: 'outlets'; reason: 'outlet-emptied'; outlets: { id: number; present: number; leaving: number }[]; limits: Limit }

/** The rule that stopped it: over this share, and over so many people. */
type Limit = { share: number; people: number }

export type Headcount = { outlet: number; present: number; leaving: number }

/**
 * Two sizes. The company's: nothing is applied until a person confirms. The outlet's: that outlet's leavers are held,
 * the rest can be applied.
 * @param heads people the rosters named until now, and how many of them the new one does not
 * @param file rows of this file and of the last one that was applied (0: there was none)
 */
export function judgeLeavers(heads: readonly Headcount[], file: { rows: number; last: number }, limits: GuardLimits): GuardFinding {
  const present = sum(heads.map((one) => one.present))
  const leaving = sum(heads.map((one) => one.leaving))
  const company = { tripped: true as const, scope: 'company' as const, present, leaving, ...file, limits: { share: limits.companyShare, people: limits.companyPeople } }
  if (leaving > limits.companyPeople && leaving > present * limits.companyShare) return { ...company, reason: 'too-many-leave' }
  if (leaving > 0 && file.last >= limits.smallerFrom && file.rows < file.last * limits.smallerShare) return { ...company, reason: 'much-smaller-file', limits: { share: limits.smallerShare, people: limits.smallerFrom } }
  const emptied = heads.filter((one) => one.leaving > limits.outletPeople && one.leaving > one.present * limits.outletShare)
  if (emptied.length === 0) return { tripped: false }
  return { tripped: true, scope: 'outlets', reason: 'outlet-emptied', outlets: emptied.map(({ outlet, present: there, leaving: going }) => ({ id: outlet, present: there, leaving: going })), limits: { share: limits.outletShare, people: limits.outletPeople } }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

export type Decision = 'same-person' | 'another-person' | 'leave-out'

/**
 * `another-person` makes somebody new, so the row's ID number must not be on record. A second row of one person can
 * only be left out.
 */
export function mayDecide(reason: string, decision: Decision): boolean {
  if (decision === 'leave-out' || reason === 'left-out') return true
  if (reason === 'twice-in-file') return false
  return decision === 'same-person' || reason === 'near-id' || reason === 'phone-of-another'
}

// Which of several sources stands, and whether they agree. Everybody asks here; refresh-standing.ts says the same in SQL.

import { sources, type factFields, type standings } from '../../../../contract/registry.ts'

export type Source = (typeof sources)[number]
export type FactField = (typeof factFields)[number]
export type Standing = (typeof standings)[number]

/** What one source says of one field; null: it says nothing of it. Values are compared as they are: hashes for phones, ids for outlets. */
export type Said = { source: Source; value: string | null }

export type Decision = {
  /** The source whose value stands; null when nobody says anything. */
  stands: Source | null
  /** A person decided it, with or against the rule. */
  settled: boolean
  agree: boolean
}

/**
 * A person's settlement decides, as long as the source it names still says something; else what was seen on the spot
 * stands before the roster, and the roster before what the worker declared.
 */
export function standing(said: readonly Said[], settlement?: Source): Decision {
  const speaking = said.filter((one) => one.value !== null)
  const settled = settlement !== undefined && speaking.some((one) => one.source === settlement)
  const stands = settled ? settlement : (sources.find((source) => speaking.some((one) => one.source === source)) ?? null)
  return { stands, settled, agree: new Set(speaking.map((one) => one.value)).size <= 1 }
}

export type Evidence = {
  /** The standing now. */
  before: Standing
  /** When the last roster that names the person, or the last check, spoke; null: none did. */
  listedOn: Temporal.PlainDate | null
  seenOn: Temporal.PlainDate | null
  /** What the last check found. */
  present: boolean | null
}

/**
 * Whether somebody works there. Declared by the worker alone it waits; listed by the company, or seen there, it is
 * confirmed; not found by a check it is disputed, until they are seen again or a person decides. A dispute never ends
 * an engagement by itself, and a roster that goes on naming the person does not settle it.
 */
export function engagementStanding({ before, listedOn, seenOn, present }: Evidence): Standing {
  if (seenOn && present === false) return 'disputed'
  if (seenOn && present === true) return 'confirmed'
  if (listedOn && before === 'self-declared') return 'confirmed'
  return before
}

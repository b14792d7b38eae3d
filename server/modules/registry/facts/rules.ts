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
  /** The company's roster names the person. */
  listed: boolean
  /** What the last check on the spot found; null: none was made, or a person has answered what it found. */
  seen: boolean | null
}

/**
 * Whether somebody works there. What was seen decides, then the company's list; declared by the worker alone, it waits
 * for either, or for a person. A dispute never ends an engagement by itself, and a roster that goes on naming a person
 * who was not found there does not settle it.
 */
export function engagementStanding({ before, listed, seen }: Evidence): Standing {
  if (seen === false) return 'disputed'
  return seen === true || listed ? 'confirmed' : before
}

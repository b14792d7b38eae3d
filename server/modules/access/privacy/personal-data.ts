// Everything the city holds about one worker: each module says what it has, and how it goes.

import type { Context } from '../../../platform/http/call.ts'

type Words = readonly [zh: string, en: string]

/** One kind of thing, as the worker reads it: rows of the same columns. Values: text, numbers, booleans, Temporal, null, lists of text. */
export type PersonalDataSection = {
  key: string
  title: Words
  /** Column → what it is called on the readable page; columns without a name are left out there, never in the JSON. */
  columns: Readonly<Record<string, Words>>
  rows: readonly Readonly<Record<string, unknown>>[]
}

export type PersonalDataSource = {
  name: string
  /**
   * All that the module's tables say about these worker ids (the person, and records merged into theirs).
   * The transaction has the whole city in reach: look for these ids only.
   */
  export(context: Context, workers: readonly number[]): Promise<PersonalDataSection[]>
  /**
   * What must go goes; what must stay keeps no name, phone, document number, or keyed hash of one, in no column.
   * Runs in the one transaction of leaving, with the whole city in reach.
   */
  erase(context: Context, workers: readonly number[]): Promise<void>
}

/** Called once by each module that keeps anything about workers, when it is loaded. */
export function registerPersonalData(source: PersonalDataSource): void {
  if (sources.some((one) => one.name === source.name)) throw new Error(`Personal data of ${source.name} are registered already`)
  sources.push(source)
}

export function personalDataSources(): readonly PersonalDataSource[] {
  return sources
}

const sources: PersonalDataSource[] = []

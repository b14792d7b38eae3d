// What was made of a station on a floor above: those modules say here, when they are loaded, how to ask.

import type { Context } from '../../platform/http/call.ts'

/** How many of these stations something of the module was made of, in the words of the caller's language; undefined: none. */
export type StationUse = (inside: Context, stations: readonly number[]) => Promise<string | undefined>

export function registerStationUse(use: StationUse): void {
  uses.push(use)
}

/** The first use that stands on one of them. */
export async function useOfStations(inside: Context, stations: readonly number[]): Promise<string | undefined> {
  for (const use of uses) {
    const found = await use(inside, stations)
    if (found !== undefined) return found
  }
  return undefined
}

const uses: StationUse[] = []

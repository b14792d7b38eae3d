// What hands out at a counter belongs to services, a floor above: that module says here, when it is loaded, how to read it.

import type { Static } from 'typebox'
import type { CounterCampaign } from '../../../../contract/station-life.ts'
import type { Context, Given } from '../../../platform/http/call.ts'

export type ReadCounterCampaigns = (call: Context, station: number) => Promise<readonly Given<Static<typeof CounterCampaign>>[]>

/** Called once by the module that owns campaigns. The station was found in the caller's reach. */
export function registerCounterCampaigns(reader: ReadCounterCampaigns): void {
  read = reader
}

export function counterCampaigns(call: Context, station: number): ReturnType<ReadCounterCampaigns> {
  return read(call, station)
}

let read: ReadCounterCampaigns = async () => []

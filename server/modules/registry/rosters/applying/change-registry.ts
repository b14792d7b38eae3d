// What a roster does to the registry, step by step, each one statement over all its rows. roster_change is written
// first: it numbers the new spells and people, holds what was there before, and drives every later step — and the
// reversal, which must put back exactly that.

import type { Tx } from '../../../../platform/database/connection.ts'
import { refreshStanding } from '../../facts/refresh-standing.ts'
import { refreshWorkers } from '../../workers/refresh-workers.ts'
import { refreshSized, sizedTo } from '../comparing/compare-roster.ts'
import type { RosterRecord } from '../reach.ts'
import { joinDeclaredSpells, restateChanged, restatedSpells, stateNewSpells } from './facts.ts'
import { keepPeople, makePeople, noteRevisions, takeFirstIds } from './people.ts'
import { beginSpells, endSpells, noteChanged, noteEnded, numberNewSpells } from './spells.ts'

/** Inside the application's transaction, under the locks of the roster and its company, in the system's scope. */
export async function changeRegistry(tx: Tx, roster: RosterRecord, now: Temporal.Instant): Promise<void> {
  const known = await sizedTo(tx, changesOf(roster), () => enterRoster(tx, roster, now))
  const restated = await restatedSpells(tx, roster)
  await refreshSized(tx, Math.max(restated.length, known.length), async () => {
    await refreshStanding(tx, restated)
    await refreshWorkers(tx, known)
    await noteRevisions(tx, roster)
  })
}

/** Spells and people that an application writes. */
export function changesOf({ joined, moved, changed, left }: Pick<RosterRecord, 'joined' | 'moved' | 'changed' | 'left'>): number {
  return joined + moved + changed + left
}

/** @returns the people on record whom it touches */
async function enterRoster(tx: Tx, roster: RosterRecord, now: Temporal.Instant): Promise<number[]> {
  await numberNewSpells(tx, roster)
  await makePeople(tx, roster, now)
  await noteEnded(tx, roster)
  await noteChanged(tx, roster)
  const known = await keepPeople(tx, roster)
  await endSpells(tx, roster)
  await beginSpells(tx, roster)
  await stateNewSpells(tx, roster)
  await joinDeclaredSpells(tx, roster)
  await restateChanged(tx, roster)
  await takeFirstIds(tx, roster)
  return known
}

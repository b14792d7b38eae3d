// Which outlet may have been meant by a name that is not on record.

import { editDistance } from '../../../../platform/lists/edit-distance.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { foldOutletName } from '../reading/fold-outlet-name.ts'

type Named = { name: string; key: string }

/** Open outlets of a company, with the keys their names are looked up under. */
export async function outletsOf({ tx }: Pick<Context, 'tx'>, company: number): Promise<Named[]> {
  const rows = await tx.selectFrom('outlet').select(['name', 'name_key']).where('company_id', '=', company).where('closed_on', 'is', null).orderBy('name').execute()
  return rows.map((row) => ({ name: row.name, key: row.name_key }))
}

/** The one with the fewest characters to change, if that is at most half of the name. */
export function nearestOutlet(name: string, outlets: readonly Named[]): string | undefined {
  const key = foldOutletName(name)
  let best: { name: string; distance: number } | undefined
  for (const outlet of outlets) {
    const distance = editDistance(key, outlet.key, best ? best.distance : Math.ceil(key.length / 2) + 1)
    if (!best || distance < best.distance) best = { name: outlet.name, distance }
  }
  return best && best.distance <= Math.ceil(key.length / 2) ? best.name : undefined
}

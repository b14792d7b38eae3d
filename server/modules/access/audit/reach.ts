// Reach and days in the audit's look-ups.

import { sql, type RawBuilder } from 'kysely'
import { placesLiteral } from '../../../platform/database/scope.ts'
import type { Context } from '../../../platform/http/call.ts'
import { timeZone } from '../../../platform/http/mount.ts'

export function inReach({ scope }: Pick<Context, 'scope'>, column: 'place'): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} <@ ${placesLiteral(scope.places)}::int8multirange`
}

/** Whole days where the city is; `until` is the last of them. */
export function dayBounds({ from, until }: { from?: string; until?: string }): { from: Temporal.Instant | null; until: Temporal.Instant | null } {
  const begin = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant()
  return { from: from ? begin(Temporal.PlainDate.from(from)) : null, until: until ? begin(Temporal.PlainDate.from(until).add({ days: 1 })) : null }
}

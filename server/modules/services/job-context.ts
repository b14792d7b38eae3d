// What a job of services works with: a city's transaction with the whole city in reach, and nobody asking.

import type { Tx } from '../../platform/database/connection.ts'
import { systemScope } from '../../platform/database/scope.ts'
import type { City, Context, Services } from '../../platform/http/call.ts'
import { timeZone } from './vouchers/rules.ts'

export type JobContext = Pick<Context, 'tx' | 'scope' | 'city' | 'now' | 'today' | 'language' | 'services'>

/** Words are not made here: whoever reads them has a language of their own. */
export function inCity<T>(services: Services, city: City, work: (job: JobContext) => Promise<T>): Promise<T> {
  const now = services.clock()
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  return services.db.write(city.schema, systemScope, (tx: Tx) => work({ tx, scope: systemScope, city, now, today, language: 'zh-CN', services }))
}

// Published services for feeds that other programs read.

import { sql } from 'kysely'
import type { ServiceContent } from '../../../../contract/services.ts'
import type { Tx } from '../../../platform/database/connection.ts'

export type PublishedService = { id: number; place: number; content: ServiceContent; published_at: Temporal.Instant }

/** In the order of the catalogue. */
export async function publishedServices(tx: Tx): Promise<PublishedService[]> {
  const { rows } = await sql<PublishedService>`
    select s.id, s.place, v.content, v.published_at from service s join service_version v on v.service_id = s.id and v.version = s.version
    where s.retired_at is null order by s.position, s.id`.execute(tx)
  return rows
}

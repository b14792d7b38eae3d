// Services by name, for vouchers that are issued under one.

import type { Context } from '../../../platform/http/call.ts'
import { said } from '../words.ts'
import { shown } from './store.ts'
import type { ServiceContent } from '../../../../contract/services.ts'
import { sql } from 'kysely'

/** Of services that were published, and of drafts in the caller's reach, in the caller's language. */
export async function serviceTitles(call: Pick<Context, 'tx' | 'language'>, services: readonly number[]): Promise<Map<number, string>> {
  if (services.length === 0) return new Map()
  const { rows } = await sql<{ id: number; draft: ServiceContent | null; published: ServiceContent | null }>`
    select s.id, s.draft, v.content as published from service s left join service_version v on v.service_id = s.id and v.version = s.version where s.id = any(${[...new Set(services)]}::int8[])`.execute(call.tx)
  return new Map(rows.map((row) => [row.id, said(call.language, (row.published ?? shown(row)).title)]))
}

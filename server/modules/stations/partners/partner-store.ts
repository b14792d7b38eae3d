// Partners as lists and details show them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { Partner } from '../../../../contract/stations.ts'
import { inPlace, inReach, narrowed, type Reach } from '../../../platform/database/reach.ts'
import { namedLike } from '../../../platform/database/search.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { maskedPhone } from '../../registry/index.ts'

export type PartnerRow = {
  id: number
  name: string
  short_name: string
  pinyin: string
  kind: Static<typeof Partner>['kind']
  credit_code: string | null
  place: number
  contact_name: string
  contact_phone: Buffer | null
  stations: number
  closed_on: Temporal.PlainDate | null
  revision: number
}

export type PartnerFilter = { search?: string; kind?: string; place?: number; closed?: boolean }

export const partnerColumns = sql`p.id, p.name, p.short_name, p.pinyin, p.kind, p.credit_code, p.place, p.contact_name, p.contact_phone, p.closed_on, p.revision,
  (select count(*)::int from station s where s.partner_id = p.id and s.status <> 'closed') as stations`

export function partnerInReach(reach: Reach, place?: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${inReach(narrowed(reach, place), { place: 'p.place', partner: 'p.id' })} and ${inPlace('p.place', place)})`
}

export function partnersMatching(reach: Reach, { search, kind, place, closed = false }: PartnerFilter): RawBuilder<SqlBool> {
  const conditions = [partnerInReach(reach, place)]
  if (!closed) conditions.push(sql<SqlBool>`p.closed_on is null`)
  if (kind !== undefined) conditions.push(sql<SqlBool>`p.kind = ${kind}`)
  if (search !== undefined) conditions.push(sql<SqlBool>`(${namedLike('p', search, ['short_name'])} or p.credit_code = upper(${search.trim()}))`)
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** @throws Problem not-found for a partner that is not there or not in reach */
export async function getPartnerRow(call: Pick<Context, 'tx'> & Reach, id: number): Promise<PartnerRow> {
  const { rows } = await sql<PartnerRow>`select ${partnerColumns} from partner p where p.id = ${id} and ${partnerInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

export async function partnerViews(call: Context, rows: readonly PartnerRow[]) {
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  return rows.map(({ contact_phone: phone, ...row }) => ({ ...row, place_name: places.get(row.place)?.name ?? '', contact_phone_masked: maskedPhone(call.services.keyring, phone) }))
}

/** The partner as it stands, with its revision as ETag. */
export async function answerPartner(call: Context, id: number) {
  const [view] = await partnerViews(call, [await getPartnerRow(call, id)])
  if (!view) throw notFound()
  call.answer.etag(view.revision)
  return view
}

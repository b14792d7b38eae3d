// Rosters and companies as far as the caller reaches: access is in these look-ups.

import type { RawBuilder, Selectable, SqlBool } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import { notFound } from '../../../platform/http/problem.ts'
import type { Company, Outlet, Roster } from '../../../migrations/tables.generated.ts'
import { inReach, type Reach } from '../../../platform/database/reach.ts'

export type RosterRecord = Selectable<Roster>
type CompanyRecord = Pick<Selectable<Company>, 'id' | 'short_name' | 'place' | 'last_as_of' | 'last_rows' | 'closed_on'>
type OutletRecord = Pick<Selectable<Outlet>, 'id' | 'name' | 'place'>

/** The place is the company's, or the outlet's where the roster covers one outlet only. */
export function rosterInReach(reach: Reach): RawBuilder<SqlBool> {
  return inReach(reach, { place: 'roster.place', company: 'roster.company_id', outlet: 'roster.outlet_id' })
}

/** @throws Problem not-found for a roster that is not there or not in reach */
export async function getRoster(tx: Tx, reach: Reach, id: number): Promise<RosterRecord> {
  const found = await tx.selectFrom('roster').selectAll().where('id', '=', id).where(rosterInReach(reach)).executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** For application, reversal and withdrawal: nobody else decides the roster meanwhile. */
export async function lockRoster(tx: Tx, id: number): Promise<RosterRecord> {
  const found = await tx.selectFrom('roster').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/**
 * One at a time changes what stands for a company. A row lock and not an advisory one, so that it travels with the
 * city's schema; NO KEY UPDATE, so that others may still point new rows at the company.
 */
export async function lockCompany(tx: Tx, id: number): Promise<CompanyRecord> {
  return tx.selectFrom('company').select(companyColumns).where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow(notFound)
}

/**
 * A company that the caller reaches, whole or through outlets.
 * @returns `whole`: may say who works for all of it; else `outlets` are those the caller answers for
 * @throws Problem not-found
 */
export async function getCompany(tx: Tx, reach: Reach, id: number): Promise<{ company: CompanyRecord; whole: boolean; outlets: OutletRecord[] }> {
  const found = await tx.selectFrom('company').select([...companyColumns, inReach(reach, { place: 'company.place', company: 'company.id' }).as('whole')]).where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound()
  const { whole, ...company } = found
  const outlets = await tx
    .selectFrom('outlet')
    .select(['id', 'name', 'place'])
    .where('company_id', '=', id)
    .where('closed_on', 'is', null)
    .where(inReach(reach, { place: 'outlet.place', company: 'outlet.company_id', outlet: 'outlet.id' }))
    .orderBy('name')
    .execute()
  if (!whole && outlets.length === 0) throw notFound()
  return { company, whole: Boolean(whole), outlets }
}

const companyColumns = ['id', 'short_name', 'place', 'last_as_of', 'last_rows', 'closed_on'] as const

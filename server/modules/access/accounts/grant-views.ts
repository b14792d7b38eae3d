// Grants as people read them: over what, by name.

import type { Role } from '../../../../contract/permissions.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import { describeTargets, type Target, type TargetKind } from '../directory.ts'

export type GrantRow = {
  id: number
  account_id: number
  role: string
  place: number | null
  company_id: number | null
  outlet_id: number | null
  unit_id: number | null
  station_id: number | null
  partner_id: number | null
  from_on: Temporal.PlainDate
  until_on: Temporal.PlainDate | null
}

export type GrantView = {
  id: number
  role: Role
  place: number | null
  company_id: number | null
  outlet_id: number | null
  unit_id: number | null
  station_id: number | null
  partner_id: number | null
  target_name: string
  from: Temporal.PlainDate
  until: Temporal.PlainDate | null
  in_force: boolean
}

export const targetColumns = { place: 'place', company: 'company_id', outlet: 'outlet_id', unit: 'unit_id', station: 'station_id', partner: 'partner_id' } as const satisfies Record<TargetKind, keyof GrantRow>

/** Grants that are not revoked, of these accounts, as far as row security shows them; the newest last. */
export async function readGrants(tx: Tx, accounts: readonly number[], today: Temporal.PlainDate): Promise<Map<number, GrantView[]>> {
  if (accounts.length === 0) return new Map()
  const rows = await tx
    .selectFrom('role_grant')
    .select(['id', 'account_id', 'role', 'place', 'company_id', 'outlet_id', 'unit_id', 'station_id', 'partner_id', 'from_on', 'until_on'])
    .where('account_id', 'in', accounts)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()
  const views = await viewGrants(tx, rows, today)
  return Map.groupBy(rows.keys(), (i) => rows[i]?.account_id ?? 0).entries().reduce((all, [account, indexes]) => all.set(account, indexes.flatMap((i) => views[i] ?? [])), new Map<number, GrantView[]>())
}

export async function viewGrants(tx: Tx, rows: readonly GrantRow[], today: Temporal.PlainDate): Promise<GrantView[]> {
  const names = new Map<TargetKind, Map<number, Target>>()
  for (const [kind, column] of Object.entries(targetColumns) as [TargetKind, (typeof targetColumns)[TargetKind]][]) {
    names.set(kind, await describeTargets(tx, kind, rows.flatMap((row) => row[column] ?? [])))
  }
  return rows.map((row) => {
    const { kind, id } = targetOf(row)
    return {
      id: row.id, role: row.role as Role, place: row.place, company_id: row.company_id, outlet_id: row.outlet_id, unit_id: row.unit_id, station_id: row.station_id, partner_id: row.partner_id,
      target_name: names.get(kind)?.get(id)?.name ?? '', from: row.from_on, until: row.until_on,
      in_force: Temporal.PlainDate.compare(row.from_on, today) <= 0 && (!row.until_on || Temporal.PlainDate.compare(row.until_on, today) >= 0),
    }
  })
}

export function targetOf(row: Pick<GrantRow, 'place' | 'company_id' | 'outlet_id' | 'unit_id' | 'station_id' | 'partner_id'>): { kind: TargetKind; id: number } {
  for (const [kind, column] of Object.entries(targetColumns) as [TargetKind, (typeof targetColumns)[TargetKind]][]) {
    const id = row[column]
    if (id !== null) return { kind, id }
  }
  throw new Error('A grant without a target')
}

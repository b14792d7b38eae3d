/** A grant being written, and how it goes over the wire. */
import { roleTargets, type Role } from '../../../../contract/permissions.ts'
import type { Api, BodyOf } from '../../data/index.ts'

export interface GrantDraft {
  role: Role
  /** Code or id of what it is over. */
  target: string | undefined
  from: string | undefined
  until: string | undefined
}

export function newGrant(): GrantDraft {
  return { role: 'grid_worker', target: undefined, from: undefined, until: undefined }
}

/** Undefined while it is not clear over what. */
export function grantBody(draft: GrantDraft): BodyOf<Api['POST /accounts/{id}/grants']> | undefined {
  const over = Number(draft.target)
  if (!Number.isSafeInteger(over) || over <= 0) return undefined
  const name = { place: 'place', company: 'company_id', outlet: 'outlet_id', unit: 'unit_id', station: 'station_id', partner: 'partner_id' } as const
  return { role: draft.role, [name[roleTargets[draft.role]]]: over, ...(draft.from ? { from: draft.from } : {}), ...(draft.until ? { until: draft.until } : {}) }
}

// The history of rosters, and the rows of those that still have them.

import { createHash } from 'node:crypto'
import { foldOutletName } from '../../server/modules/registry/rosters/reading/fold-outlet-name.ts'
import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import type { RosterRecord } from '../registry/model.ts'
import { copyRows, date, instant, json, said } from './copy.ts'
import type { Client } from './copy.ts'
import { compareWaiting } from './compare-waiting.ts'
import { document, phoneSealer } from './load-people.ts'
import { rememberApplied } from './remember-applied.ts'

export async function loadRosters(client: Client, city: SimulatedCity, keyring: Keyring): Promise<void> {
  const { rosters, rosterRows, leavers } = city.registry
  const standing = new Set(rosters.filter((roster) => roster.state === 'applied').map((roster) => roster.id))
  const before = standingBefore(rosters)
  await copyRows(
    client,
    'roster',
    ['id', 'company_id', 'place', 'as_of', 'state', 'reason', 'file_name', 'file_bytes', 'file_hash', 'format', 'encoding', 'sheet', 'header_row', 'mapping', 'rows', 'importable', 'rejected', 'joined', 'left', 'moved', 'changed', 'same', 'review', 'held', 'present', 'guard', 'compared_to', 'uploaded_by', 'uploaded_at', 'ready_at', 'applied_by', 'applied_at', 'reversed_by', 'reversed_at', 'before', 'purged_at'],
    rosters,
    (one) => [
      one.id, one.companyId, one.place, date(one.asOf), one.state, one.reason, one.fileName, one.fileBytes, createHash('sha256').update(`simulated roster ${city.seed} ${one.id}`).digest(), one.format, one.encoding, one.sheet, one.headerRow, json(one.mapping),
      one.rows, one.importable, one.rejected, one.joined, one.left, one.moved, one.changed, one.same, one.review, one.held, one.same + one.changed + one.moved + one.left, json(one.guard), one.comparedTo, one.uploadedBy, instant(one.uploadedAt), instant(one.readyAt),
      one.appliedAt === undefined ? null : one.uploadedBy, instant(one.appliedAt), one.reversedAt === undefined ? null : one.uploadedBy, instant(one.reversedAt), one.appliedAt === undefined ? null : json(before.get(one)), instant(one.purgedAt),
    ],
  )
  const phone = phoneSealer(keyring)
  await copyRows(
    client,
    'roster_row',
    ['roster_id', 'row_no', 'accepted', 'name', 'id_kind', 'id_hash', 'id_tail', 'id_number', 'phone_hash', 'phone_tail', 'phone', 'pinyin', 'initials', 'outlet_key', 'outlet_name', 'hired_on', 'kind', 'agency_name', 'post', 'rejections', 'raw'],
    rosterRows,
    (one) => [
      one.rosterId, one.rowNo, one.accepted, one.name, ...document(one, keyring), ...phone(one.phone), one.pinyin, one.initials, foldOutletName(one.outletName), one.outletName, date(one.hiredOn), one.kind, said(one.agency), said(one.post),
      json(one.rejections), one.cells ? keyring.seal(JSON.stringify(one.cells)) : null,
    ],
  )
  await copyRows(
    client,
    'roster_difference',
    ['roster_id', 'row_no', 'change', 'outlet_id', 'worker_id', 'engagement_id', 'changes', 'review_reason'],
    rosterRows.filter((one) => standing.has(one.rosterId) && one.change !== undefined && one.change !== 'same'),
    (one) => [one.rosterId, one.rowNo, one.change, one.outletId, one.workerId, one.engagementId, json(one.changes), one.reviewReason],
  )
  await copyRows(client, 'roster_leaver', ['roster_id', 'engagement_id', 'outlet_id', 'held'], leavers.filter((one) => standing.has(one.rosterId)), (one) => [one.rosterId, one.engagementId, one.outletId, one.held])
  await rememberApplied(client, city.registry.applied, keyring)
  await compareWaiting(client, rosters.filter((roster) => roster.state === 'ready'))
}

/** What each company's standing roster was before one was applied. */
function standingBefore(rosters: readonly RosterRecord[]): Map<RosterRecord, { last_as_of: unknown; last_rows: number | null }> {
  const standing = new Map<number, RosterRecord>()
  return new Map(
    rosters.map((roster) => {
      const last = standing.get(roster.companyId)
      if (roster.state === 'applied') standing.set(roster.companyId, roster)
      return [roster, { last_as_of: date(last?.asOf), last_rows: last?.importable ?? null }]
    }),
  )
}

// Visits, posters, pairs, consents, disclosures, events.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { copyRows, instant, json } from './copy.ts'
import type { Client } from './copy.ts'

export async function loadRecords(client: Client, { registry }: SimulatedCity): Promise<void> {
  const { checks, posters, duplicates, consents, disclosures, events } = registry
  await copyRows(client, 'outlet_check', ['id', 'outlet_id', 'place', 'company_id', 'checked_by', 'checked_at', 'note', 'seen', 'missing', 'unlisted'], checks, (one) => [
    one.id, one.outlet.id, one.outlet.place, one.outlet.companyId, one.checkedBy, instant(one.checkedAt), one.note, one.seen, one.missing, one.unlisted,
  ])
  await copyRows(client, 'poster', ['code', 'outlet_id', 'place', 'created_by', 'created_at'], posters, (one) => [one.code, one.outlet.id, one.outlet.place, one.createdBy, instant(one.createdAt)])
  await copyRows(client, 'duplicate_pair', ['id', 'worker_a', 'worker_b', 'reasons', 'state', 'place', 'found_at', 'decided_by', 'decided_at'], duplicates, (one) => [
    one.id, one.a, one.b, `{${one.reasons.join(',')}}`, one.state, one.place, instant(one.foundAt), one.decidedBy, instant(one.decidedAt),
  ])
  await copyRows(client, 'consent', ['id', 'worker_id', 'purpose', 'version', 'granted', 'at', 'by_account'], consents, (one) => [one.id, one.workerId, one.purpose, one.version, one.granted, instant(one.at), one.byAccount])
  await copyRows(client, 'disclosure', ['id', 'worker_id', 'account_id', 'reader', 'company_id', 'field', 'purpose', 'matter', 'at', 'place'], disclosures, (one) => [
    one.id, one.workerId, one.accountId, one.reader, one.companyId, one.field, one.purpose, one.matter, instant(one.at), one.place,
  ])
  await copyRows(client, 'event', ['id', 'at', 'kind', 'actor', 'place', 'worker_id', 'subject', 'data'], events, (one) => [one.id, instant(one.at), one.kind, one.actor, one.place, one.workerId, one.subject, json(one.data)])
}

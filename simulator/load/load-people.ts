// Accounts, workers, engagements and what each source says of them. Personal data is sealed on the way.

import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { copyRows, date, instant, said } from './copy.ts'
import type { Client, Value } from './copy.ts'

export async function loadPeople(client: Client, city: SimulatedCity, keyring: Keyring): Promise<void> {
  const { accounts, grants, workers, engagements, statements, settlements } = city.registry
  const phone = phoneSealer(keyring)

  await copyRows(
    client,
    'worker',
    ['id', 'name', 'pinyin', 'initials', 'id_kind', 'id_hash', 'id_tail', 'id_number', 'phone_hash', 'phone_tail', 'phone', 'trade', 'place', 'state', 'created_at'],
    workers,
    (one) => [one.id, one.name, one.pinyin, one.initials, ...document(one, keyring), ...phone(one.phone), one.trade, one.place, one.state, instant(one.createdAt)],
  )
  const placeOf = new Map(workers.map((worker) => [worker.id, worker.place]))
  await copyRows(
    client,
    'engagement',
    ['id', 'worker_id', 'company_id', 'outlet_id', 'place', 'agency_name', 'kind', 'post', 'since', 'until_on', 'ended_by', 'standing', 'moved_from', 'roster_id', 'elsewhere'],
    engagements,
    (one) => [
      one.id, one.workerId, one.companyId, one.outlet.id, one.outlet.place, one.agency, one.kind, one.post, date(one.since), date(one.until), one.endedBy, one.standing, one.movedFrom, one.rosterId,
      one.until === undefined && placeOf.get(one.workerId) !== one.outlet.place,
    ],
  )
  await copyRows(
    client,
    'statement',
    ['engagement_id', 'source', 'stated_on', 'stated_by', 'roster_id', 'name', 'phone_hash', 'phone_tail', 'phone', 'outlet_id', 'kind', 'agency_name', 'post', 'hired_on', 'present'],
    statements,
    (one) => [one.engagementId, one.source, date(one.statedOn), one.statedBy, one.rosterId, one.name, ...phone(one.phone), one.outletId, one.kind, said(one.agency), said(one.post), date(one.hiredOn), one.present],
  )
  await copyRows(client, 'settlement', ['engagement_id', 'field', 'source', 'settled_by', 'settled_at', 'note'], settlements, (one) => [one.engagementId, one.field, one.source, one.settledBy, instant(one.settledAt), one.note])
  await copyRows(
    client,
    'account',
    ['id', 'kind', 'name', 'title', 'login', 'phone_hash', 'phone', 'worker_id', 'persona', 'created_at'],
    accounts,
    (one) => {
      const [hash, , sealed] = phone(one.phone)
      return [one.id, one.kind, one.name, one.title, one.kind === 'staff' ? staffNumber(one.id) : null, hash, sealed, one.workerId, one.persona, instant(one.createdAt)]
    },
  )
  await copyRows(
    client,
    'role_grant',
    ['id', 'account_id', 'role', 'place', 'company_id', 'outlet_id', 'unit_id', 'station_id', 'partner_id', 'from_on', 'granted_by', 'granted_at'],
    grants,
    (one) => [one.id, one.accountId, one.role, one.place, one.companyId, one.outletId, one.unitId, one.stationId, one.partnerId, date(one.fromOn), one.grantedBy, `${String(date(one.fromOn))}T01:00:00Z`],
  )
}

/** Hash, tail and sealed number; hashes are remembered, since statements repeat the workers' phones. */
export function phoneSealer(keyring: Keyring): (phone: string | undefined) => [Value, Value, Value] {
  const hashes = new Map<string, string>()
  return (phone) => {
    if (phone === undefined) return [null, null, null]
    let hash = hashes.get(phone)
    if (hash === undefined) {
      hash = keyring.hash('phone', phone)
      hashes.set(phone, hash)
    }
    return [hash, phone.slice(-4), keyring.seal(phone)]
  }
}

/** Kind, hash, tail and sealed number of an identity document. */
export function document(one: { idKind: string | undefined; idNumber: string | undefined }, keyring: Keyring): [Value, Value, Value, Value] {
  if (one.idKind === undefined || one.idNumber === undefined) return [null, null, null, null]
  return [one.idKind, keyring.hash(`id:${one.idKind}`, one.idNumber), one.idNumber.slice(-4), keyring.seal(one.idNumber)]
}

/** No password goes with it: the demo signs in by persona. */
function staffNumber(account: number): string {
  return `demo${String(account).padStart(4, '0')}`
}

// Partners, stations, and what happens at them.

import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { moment } from '../days.ts'
import { copyRows, date, instant, json } from './copy.ts'
import type { Client } from './copy.ts'

export async function loadNetwork(client: Client, { registry, from }: SimulatedCity, keyring: Keyring): Promise<void> {
  const { partners, stations, exceptions, codes, hours, presence, remarks, goods, stock, moves } = registry.network
  const since = instant(moment(from - 40, 9 * 3600))
  await copyRows(client, 'partner', ['id', 'name', 'short_name', 'pinyin', 'initials', 'kind', 'place', 'contact_name', 'contact_phone', 'contact_tail', 'created_at'], partners, (one) => [
    one.id, one.name, one.shortName, one.pinyin, one.initials, one.kind, one.place, one.contactName, keyring.seal(one.contactPhone), one.contactPhone.slice(-4), since,
  ])
  await copyRows(
    client,
    'station',
    ['id', 'name', 'pinyin', 'initials', 'kind', 'partner_id', 'place', 'lon', 'lat', 'address', 'entrance_note', 'amenities', 'hours', 'capacity', 'audience', 'status', 'pause_note', 'opened_on', 'closed_on', 'last_confirmed_on', 'created_at'],
    stations,
    (one) => [
      one.id, one.name, one.pinyin, one.initials, one.kind, one.partnerId, one.place, ...one.position, one.address, one.entranceNote, `{${one.amenities.join(',')}}`, json(one.hours), one.capacity, one.audience, one.status, one.pauseNote,
      date(one.openedOn), date(one.closedOn), date(one.lastConfirmedOn), since,
    ],
  )
  await copyRows(client, 'station_exception', ['station_id', 'from_on', 'until_on', 'spans', 'reason', 'created_by', 'created_at'], exceptions, (one) => [one.stationId, date(one.from), date(one.until), json(one.spans), one.reason, one.by, instant(one.at)])
  await copyRows(client, 'station_code', ['code', 'station_id', 'created_by', 'created_at'], codes, (one) => [one.code, one.stationId, 1, instant(one.at)])
  await copyRows(client, 'station_hour', ['station_id', 'day', 'hour', 'visits', 'peak'], hours, (one) => [one.stationId, date(one.day), one.hour, one.visits, one.peak])
  await copyRows(client, 'station_presence', ['station_id', 'checked_in', 'correction', 'corrected_until', 'changed_at'], presence, (one) => [one.stationId, 0, one.counted, instant(one.until), instant(one.at)])
  await copyRows(client, 'remark', ['id', 'station_id', 'kind', 'amenity', 'note', 'state', 'made_at', 'answer', 'closure', 'decided_by', 'decided_at'], remarks, (one) => [
    one.id, one.stationId, one.kind, one.amenity, one.note, one.decidedAt === undefined ? 'open' : one.answer ? 'answered' : 'closed', instant(one.madeAt), one.answer, one.closure, one.decidedBy, instant(one.decidedAt),
  ])
  await copyRows(client, 'remark_author', ['remark_id', 'worker_id'], remarks, (one) => [one.id, one.workerId])
  await copyRows(client, 'good', ['id', 'name', 'unit'], goods, (one) => [one.id, one.name, one.unit])
  await copyRows(client, 'stock', ['station_id', 'good_id', 'quantity', 'low_at', 'moved_at'], stock, (one) => [one.stationId, one.goodId, one.quantity, one.lowAt, instant(one.movedAt)])
  await copyRows(client, 'stock_move', ['id', 'station_id', 'good_id', 'kind', 'quantity', 'after', 'campaign_id', 'note', 'made_by', 'made_at'], moves, (one) => [
    one.id, one.stationId, one.goodId, one.kind, one.quantity, one.after, one.campaignId, one.note, one.by, instant(one.at),
  ])
}

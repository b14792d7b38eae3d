// Brands, companies, outlets.

import { foldOutletName } from '../../server/modules/registry/rosters/reading/fold-outlet-name.ts'
import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { moment } from '../days.ts'
import { copyRows, date, instant } from './copy.ts'
import type { Client } from './copy.ts'

export async function loadFirms(client: Client, city: SimulatedCity, keyring: Keyring): Promise<void> {
  const { companies, outlets, registry } = city
  const since = instant(moment(city.from - 40, 9 * 3600))
  const standing = new Map(registry.rosters.filter((roster) => roster.state === 'applied').map((roster) => [roster.companyId, roster]))

  await copyRows(client, 'brand', ['id', 'name', 'trade'], companies.brands, (brand) => [brand.id, brand.name, brand.trade])
  await copyRows(
    client,
    'company',
    ['id', 'name', 'short_name', 'pinyin', 'initials', 'credit_code', 'kind', 'brand_id', 'trade', 'place', 'contact_name', 'contact_phone', 'contact_tail', 'cadence_days', 'submits', 'last_as_of', 'last_rows', 'created_at'],
    companies.list,
    (one) => {
      const roster = standing.get(one.id)
      return [
        one.id, one.name, one.shortName, one.pinyin, one.initials, one.creditCode, one.kind, one.brandId, one.trade, city.city * 1e9, one.contactName,
        keyring.seal(one.contactPhone), one.contactPhone.slice(-4), one.cadenceDays, one.submits, date(roster?.asOf), roster?.importable, since,
      ]
    },
  )
  await copyRows(
    client,
    'outlet',
    ['id', 'company_id', 'operator_id', 'name', 'name_key', 'pinyin', 'initials', 'kind', 'trade', 'place', 'lon', 'lat', 'address', 'manager_name', 'manager_phone', 'manager_tail', 'opened_on', 'last_checked_on', 'created_at'],
    outlets.list,
    (one) => [
      one.id, one.companyId, one.operatorId, one.name, foldOutletName(one.name), one.pinyin, one.initials, one.kind, one.trade, one.place, ...one.position, one.address, one.managerName,
      keyring.seal(one.managerPhone), one.managerPhone.slice(-4), date(one.openedOn), date(registry.lastChecked.get(one.id)), instant(moment(Math.max(one.openedOn, city.from - 40), 10 * 3600)),
    ],
  )
}

// A township with an owner and stations, and the people who keep them.

import { addActor } from '../../../authorisation/world.ts'
import { json } from '../../../platform/database/json.ts'
import { person, type Person, type TestWaystation } from '../../../testing/waystation.ts'
import type { Hours } from '../hours/rules.ts'

export type NewStation = { name?: string; pinyin?: string; initials?: string; place?: number; partner?: number; lon?: number; lat?: number; status?: 'planned' | 'open' | 'paused' | 'closed'; hours?: Hours | null; amenities?: string[]; kind?: string; capacity?: number; last_confirmed_on?: Temporal.PlainDate | null }

export const since = Temporal.Instant.from('2026-01-01T00:00:00Z')
/** Nine to six on weekdays, closed on holidays. */
export const officeHours: Hours = { weekly: [[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [], []], holidays: 'closed', workdays: [[540, 1080]] }
export const always: Hours = { weekly: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: 'as-weekly', workdays: 'as-weekly' }

export const sanlitun = 110105004000000
export const zuojiazhuang = 110105005000000

let number = 0

export async function addPartner(waystation: TestWaystation, { name = `单位${(number += 1)}`, place = sanlitun } = {}): Promise<number> {
  const { id } = await waystation.sql((tx) => tx.insertInto('partner').values({ name, short_name: name, pinyin: `dan wei ${number}`, initials: 'dw', kind: 'shop', place, created_at: since }).returning('id').executeTakeFirstOrThrow())
  return id
}

export async function addStation(waystation: TestWaystation, given: NewStation = {}): Promise<number> {
  const partner = given.partner ?? (await addPartner(waystation))
  number += 1
  const { id } = await waystation.sql((tx) =>
    tx.insertInto('station').values({
      name: given.name ?? `驿站${number}`, pinyin: given.pinyin ?? `yi zhan ${String(number).padStart(5, '0')}`, initials: given.initials ?? 'yz', kind: given.kind ?? 'rider', partner_id: partner, place: given.place ?? sanlitun,
      lon: given.lon ?? 116.455, lat: given.lat ?? 39.935, status: given.status ?? 'open', hours: given.hours === null ? null : (json(given.hours ?? always) as never), amenities: given.amenities ?? [], capacity: given.capacity ?? null,
      last_confirmed_on: given.last_confirmed_on ?? null, created_at: since,
    }).returning('id').executeTakeFirstOrThrow(),
  )
  return id
}

export async function staff(waystation: TestWaystation, grant: Parameters<typeof addActor>[2], name = `人员${(number += 1)}`): Promise<Person & { account: number }> {
  const { token, account } = await addActor(waystation, { kind: 'staff', name }, grant)
  return { ...person(waystation.origin, token), account }
}

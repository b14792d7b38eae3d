import type { stationsOperations } from '../../contract/stations.ts'
import { fresh, type Making, type RequestOf } from './sample.ts'

const noon = [[660, 840]]
const week = { weekly: Array.from({ length: 7 }, () => noon), holidays: 'closed', workdays: 'as-weekly' }
const stationBody = ({ place, partner }: { place: number; partner: number }) => ({ name: fresh('驿站'), kind: 'rider', partner_id: partner, place, position: { lon: 116.46, lat: 39.93 }, hours: week })
let days = 0

async function addException({ world, owner }: Making): Promise<number> {
  days += 1
  const [made] = await owner("insert into station_exception (station_id, from_on, until_on, created_by, created_at) values ($1, date '2030-01-01' + $2::int, date '2030-01-01' + $2::int, 1, now()) returning id", [world.station, days])
  return made?.id ?? 0
}

async function addPhoto({ actor, owner, services: { keyring } }: Making): Promise<number> {
  const [made] = await owner("insert into attachment (account_id, name, type, bytes, file_key, added_at) values ($1, $2, 'image/jpeg', 1, $2, now()) returning id", [actor.account, keyring.seal('110105/attachments/x')])
  return made?.id ?? 0
}

export const stationsRequests: Record<keyof typeof stationsOperations, RequestOf> = {
  'GET /stations': { about: 'none', make: ({ world }) => ({ path: `/stations?place=${world.township}&amenity=water&amenity=rest` }) },
  'GET /stations/nearest': { about: 'none', make: () => ({ path: '/stations/nearest?lat=39.93&lon=116.46&limit=3' }) },
  'GET /stations/export': { about: 'none', make: ({ world }) => ({ path: `/stations/export?format=csv&place=${world.township}` }) },
  'GET /stations/printout': { about: 'none', make: ({ world }) => ({ path: `/stations/printout?place=${world.township}` }) },
  'GET /stations/printout.pdf': { about: 'none', make: ({ world }) => ({ path: `/stations/printout.pdf?place=${world.township}` }) },
  'GET /stations/{id}': { about: 'none', make: ({ world }) => ({ path: `/stations/${world.station}` }) },
  'GET /network/stations': { about: 'list', make: () => ({ path: '/network/stations' }) },
  'GET /network/summary': { about: 'list', make: () => ({ path: '/network/summary' }) },
  'GET /network/stations/export': { about: 'list', make: () => ({ path: '/network/stations/export?format=csv' }) },
  'GET /network/stations/{id}': { about: 'path', make: ({ world }) => ({ path: `/network/stations/${world.station}` }) },
  'POST /stations': { about: 'body', make: ({ world }) => ({ path: '/stations', body: stationBody({ place: world.community, partner: world.partner }) }) },
  'PATCH /stations/{id}': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}`, body: { capacity: 12, hours: week } }) },
  'POST /stations/{id}/status': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/status`, body: { status: 'paused', note: fresh('检修') } }) },
  'POST /stations/{id}/confirmation': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/confirmation`, body: {} }) },
  'POST /stations/{id}/exceptions': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/exceptions`, body: { ...exceptionDays(), spans: [], reason: '停电' } }) },
  'DELETE /stations/{id}/exceptions/{exception}': { about: 'path', make: async (making) => ({ path: `/stations/${making.world.station}/exceptions/${await addException(making)}` }) },
  'PUT /stations/{id}/photo': { about: 'path', make: async (making) => ({ path: `/stations/${making.world.station}/photo`, body: { attachment: await addPhoto(making) } }) },
  'DELETE /stations/{id}/photo': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/photo` }) },
  'GET /partners': { about: 'list', make: () => ({ path: '/partners' }) },
  'GET /partners/export': { about: 'list', make: () => ({ path: '/partners/export?format=csv' }) },
  'GET /partners/names': { about: 'none', make: () => ({ path: '/partners/names?limit=5' }) },
  'POST /partners': { about: 'body', make: ({ world }) => ({ path: '/partners', body: { name: fresh('单位全称'), short_name: fresh('单位'), kind: 'shop', place: world.community } }) },
  'GET /partners/{id}': { about: 'path', make: ({ world }) => ({ path: `/partners/${world.partner}` }) },
  'PATCH /partners/{id}': { about: 'path', make: ({ world }) => ({ path: `/partners/${world.partner}`, body: { contact_name: fresh('联系人') } }) },
}

function exceptionDays(): { from: string; until: string } {
  days += 1
  const day = Temporal.PlainDate.from('2031-01-01').add({ days }).toString()
  return { from: day, until: day }
}

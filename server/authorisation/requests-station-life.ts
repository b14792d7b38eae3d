import type { stationLifeOperations } from '../../contract/station-life.ts'
import { fresh, type Making, type RequestOf } from './sample.ts'

async function addGood({ owner }: Making): Promise<number> {
  const [made] = await owner("insert into good (name, unit) values ($1, '瓶') returning id", [fresh('矿泉水')])
  return made?.id ?? 0
}

async function addStock(making: Making): Promise<number> {
  const good = await addGood(making)
  await making.owner('insert into stock (station_id, good_id, quantity) values ($1, $2, 5) returning station_id as id', [making.world.station, good])
  return good
}

async function addRemark({ world, owner }: Making): Promise<number> {
  const [made] = await owner("insert into remark (station_id, kind, note, made_at) values ($1, 'other', $2, now()) returning id", [world.station, `${world.mark}${fresh('门锁')}`])
  return made?.id ?? 0
}

async function addCode({ world, owner }: Making): Promise<string> {
  await owner('update station_code set revoked_at = now() where station_id = $1 and revoked_at is null returning station_id as id', [world.station])
  const code = fresh('MATRIXCQ')
  await owner('insert into station_code (code, station_id, created_at) values ($1, $2, now()) returning station_id as id', [code, world.station])
  return code
}

export const stationLifeRequests: Record<keyof typeof stationLifeOperations, RequestOf> = {
  'GET /station-codes/{code}': { about: 'none', make: () => ({ path: '/station-codes/ABCDEFGHJK' }) },
  'GET /stations/{id}/codes': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/codes` }) },
  'POST /stations/{id}/codes': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/codes` }) },
  'DELETE /station-codes/{code}': { about: 'path', make: async (making) => ({ path: `/station-codes/${await addCode(making)}` }) },
  'GET /stations/{id}/poster': { about: 'path', make: async (making) => { await addCode(making); return { path: `/stations/${making.world.station}/poster` } } },
  'POST /stations/check-ins': { about: 'none', make: () => ({ path: '/stations/check-ins', body: { code: 'ABCDEFGHJK' } }) },
  'GET /me/stay': { about: 'none', make: () => ({ path: '/me/stay' }) },
  'DELETE /me/stay': { about: 'none', make: () => ({ path: '/me/stay' }) },
  'GET /stations/{id}/occupancy': { about: 'none', make: ({ world }) => ({ path: `/stations/${world.station}/occupancy` }) },
  'GET /stations/{id}/occupancy/events': { about: 'none', make: () => ({ path: '/stations/999999999/occupancy/events' }) },
  'GET /stations/{id}/busy-hours': { about: 'none', make: ({ world }) => ({ path: `/stations/${world.station}/busy-hours` }) },
  'PUT /stations/{id}/count': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/count`, body: { present: 3 } }) },
  'DELETE /stations/{id}/count': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/count` }) },
  'POST /stations/{id}/remarks': { about: 'none', make: ({ world }) => ({ path: `/stations/${world.station}/remarks`, body: { kind: 'hours' } }) },
  'GET /me/remarks': { about: 'none', make: () => ({ path: '/me/remarks' }) },
  'GET /remarks': { about: 'list', make: async (making) => { await addRemark(making); return { path: '/remarks' } } },
  'GET /remarks/{id}': { about: 'path', make: async (making) => ({ path: `/remarks/${await addRemark(making)}` }) },
  'POST /remarks/{id}/answer': { about: 'path', make: async (making) => ({ path: `/remarks/${await addRemark(making)}/answer`, body: { text: '已修好' } }) },
  'POST /remarks/{id}/closure': { about: 'path', make: async (making) => ({ path: `/remarks/${await addRemark(making)}/closure`, body: { reason: 'cannot-tell' } }) },
  'GET /goods': { about: 'none', make: () => ({ path: '/goods' }) },
  'POST /goods': { about: 'none', make: () => ({ path: '/goods', body: { name: fresh('毛巾'), unit: '条' } }) },
  'PATCH /goods/{id}': { about: 'none', make: async (making) => ({ path: `/goods/${await addGood(making)}`, body: { unit: '箱' } }) },
  'GET /stations/{id}/stock': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/stock` }) },
  'PUT /stations/{id}/stock/{good}': { about: 'path', make: async (making) => ({ path: `/stations/${making.world.station}/stock/${await addStock(making)}`, body: { low_at: 2 } }) },
  'GET /stations/{id}/stock-moves': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/stock-moves` }) },
  'POST /stations/{id}/stock-moves': { about: 'path', make: async (making) => ({ path: `/stations/${making.world.station}/stock-moves`, body: { good: await addStock(making), kind: 'receive', quantity: 2 } }) },
  'GET /stock': { about: 'list', make: async (making) => { await addStock(making); return { path: '/stock' } } },
  'GET /counters': { about: 'list', make: () => ({ path: '/counters' }) },
  'GET /stations/{id}/counter': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/counter` }) },
  'GET /stations/{id}/counter/events': { about: 'path', make: ({ world }) => ({ path: `/stations/${world.station}/counter/events` }) },
}

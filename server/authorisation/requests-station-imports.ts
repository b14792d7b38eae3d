import type { stationImportsOperations } from '../../contract/station-imports.ts'
import { json } from '../platform/database/json.ts'
import type { Making, RequestOf } from './sample.ts'

/** One that waits to be applied, of the world's community. */
async function imported({ world, sql }: Making, state = 'ready'): Promise<number> {
  return sql(async (tx) => {
    const { id } = await tx
      .insertInto('station_import')
      .values({ place: world.community, reach: json([[world.community, world.community + 1000]]) as never, state, file_name: `${world.mark}驿站.csv`, file_bytes: 1, file_hash: Buffer.alloc(32), format: 'csv', mapping: json([]) as never, uploaded_by: 1, uploaded_at: Temporal.Instant.from('2026-01-01T00:00:00Z') })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

const withImport = (rest: string, body?: unknown): RequestOf => ({ about: 'path', make: async (making) => ({ path: `/stations/imports/${await imported(making)}${rest}`, ...(body === undefined ? {} : { body }) }) })

export const stationImportsRequests: Record<keyof typeof stationImportsOperations, RequestOf> = {
  'POST /stations/imports': { about: 'none', make: () => ({ path: '/stations/imports', file: '驿站名称,经纬度\r\n' }) },
  'GET /stations/imports/template': { about: 'none', make: () => ({ path: '/stations/imports/template' }) },
  'GET /stations/imports': { about: 'list', make: async (making) => ({ path: `/stations/imports?limit=${200 - ((await imported(making)) % 2)}` }) },
  'GET /stations/imports/{id}': withImport(''),
  'GET /stations/imports/{id}/events': withImport('/events'),
  'GET /stations/imports/{id}/rows': withImport('/rows'),
  'GET /stations/imports/{id}/export': withImport('/export'),
  'GET /stations/imports/{id}/rejections': withImport('/rejections'),
  'PUT /stations/imports/{id}/mapping': withImport('/mapping', { columns: [] }),
  'POST /stations/imports/{id}/application': withImport('/application', {}),
  'POST /stations/imports/{id}/reversal': { about: 'path', make: async (making) => ({ path: `/stations/imports/${await imported(making, 'applied')}/reversal`, body: {} }) },
  'DELETE /stations/imports/{id}': withImport(''),
}

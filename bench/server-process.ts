// The whole server, in a process of its own: so that what is measured beside it does not count. Started by server.ts.

import { enableCompileCache } from 'node:module'
import pg from 'pg'
import { buildWaystation } from '../server/app.ts'
import { readConfig } from '../server/platform/config.ts'
import { benchKeys } from './keys.ts'

enableCompileCache()
const [url = '', dataFolder = ''] = process.argv.slice(2)
const waystation = await buildWaystation({ ...readConfig({ WAYSTATION_DATA: dataFolder, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error', ROSTER_MAX_ROWS: '2000000', ROSTER_MAX_BYTES: '500MB', ROSTER_MAX_UNPACKED: '2GB' }), secretKeys: benchKeys, rateLimit: 1_000_000_000 }, url)
const origin = await waystation.http.listen({ host: '127.0.0.1', port: 0 })

let recorded: { text: string; values: unknown[] }[] | undefined
const query = pg.Client.prototype.query
/** Notes the statements of one request, so that the bare route can run the same ones. */
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [first] = given
  if (recorded && typeof first === 'object' && first !== null && 'text' in first) recorded.push({ text: String(first.text), values: 'values' in first && Array.isArray(first.values) ? first.values : [] })
  return Reflect.apply(query, this, given) as never
} as typeof query

process.on('message', (message: { ask: string }) => {
  if (message.ask === 'record') recorded = []
  if (message.ask === 'recorded') {
    process.send?.({ recorded })
    recorded = undefined
  }
  if (message.ask === 'memory') process.send?.({ peak: process.resourceUsage().maxRSS / 1024 })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ origin })

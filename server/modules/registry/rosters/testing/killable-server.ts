// A whole server in a process of its own, for tests that kill it. Tells its parent where it listens.

import { buildWaystation } from '../../../../app.ts'
import { readConfig } from '../../../../platform/config.ts'
import { testKeys } from '../../../../testing/template.ts'

const [url = '', dataFolder = ''] = process.argv.slice(2)
const waystation = await buildWaystation({ ...readConfig({ WAYSTATION_DATA: dataFolder, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' }), secretKeys: testKeys, rateLimit: 1_000_000 }, url)
const origin = await waystation.http.listen({ host: '127.0.0.1', port: 0 })
process.send?.({ origin })
process.on('disconnect', () => process.exit(1))

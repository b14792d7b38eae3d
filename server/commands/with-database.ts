// Commands other than serve: on the configured database, or the embedded one, running or started for the moment.

import pg from 'pg'
import { readConfig, type Config } from '../platform/config.ts'
import { closedSession } from '../platform/database/scope.ts'
import '../platform/database/parsers.ts'
import { connectEmbedded } from '../platform/embedded/index.ts'
import { createKeyring, type Keyring } from '../platform/secrets/keyring.ts'

export async function withDatabase<T>(work: (owner: pg.Pool, config: Config, keyring: Keyring) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl === undefined ? await connectEmbedded(config.dataFolder) : undefined
  const owner = new pg.Pool({ connectionString: config.databaseUrl ?? embedded?.url, max: 4, application_name: 'waystation command', options: closedSession.map((setting) => `-c ${setting}`).join(' ') })
  // A connection that the server ends while it stops is no failure of the command.
  owner.on('error', () => undefined)
  try {
    return await work(owner, config, createKeyring(config.secretKeys))
  } finally {
    await owner.end()
    await embedded?.stop()
  }
}

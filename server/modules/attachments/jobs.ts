// Files go after the commit that forgets them; every night the store is compared with what is known.

import { sql } from 'kysely'
import { systemScope } from '../../platform/database/scope.ts'
import type { Context, Services } from '../../platform/http/call.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import { nameOf } from '../../platform/files/files.ts'

const DELETE = 'attachments.delete-files'

/** Hours that an upload waits for something to be made of it. */
export const UNBOUND_HOURS = 24

export function attachmentsFolder(city: number): string {
  return `${city}/attachments`
}

/** @param names of stored files whose rows this transaction deletes */
export async function sendDeletion({ tx, services }: Pick<Context, 'tx' | 'services'>, names: readonly string[]): Promise<void> {
  for (let at = 0; at < names.length; at += 500) await services.jobs.send(tx, DELETE, { names: names.slice(at, at + 500) })
}

export const deletionJob: Job = {
  name: DELETE,
  retries: 5,
  async run(data, { files }) {
    for (const name of data['names'] as string[]) await files.delete(name)
  },
}

export const sweepJob: Job = {
  name: 'attachments.sweep',
  cron: '10 4 * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await sweepCity(services, city)
  },
}

export async function sweepCity(services: Services, city: { code: number; schema: string }): Promise<void> {
  const before = services.clock().subtract({ hours: UNBOUND_HOURS })
  const { files, keyring, db } = services
  await db.write(city.schema, systemScope, async (tx) => {
    const { rows } = await sql<{ file_key: Buffer }>`delete from attachment where kind is null and added_at < ${before} returning file_key`.execute(tx)
    await sendDeletion({ tx, services }, rows.map((row) => nameOf(keyring.open(row.file_key))))
  })
  const kept = await db.read(city.schema, systemScope, (tx) => tx.selectFrom('attachment').select('file_key').execute())
  // An upload that is under way is stored and not yet on record: it is younger than this.
  await files.sweep(attachmentsFolder(city.code), kept.map((row) => keyring.open(row.file_key)), before)
}

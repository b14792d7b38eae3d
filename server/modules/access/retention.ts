// What has served its purpose goes: every hour, in every city.

import { sql } from 'kysely'
import { systemScope } from '../../platform/database/scope.ts'
import type { Job } from '../../platform/jobs/jobs.ts'

export const retentionJob: Job = {
  name: 'access-retention',
  cron: '17 * * * *',
  async run(_, { db, cities, clock }) {
    const now = clock()
    const yesterday = now.subtract({ hours: 24 })
    for (const city of await cities.list()) {
      await db.write(city.schema, systemScope, async (tx) => {
        // Codes count for an hour after they were sent.
        await tx.deleteFrom('one_time_code').where('sent_at', '<', yesterday).execute()
        await tx.deleteFrom('sign_in_step').where('expires_at', '<', now).execute()
        await tx.deleteFrom('sign_in_failure').where('last_at', '<', yesterday).execute()
        await tx.deleteFrom('idempotency_key').where('created_at', '<', yesterday).execute()
        // The last session of each account stays: by it one knows how long a phone has not been used (decision 0003).
        await sql`delete from session s where coalesce(s.revoked_at, s.expires_at) < ${now.subtract({ hours: 30 * 24 })}
          and s.id < (select max(l.id) from session l where l.account_id = s.account_id)`.execute(tx)
      })
    }
  },
}

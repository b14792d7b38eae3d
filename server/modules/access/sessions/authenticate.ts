// From a token to an Actor, remembered in memory so that a request costs a look into a table and no query.

import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Role } from '../../../../contract/permissions.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { nobody, type Actor, type Grant } from '../../../platform/http/actor.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import { timeZone, type Authenticate } from '../../../platform/http/mount.ts'
import { workerDirectory } from '../directory.ts'
import { onAccessChange, type AccessChange } from './changes.ts'
import { sessionEnd } from './rules.ts'
import { tokenOf } from './session.ts'

/** A second is what was promised; the rest is for the query itself. */
const TRUST_ALONE = 700
/** With word of every change from the database this long, in case a dead line looks alive. */
const TRUST_CONNECTED = 15_000
const MOST = 20_000

/** Longer than the transactions that change somebody's rights; the word itself comes within milliseconds. */
const SETTLING = 2_000

type Known = {
  actor: Actor
  account: string
  /** performance.now(): neither a set clock nor a test's clock prolongs trust. */
  readAt: number
  /** Of services.clock: the session's end, or the end of the day it was last marked as used. */
  until: number
}

export function authenticator(services: Services): Authenticate {
  const known = new Map<string, Known>()
  const asking = new Map<string, Promise<Actor>>()
  const unsettled = new Map<string, NodeJS.Timeout>()
  let changes = 0

  function forget({ city, account }: AccessChange): void {
    changes += 1
    for (const [key, one] of known) if (one.account === `${city} ${account}`) known.delete(key)
  }
  onAccessChange(services.live, {
    changed: forget,
    changing(change) {
      forget(change)
      // Until the word comes back from the database, its sessions are looked up each time.
      const account = `${change.city} ${change.account}`
      clearTimeout(unsettled.get(account))
      unsettled.set(account, setTimeout(() => unsettled.delete(account), SETTLING).unref())
    },
  })
  // Whatever was said while nobody listened is lost.
  services.live.subscribe('live.connected', () => {
    changes += 1
    known.clear()
  })

  async function ask(hash: Buffer, key: string, city: City): Promise<Actor> {
    const before = changes
    const found = await readSession(services, city, hash)
    // Somebody's rights changed while we read: this answer may be the old one. It serves this request only.
    if (found && before === changes && !unsettled.has(`${city.code} ${found.actor.account}`)) {
      if (known.size >= MOST) for (const oldest of [...known.keys()].slice(0, MOST / 10)) known.delete(oldest)
      known.set(key, { actor: found.actor, account: `${city.code} ${found.actor.account}`, readAt: performance.now(), until: found.until })
    }
    return found?.actor ?? nobody
  }

  return async (request: FastifyRequest, city: City) => {
    const token = tokenOf(request)
    if (!token) return nobody
    // By the token itself, not its hash: it is in this process's memory anyhow, and hashing would be most of the cost.
    const key = `${city.code} ${token}`
    const one = known.get(key)
    if (one) {
      const trust = services.live.connected ? TRUST_CONNECTED : TRUST_ALONE
      if (performance.now() - one.readAt < trust && services.clock().epochMilliseconds < one.until) return one.actor
      known.delete(key)
    }
    let answer = asking.get(key)
    if (!answer) {
      answer = ask(services.keyring.tokenHash(token), key, city).finally(() => asking.delete(key))
      asking.set(key, answer)
    }
    return answer
  }
}

type SessionRow = {
  id: number
  expires_at: Temporal.Instant
  last_used_on: Temporal.PlainDate
  account_id: number
  kind: 'staff' | 'worker' | 'program'
  name: string
  title: string
  worker_id: number | null
  grants: { role: Role; place: number | null; company: number | null; outlet: number | null; unit: number | null; station: number | null; partner: number | null; from: string; until: string | null }[]
}

async function readSession(services: Services, city: City, hash: Buffer): Promise<{ actor: Actor; until: number } | undefined> {
  const now = services.clock()
  const local = now.toZonedDateTimeISO(timeZone)
  const today = local.toPlainDate()
  const found = await services.db.read(city.schema, systemScope, async (tx) => {
    const row = await findSession(tx, hash, now)
    return row && { row, worker: row.worker_id === null ? 0 : await standingWorker(tx, row.worker_id) }
  })
  if (!found) return undefined
  const { row, worker } = found
  if (Temporal.PlainDate.compare(row.last_used_on, today) < 0) row.expires_at = await markUsed(services, city, row, now, today)
  const tomorrow = local.startOfDay().add({ days: 1 }).epochMilliseconds
  return { actor: { account: row.account_id, session: row.id, kind: row.kind, name: row.name, title: row.title, worker, grants: row.grants.map(toGrant) }, until: Math.min(row.expires_at.epochMilliseconds, tomorrow) }
}

async function findSession(tx: Tx, hash: Buffer, now: Temporal.Instant): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select s.id, s.expires_at, s.last_used_on, a.id as account_id, a.kind, a.name, a.title, a.worker_id,
      (select coalesce(json_agg(json_build_object('role', g.role, 'place', g.place, 'company', g.company_id, 'outlet', g.outlet_id,
          'unit', g.unit_id, 'station', g.station_id, 'partner', g.partner_id, 'from', g.from_on, 'until', g.until_on)), '[]')
        from role_grant g where g.account_id = a.id and g.revoked_at is null) as grants
    from session s join account a on a.id = s.account_id
    where s.token_hash = ${hash} and s.revoked_at is null and s.expires_at > ${now} and a.status = 'active'`.execute(tx)
  return rows[0]
}

async function standingWorker(tx: Tx, worker: number): Promise<number> {
  return (await workerDirectory().describe(tx, [worker])).get(worker)?.standsFor ?? worker
}

/** At most once a day for a session; a worker's ninety days start anew. */
async function markUsed(services: Services, city: City, row: SessionRow, now: Temporal.Instant, today: Temporal.PlainDate): Promise<Temporal.Instant> {
  const expiresAt = row.kind === 'worker' ? sessionEnd('worker', now) : row.expires_at
  await services.db.write(city.schema, systemScope, (tx) =>
    tx.updateTable('session').set({ last_used_on: today, expires_at: expiresAt }).where('id', '=', row.id).where('last_used_on', '<', today).execute(),
  )
  return expiresAt
}

function toGrant(row: SessionRow['grants'][number]): Grant {
  return { ...row, from: Temporal.PlainDate.from(row.from), until: row.until === null ? null : Temporal.PlainDate.from(row.until) }
}

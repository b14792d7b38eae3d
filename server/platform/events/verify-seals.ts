// Compares what stands in the event table with what was sealed.

import type pg from 'pg'
import { IdSet } from './id-set.ts'
import { chainedHead, leafHash, merkleRoot, type EventText } from './merkle.ts'
import { eventColumns, LATEST_HOURS, withEvents } from './sealed-events.ts'

export type Verification = {
  seals: number
  /** Events in seals. */
  events: number
  /** One sentence for each thing that is not as it was sealed; empty: all stands. */
  findings: string[]
  /** Hex, to compare with what was published; undefined without seals. */
  head: string | undefined
}

type SealRow = { id: number; sealed_at: Temporal.Instant; event_ids: number[]; root: Buffer; previous: Buffer | null; head: Buffer }

/** @param owner a pool outside row security */
export function verifySeals(owner: pg.Pool, schema: string): Promise<Verification> {
  return withEvents(owner, schema, 'read', async (client) => {
    const findings: string[] = []
    const order = new Order()
    let previous: SealRow | undefined
    let seals = 0
    let events = 0
    for (;;) {
      const { rows } = await client.query<SealRow>('select id, sealed_at, event_ids, root, previous, head from seal where id > $1 order by id limit 100', [previous?.id ?? 0])
      if (rows.length === 0) break
      for (const seal of rows) {
        seals += 1
        events += seal.event_ids.length
        findings.push(...checkChain(seal, previous), ...order.add(seal), ...(await checkEvents(client, seal)))
        previous = seal
      }
    }
    if (previous) findings.push(...(await slippedIn(client, order.seen, order.closedAt(previous.sealed_at))))
    return { seals, events, findings, head: previous?.head.toString('hex') }
  })
}

/** Which events are in seals, and below which id nothing may come any more. */
class Order {
  readonly seen = new IdSet()
  readonly #recent: { at: Temporal.Instant; highest: number }[] = []
  #highest = 0
  #closed = 0

  add(seal: SealRow): string[] {
    const findings: string[] = []
    const closed = this.closedAt(seal.sealed_at)
    for (const id of seal.event_ids) {
      if (this.seen.has(id)) findings.push(`seal ${seal.id}: event ${id} is sealed twice`)
      else if (id <= closed) findings.push(`seal ${seal.id}: event ${id} was slipped in among events sealed more than ${LATEST_HOURS} hours before`)
      this.seen.add(id)
      this.#highest = Math.max(this.#highest, id)
    }
    this.#recent.push({ at: seal.sealed_at, highest: this.#highest })
    return findings
  }

  /** The highest id sealed so long before `at` that an event below it can only have been added by hand. */
  closedAt(at: Temporal.Instant): number {
    const horizon = at.subtract({ hours: LATEST_HOURS })
    while (this.#recent[0] && Temporal.Instant.compare(this.#recent[0].at, horizon) <= 0) this.#closed = this.#recent.shift()?.highest ?? this.#closed
    return this.#closed
  }
}

function checkChain(seal: SealRow, before: SealRow | undefined): string[] {
  const linked = before ? seal.previous?.equals(before.head) === true : seal.previous === null
  if (!linked) return [`seal ${seal.id}: is not chained to the seal before it; a seal was removed, added or changed`]
  if (!chainedHead(seal.previous, seal.sealed_at, seal.root).equals(seal.head)) return [`seal ${seal.id}: its head does not fit its root and time`]
  return []
}

async function checkEvents(client: pg.PoolClient, seal: SealRow): Promise<string[]> {
  const { rows } = await client.query<EventText>(`select ${eventColumns} from event e where e.id = any($1::bigint[])`, [seal.event_ids])
  const byId = new Map(rows.map((row) => [Number(row.id), row]))
  const missing = seal.event_ids.filter((id) => !byId.has(id))
  if (missing.length > 0) return [`seal ${seal.id}: ${missing.length} events are gone, first ${missing[0]}`]
  const leaves = seal.event_ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [leafHash(row)] : []
  })
  if (leaves.length === 0 || !merkleRoot(leaves).equals(seal.root)) return [`seal ${seal.id}: an event of ${seal.event_ids[0]} to ${seal.event_ids.at(-1)} was edited, or they were reordered`]
  return []
}

/** Events in no seal although everything around them was sealed more than a day ago. */
async function slippedIn(client: pg.PoolClient, sealed: IdSet, closed: number): Promise<string[]> {
  const findings: string[] = []
  for (let after = 0; ; ) {
    const { rows } = await client.query<{ id: number }>('select id from event where id > $1 and id <= $2 order by id limit 100000', [after, closed])
    const last = rows.at(-1)
    if (!last) return findings
    after = last.id
    for (const { id } of rows) if (!sealed.has(id)) findings.push(`event ${id}: is in no seal, but its neighbours are; it was slipped in`)
  }
}

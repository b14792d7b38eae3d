// A roster that has been read, held against what stands: counts, leavers, guard. Repeated whenever either changes.

import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import { json } from '../../../../platform/database/json.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { settingValue } from '../../../access/index.ts'
import type { RosterRecord } from '../reach.ts'
import { compareRows, type Outcome } from './compare-rows.ts'
import { judgeLeavers, type GuardFinding, type GuardLimits } from './rules.ts'

export type Compared = {
  importable: number
  rejected: number
  outcome: Outcome
  guard: GuardFinding
  held: number
  present: number
}

/**
 * Compares and writes down what differs.
 * @param rows that were read from the file: each is staged, accepted or not
 */
export async function compareRoster(tx: Tx, limits: GuardLimits, roster: RosterRecord, rows: number): Promise<Compared> {
  await sql`delete from roster_difference where roster_id = ${roster.id}`.execute(tx)
  await sql`delete from roster_leaver where roster_id = ${roster.id}`.execute(tx)
  const compared = await judge(tx, limits, roster, rows, 'write')
  const held = heldOutlets(compared.guard)
  if (held.length > 0) await sql`update roster_leaver set held = true where roster_id = ${roster.id} and outlet_id = any(${held.map(({ id }) => id)}::int8[])`.execute(tx)
  await record(tx, roster, rows, compared)
  return compared
}

/** Does the preview still say what would happen? Under the company's lock the answer stays true. */
export async function previewHolds(tx: Tx, limits: GuardLimits, roster: RosterRecord): Promise<boolean> {
  const { outcome, guard } = await judge(tx, limits, roster, roster.rows, 'check')
  return outcome.fingerprint === roster.fingerprint && isDeepStrictEqual(guard, roster.guard)
}

async function judge(tx: Tx, limits: GuardLimits, roster: RosterRecord, rows: number, mode: 'write' | 'check'): Promise<Compared> {
  const outcome = await setBased(tx, () => compareRows(tx, { roster: roster.id, company: roster.company_id, outlet: roster.outlet_id, asOf: roster.as_of, most: rows }, mode))
  const heads = outcome.heads.filter((one) => roster.outlet_id === null || one.outlet === roster.outlet_id)
  const listed = heads.map(({ outlet, listed: present, leaving }) => ({ outlet, present, leaving }))
  const guard = judgeLeavers(listed, { rows, last: await lastRows(tx, roster, listed) }, limits)
  const importable = outcome.joined + outcome.moved + outcome.changed + outcome.same + outcome.review
  return {
    importable,
    rejected: rows - importable,
    outcome,
    guard,
    held: heldOutlets(guard).reduce((total, one) => total + one.leaving, 0),
    present: heads.reduce((total, one) => total + one.people, 0),
  }
}

function heldOutlets(guard: GuardFinding) {
  return guard.tripped && guard.scope === 'outlets' ? guard.outlets : []
}

/**
 * Whole lists are compared: hash joins, whatever the planner thinks of rows that were copied a moment ago and of which
 * it has no statistics yet. A nested loop over 50,000 rows would take minutes; ANALYZE of the staging table, which holds
 * a month of rosters, 0.3 s each time.
 */
export function setBased<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return withSettings(tx, { ...HASH_JOINS, ...FRESH_PLANS }, work)
}

/**
 * For changing many or few rows at once. Few are found by their keys: 500 of 50,000 people in 0.1 s instead of 0.8 s.
 * Many are joined as whole lists; then plans are kept, because foreign keys are checked by statements of their own, and
 * planned anew for each row the checks of 50,000 engagements took 7.6 s instead of 0.9 s.
 */
export function sizedTo<T>(tx: Tx, changes: number, work: () => Promise<T>): Promise<T> {
  return withSettings(tx, changes > MANY ? HASH_JOINS : { jit: 'off', ...FRESH_PLANS }, work)
}

/** The same for statements that serve others, too: no plan made for whole lists may stay behind. */
export function refreshSized<T>(tx: Tx, rows: number, work: () => Promise<T>): Promise<T> {
  return rows > MANY ? setBased(tx, work) : sizedTo(tx, 0, work)
}

const MANY = 3000
const HASH_JOINS = { enable_nestloop: 'off', enable_mergejoin: 'off', jit: 'off', work_mem: "'64MB'" }
/** No statement that is prepared elsewhere, or in the other size, keeps a plan made for this one. */
const FRESH_PLANS = { plan_cache_mode: 'force_custom_plan' }

async function withSettings<T>(tx: Tx, settings: Record<string, string>, work: () => Promise<T>): Promise<T> {
  for (const [name, value] of Object.entries(settings)) await sql.raw(`set local ${name} = ${value}`).execute(tx)
  const result = await work()
  for (const name of Object.keys(settings)) await sql.raw(`set local ${name} to default`).execute(tx)
  return result
}

/** As the city configured them for today. */
export async function guardLimits(context: Pick<Context, 'tx' | 'today' | 'services'>): Promise<GuardLimits> {
  return {
    companyShare: await settingValue(context, 'roster.guard.company-share'),
    companyPeople: await settingValue(context, 'roster.guard.company-people'),
    outletShare: await settingValue(context, 'roster.guard.outlet-share'),
    outletPeople: await settingValue(context, 'roster.guard.outlet-people'),
    smallerShare: await settingValue(context, 'roster.guard.shrunk-share'),
    smallerFrom: SMALLER_FROM,
  }
}

/** A last file with fewer rows than this says nothing about how long lists are. */
const SMALLER_FROM = 20

async function lastRows(tx: Tx, roster: RosterRecord, listed: readonly { present: number }[]): Promise<number> {
  if (roster.outlet_id !== null) return listed.reduce((total, one) => total + one.present, 0)
  const company = await tx.selectFrom('company').select('last_rows').where('id', '=', roster.company_id).executeTakeFirstOrThrow()
  return company.last_rows ?? 0
}

async function record(tx: Tx, roster: RosterRecord, rows: number, { outcome, guard, importable, rejected, held, present }: Compared): Promise<void> {
  const { joined, moved, changed, same, review, left, fingerprint } = outcome
  await tx
    .updateTable('roster')
    .set((row) => ({
      rows, importable, rejected, joined, moved, changed, same, review, left, held, present, fingerprint,
      guard: json(guard) as never,
      compared_to: sql<number | null>`(select max(r.id) from roster r where r.company_id = ${roster.company_id} and r.state = 'applied' and r.id <> ${roster.id})`,
      revision: row('revision', '+', 1),
    }))
    .where('id', '=', roster.id)
    .execute()
}

// Consents: for one purpose each, dated, of a version, to be taken back at once. Only ever appended to; the newest stands.

import { sql } from 'kysely'
import { consentPurposes } from '../../../../contract/access.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { ruleProblem } from '../../../platform/http/problem.ts'
import { workerDirectory } from '../directory.ts'
import { currentText, type ConsentPurpose } from './consent-texts.ts'

/** `byStaff`: written down by a staff member to whom the worker gave their word. */
export type StandingConsent = { id: number; granted: boolean; version: string; at: Temporal.Instant; byStaff: boolean }

export async function listConsents(call: Call<'GET /me/consents'>): Promise<Reply<'GET /me/consents'>> {
  const standing = await currentConsents(call, call.actor.worker)
  return { items: consentPurposes.map((purpose) => view(call, purpose, standing.get(purpose))) }
}

export async function giveConsent(call: Call<'POST /me/consents'>): Promise<Reply<'POST /me/consents'>> {
  return view(call, call.body.purpose, await agreeTo(call, call.body))
}

/**
 * The worker who is asking says yes or no.
 * @param given.version of the text they saw: only the one of today can be agreed to
 * @throws Problem rule
 */
export async function agreeTo(call: Context, { purpose, version, granted }: { purpose: ConsentPurpose; version: string; granted: boolean }): Promise<StandingConsent> {
  if (granted && version !== currentText(purpose).version) {
    throw ruleProblem(call.language === 'en' ? 'the text has changed; please read it again' : '说明有更新，请看过新的再决定')
  }
  return writeDown(call, call.actor.worker, { purpose, version, granted })
}

/**
 * A yes to the text as it stands, given in passing: by the worker while they ask for something, or to a staff member,
 * who notes elsewhere how it was given. Gives its id.
 */
export async function recordConsent(context: Context, worker: number, purpose: ConsentPurpose): Promise<number> {
  return (await writeDown(context, worker, { purpose, version: currentText(purpose).version, granted: true })).id
}

async function writeDown(context: Context, worker: number, said: { purpose: ConsentPurpose; version: string; granted: boolean }): Promise<StandingConsent> {
  // Of staff the row is out of reach; it comes back with its id.
  const { id } = await beyondScope(context, () => context.tx.insertInto('consent').values({ worker_id: worker, ...said, at: context.now, by_account: context.actor.account }).returning('id').executeTakeFirstOrThrow())
  await context.emit({ kind: said.granted ? 'consent.given' : 'consent.withdrawn', worker, subject: id, data: { purpose: said.purpose, version: said.version } })
  return { id, granted: said.granted, version: said.version, at: context.now, byStaff: context.actor.kind !== 'worker' }
}

/** As the worker reads them, for a page that asks for a few. */
export async function consentsFor(context: Context, worker: number, purposes: readonly ConsentPurpose[]): Promise<Reply<'POST /me/consents'>[]> {
  const standing = await currentConsents(context, worker)
  return purposes.map((purpose) => view(context, purpose, standing.get(purpose)))
}

/** What somebody is asked to agree to, as it reads today. */
export function consentWords({ language }: Pick<Context, 'language'>, purpose: ConsentPurpose): { title: string; text: string; version: string } {
  const text = currentText(purpose)
  return { ...(language === 'en' ? text.en : text.zh), version: text.version }
}

/** What a worker's newest word is, by purpose; the words of records merged into theirs count as theirs. */
export async function currentConsents(context: Pick<Context, 'tx' | 'scope'>, worker: number): Promise<Map<ConsentPurpose, StandingConsent>> {
  // Whoever is about to act on a consent may look it up: it says yes or no, for one purpose.
  const { rows } = await beyondScope(context, async () => sql<StandingConsent & { purpose: ConsentPurpose }>`
    select distinct on (c.purpose) c.purpose, c.id, c.granted, c.version, c.at, coalesce(a.kind, 'worker') <> 'worker' as "byStaff"
    from consent c left join account a on a.id = c.by_account
    where c.worker_id = any(${await workerDirectory().selves(context.tx, worker)}::bigint[]) order by c.purpose, c.id desc`.execute(context.tx))
  return new Map(rows.map(({ purpose, ...standing }) => [purpose, standing]))
}

/** Whether a worker agrees, today, to the text as it is today. Agreement to an older text is not agreement to this one. */
export async function hasConsent(context: Pick<Context, 'tx' | 'scope'>, worker: number, purpose: ConsentPurpose): Promise<boolean> {
  const standing = (await currentConsents(context, worker)).get(purpose)
  return standing?.granted === true && standing.version === currentText(purpose).version
}

/** Who of many agrees: `hasConsent` in one look. @param people each with all records that were merged into theirs */
export async function agreedAmong(context: Pick<Context, 'tx' | 'scope'>, people: ReadonlyMap<number, readonly number[]>, purpose: ConsentPurpose): Promise<Set<number>> {
  const pairs = [...people].flatMap(([worker, selves]) => selves.map((self) => ({ worker, self })))
  const { rows } = await beyondScope(context, () => sql<{ worker: number; granted: boolean; version: string }>`
    select distinct on (p.worker) p.worker, c.granted, c.version
    from unnest(${pairs.map((one) => one.worker)}::int8[], ${pairs.map((one) => one.self)}::int8[]) as p (worker, self) join consent c on c.worker_id = p.self and c.purpose = ${purpose}
    order by p.worker, c.id desc`.execute(context.tx))
  return new Set(rows.filter((row) => row.granted && row.version === currentText(purpose).version).map((row) => row.worker))
}

function view({ language }: Context, purpose: ConsentPurpose, standing: StandingConsent | undefined): Reply<'POST /me/consents'> {
  const text = currentText(purpose)
  const granted = standing?.granted ?? false
  return { purpose, ...(language === 'en' ? text.en : text.zh), version: text.version, granted, since: standing?.at ?? null, outdated: granted && standing?.version !== text.version }
}

// Applying: all of it in one transaction, or nothing. What a person saw in the preview is what happens, or they are
// shown a fresh one.

import { sql } from 'kysely'
import { systemScope } from '../../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { Problem } from '../../../../platform/http/problem.ts'
import { deleteFile, uploadsFolder } from '../../../../platform/uploads/stored-file.ts'
import { compareRoster, guardLimits, previewHolds } from '../comparing/compare-roster.ts'
import type { GuardFinding } from '../comparing/rules.ts'
import { getRoster, lockCompany, lockRoster, type RosterRecord } from '../reach.ts'
import { showRoster } from '../showing/roster-view.ts'
import { guardWords, stateWords } from '../words.ts'
import { changeRegistry } from './change-registry.ts'
import { recordApplication } from './record-application.ts'
import { retried } from './retried.ts'

type Apply = Call<'POST /rosters/{id}/application'>

export async function applyRoster(call: Apply): Promise<Reply<'POST /rosters/{id}/application'>> {
  await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  let file: string | undefined
  try {
    // Wider than the caller's reach: the person a row names may be known from another company, in another township.
    // What changes there is only what this roster, found in reach above, may say of its own company's people.
    await retried(() => call.inTransaction('write', (inside) => once(inside, 200, call.body, async () => {
      file = await applyOnce(inside, call)
      return {}
    }), systemScope))
  } catch (error) {
    if (!(error instanceof StalePreview)) throw error
    await call.inTransaction('write', (inside) => refreshPreview(inside, call.params.id), systemScope)
    throw new Problem('conflict', { what: call.language === 'en' ? 'the registry has changed since this preview; it has been compared again' : '预览之后名册又有变动，已重新对比，请再看一遍' })
  }
  if (file) await deleteFile(uploadsFolder(call.services.config.dataFolder, call.city.code), file)
  const view = await call.inTransaction('read', (inside) => showRoster(inside, call.params.id))
  call.answer.etag(view.revision)
  return view
}

class StalePreview extends Error {}

/** @returns where the file lies that is no longer needed */
async function applyOnce(inside: Context, call: Apply): Promise<string | undefined> {
  const { tx, services } = inside
  const roster = await lockRoster(tx, call.params.id)
  const company = await lockCompany(tx, roster.company_id)
  // Clicked twice, or tried again after a crash: it stands already, and that is what was asked for.
  if (roster.state === 'applied') return undefined
  if (roster.state !== 'ready') throw new Problem('wrong-state', { state: stateWords(roster.state, call.language) })
  call.requireMatch(roster.revision)
  const standing = await standingDay(inside, roster, company.last_as_of)
  if (standing && Temporal.PlainDate.compare(roster.as_of, standing) < 0) throw new Problem('older-than-standing', { date: standing.toString() })
  if (!(await previewHolds(tx, await guardLimits(inside), roster))) throw new StalePreview()
  const guard = roster.guard as GuardFinding
  const confirmed = call.body.confirm_mass_removal === true
  if (guard.tripped && guard.scope === 'company' && !confirmed) throw new Problem('mass-removal-held', { why: guardWords(guard, new Map(), call.language) })
  if (guard.tripped && confirmed) await sql`update roster_leaver set held = false where roster_id = ${roster.id} and held`.execute(tx)
  await changeRegistry(tx, roster, inside.now)
  await recordApplication(inside, roster, { company, confirmed: guard.tripped && confirmed })
  return roster.file_key ? services.keyring.open(roster.file_key) : undefined
}

/** Of the list that stands: the company's, or for one outlet the later of the company's and its own. */
async function standingDay({ tx }: Context, roster: RosterRecord, ofCompany: Temporal.PlainDate | null): Promise<Temporal.PlainDate | null> {
  if (roster.outlet_id === null) return ofCompany
  const { rows } = await sql<{ day: Temporal.PlainDate | null }>`
    select greatest(max(as_of), ${ofCompany}::date) as day from roster where company_id = ${roster.company_id} and outlet_id = ${roster.outlet_id} and state = 'applied'`.execute(tx)
  return rows[0]?.day ?? null
}

async function refreshPreview(inside: Context, id: number): Promise<void> {
  const { tx } = inside
  const roster = await lockRoster(tx, id)
  if (roster.state === 'ready') await compareRoster(tx, await guardLimits(inside), roster, roster.rows)
}

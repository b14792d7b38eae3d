// What each source says of an engagement, side by side.

import { sql } from 'kysely'
import type { Static } from 'typebox'
import { factFields, type Fact } from '../../../../contract/registry.ts'
import type { Context, Given } from '../../../platform/http/call.ts'
import type { Keyring } from '../../../platform/secrets/keyring.ts'
import { maskedPhone } from '../workers/identifiers.ts'
import { standing, type FactField, type Source } from './rules.ts'

export type FactsView = { engagement_id: number; facts: Given<Static<typeof Fact>>[]; disagreements: number }

type Statement = {
  engagement_id: number
  source: Source
  stated_on: Temporal.PlainDate
  name: string | null
  phone_hash: string | null
  phone: Buffer | null
  outlet_id: number | null
  outlet: string | null
  kind: string | null
  agency_name: string | null
  post: string | null
  hired_on: Temporal.PlainDate | null
}

/** One entry for each engagement of which anybody says anything, in the order given. Phones are masked. */
export async function factViews({ tx, services }: Pick<Context, 'tx' | 'services'>, engagementIds: readonly number[]): Promise<FactsView[]> {
  const { rows: statements } = await sql<Statement>`
    select s.engagement_id, s.source, s.stated_on, s.name, s.phone_hash, s.phone, s.outlet_id, o.name as outlet, s.kind, s.agency_name, s.post, s.hired_on
    from statement s left join outlet_label o on o.id = s.outlet_id
    where s.engagement_id = any(${engagementIds}::int8[])
    order by case s.source when 'spot' then 0 when 'roster' then 1 else 2 end`.execute(tx)
  const { rows: settlements } = await sql<{ engagement_id: number; field: FactField; source: Source }>`
    select engagement_id, field, source from settlement where engagement_id = any(${engagementIds}::int8[])`.execute(tx)
  return engagementIds.flatMap((id) => {
    const said = statements.filter((one) => one.engagement_id === id)
    if (said.length === 0) return []
    const facts = factFields.flatMap((field) => {
      const view = factView(field, said, settlements.find((one) => one.engagement_id === id && one.field === field)?.source, services.keyring)
      return view ? [view] : []
    })
    return [{ engagement_id: id, facts, disagreements: facts.filter((fact) => !fact.agree && !fact.settled).length }]
  })
}

function factView(field: FactField, said: readonly Statement[], settlement: Source | undefined, keyring: Keyring): Given<Static<typeof Fact>> | undefined {
  const speaking = said.map((statement) => ({ source: statement.source, value: comparable(statement, field), statement }))
  const decision = standing(speaking, settlement)
  if (decision.stands === null) return undefined
  return { field, values: speaking.map(({ source, statement }) => ({ source, value: shown(statement, field, keyring), on: statement.stated_on })), ...decision }
}

/** Two sources say the same when these are equal. */
function comparable(statement: Statement, field: FactField): string | null {
  switch (field) {
    case 'phone':
      return statement.phone_hash
    case 'outlet':
      return statement.outlet_id === null ? null : String(statement.outlet_id)
    case 'hired_on':
      return statement.hired_on?.toString() ?? null
    default:
      return statement[field]
  }
}

function shown(statement: Statement, field: FactField, keyring: Keyring): string | null {
  switch (field) {
    case 'phone':
      return statement.phone ? maskedPhone(keyring, statement.phone) : null
    case 'outlet':
      return statement.outlet
    case 'hired_on':
      return statement.hired_on?.toString() ?? null
    default:
      return statement[field]
  }
}

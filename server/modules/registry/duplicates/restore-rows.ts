// Rows of a snapshot back into their tables.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Row, Said } from './snapshot.ts'

/** @param only these columns; else all that the snapshot knows */
export async function restoreRows(tx: Tx, table: 'worker' | 'engagement' | 'duplicate_pair', rows: readonly Row[], only?: readonly string[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = (only ?? Object.keys(first)).filter((column) => column !== 'id')
  await sql`
    update ${sql.table(table)} t set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`))}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) r
    where t.id = r.id`.execute(tx)
}

/** Everything said and settled of one engagement, as it was. */
export async function restoreSaid(tx: Tx, said: Said | undefined): Promise<void> {
  if (!said) return
  await tx.deleteFrom('settlement').where('engagement_id', '=', said.engagement_id).execute()
  await tx.deleteFrom('statement').where('engagement_id', '=', said.engagement_id).execute()
  await sql`insert into statement select * from jsonb_populate_recordset(null::statement, ${JSON.stringify(said.statements)}::jsonb)`.execute(tx)
  await sql`insert into settlement select * from jsonb_populate_recordset(null::settlement, ${JSON.stringify(said.settlements)}::jsonb)`.execute(tx)
}

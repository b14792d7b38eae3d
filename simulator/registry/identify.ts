// Name and phone of each person from all that is said of them: the rule of server/modules/registry/facts.

import type { Record } from './engagements.ts'
import type { EngagementRow, SettlementRow, StatementRow } from './model.ts'

/**
 * Current engagements before past ones, settled before seen before listed before declared, and of equals the newest
 * word. A name's other spelling (with or without its ·) keeps its reading.
 */
export function identify(record: Record, settlements: readonly SettlementRow[]): void {
  const settled = new Set(settlements.map((one) => `${one.engagementId} ${one.field} ${one.source}`))
  for (const field of ['name', 'phone'] as const) {
    const best = new Map<number, { statement: StatementRow; engagement: EngagementRow; rank: number }>()
    for (const statement of record.statements) {
      const engagement = record.engagements[statement.engagementId - 1]
      if (statement[field] === undefined || !engagement) continue
      const current = engagement.until === undefined ? 0 : 8
      const decided = settled.has(`${engagement.id} ${field} ${statement.source}`) ? 0 : 4
      const word = { statement, engagement, rank: current + decided + SOURCES.indexOf(statement.source) }
      const other = best.get(engagement.workerId)
      if (!other || beats(word, other)) best.set(engagement.workerId, word)
    }
    for (const worker of record.workers) worker[field] = best.get(worker.id)?.statement[field] ?? worker[field]
  }
}

const SOURCES = ['spot', 'roster', 'self']

type Word = { statement: StatementRow; engagement: EngagementRow; rank: number }

function beats(one: Word, other: Word): boolean {
  if (one.rank !== other.rank) return one.rank < other.rank
  if (one.statement.statedOn !== other.statement.statedOn) return one.statement.statedOn > other.statement.statedOn
  return one.engagement.id > other.engagement.id
}

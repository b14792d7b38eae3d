// The last days of the event table: what the queue, the pulse and the audit read. Ids, codes and counts only.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { isoDay, moment } from '../days.ts'
import type { Record } from './engagements.ts'
import type { CheckRow, ConsentRow, DisclosureRow, EventRow, RosterRecord } from './model.ts'
import { numbered } from './numbered.ts'
import type { RosterHistory } from './roster-history.ts'

/** For how many days back there are events. */
export const EVENT_DAYS = 10

type Facts = { record: Record; history: RosterHistory; waiting: readonly RosterRecord[]; checks: readonly CheckRow[]; disclosures: readonly DisclosureRow[]; consents: readonly ConsentRow[] }

export function recallEvents(truth: Omit<SimulatedCity, 'registry'>, facts: Facts): EventRow[] {
  const since = moment(truth.today - EVENT_DAYS, 0)
  const events: EventRow[] = []
  const add = (event: Omit<EventRow, 'id'>) => {
    if (event.at >= since) events.push({ id: 0, ...event })
  }
  rosterEvents([...facts.history.rosters, ...facts.waiting], add)
  engagementEvents(facts, add)
  for (const check of facts.checks) {
    const { outlet, seen, missing, unlisted } = check
    add({ at: check.checkedAt, kind: 'outlet.checked', actor: check.checkedBy, place: outlet.place, workerId: undefined, subject: outlet.id, data: { check: check.id, company: outlet.companyId, seen, missing, unlisted } })
  }
  for (const one of facts.disclosures) {
    add({ at: one.at, kind: 'disclosure.made', actor: one.accountId, place: one.place, workerId: one.workerId, subject: one.id, data: { field: one.field, purpose: one.purpose } })
  }
  for (const one of facts.consents) {
    add({ at: one.at, kind: one.granted ? 'consent.given' : 'consent.withdrawn', actor: one.byAccount, place: undefined, workerId: one.workerId, subject: one.id, data: { purpose: one.purpose, version: one.version } })
  }
  return numbered(events.sort((a, b) => a.at - b.at))
}

function rosterEvents(rosters: readonly RosterRecord[], add: (event: Omit<EventRow, 'id'>) => void): void {
  for (const roster of rosters) {
    const about = { actor: roster.uploadedBy, place: roster.place, workerId: undefined, subject: roster.id }
    const { companyId: company, rows, joined, left, moved, changed, same, review, rejected } = roster
    const whole = { company, outlet: null, as_of: isoDay(roster.asOf) }
    add({ ...about, at: roster.uploadedAt, kind: 'roster.uploaded', data: { ...whole, bytes: roster.fileBytes } })
    if (roster.state === 'refused') add({ ...about, actor: undefined, at: roster.uploadedAt + 3, kind: 'roster.refused', data: { company, reason: roster.reason ?? '' } })
    if (roster.appliedAt !== undefined) add({ ...about, at: roster.appliedAt, kind: 'roster.applied', data: { ...whole, rows, joined, left, moved, changed, same, review, rejected, held: 0, confirmed: false } })
    if (roster.reversedAt !== undefined) add({ ...about, at: roster.reversedAt, kind: 'roster.reversed', data: { company } })
  }
}

function engagementEvents({ record, history }: Facts, add: (event: Omit<EventRow, 'id'>) => void): void {
  for (const { spell, first, gone, changed } of history.seen) {
    const engagement = record.engagementOf.get(spell)
    if (!engagement) continue
    const about = { place: engagement.outlet.place, workerId: engagement.workerId, subject: engagement.id }
    const data = { company: engagement.companyId, outlet: engagement.outlet.id }
    const started = { ...about, actor: first.uploadedBy, at: first.appliedAt ?? first.uploadedAt }
    if (engagement.movedFrom !== undefined) add({ ...started, kind: 'engagement.moved', data: { ...data, roster: first.id, from: engagement.movedFrom } })
    else add({ ...started, kind: 'engagement.started', data: { ...data, roster: first.id } })
    if (gone && engagement.endedBy === 'roster') add({ ...about, actor: gone.uploadedBy, at: gone.appliedAt ?? gone.uploadedAt, kind: 'engagement.ended', data: { ...data, roster: gone.id, until: isoDay(engagement.until ?? 0) } })
    if (changed && spell.change) add({ ...about, actor: changed.uploadedBy, at: changed.appliedAt ?? changed.uploadedAt, kind: 'engagement.changed', data: { ...data, roster: changed.id, fields: [spell.change.field] } })
  }
  for (const statement of record.statements) {
    const engagement = statement.source === 'self' ? record.engagements[statement.engagementId - 1] : undefined
    if (!engagement || statement.statedBy === undefined) continue
    const about = { at: moment(statement.statedOn, 20 * 3600 + (engagement.id % 3600)), actor: statement.statedBy, place: engagement.outlet.place, workerId: engagement.workerId, subject: engagement.id }
    if (engagement.spell) add({ ...about, kind: 'engagement.stated', data: { fields: ['name', 'kind', 'agency_name', 'post', 'hired_on'] } })
    else add({ ...about, kind: 'engagement.started', data: { company: engagement.companyId, outlet: engagement.outlet.id, source: 'self' } })
  }
}

// From what is true of a city to what its registry knows.

import { currentText } from '../../server/modules/access/privacy/consent-texts.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, moment } from '../days.ts'
import { makeNetwork } from '../network/make-network.ts'
import { makeServices } from '../services/make-services.ts'
import { createRandom } from '../random.ts'
import { placeWorkers, recordEngagements } from './engagements.ts'
import { recallEvents } from './events.ts'
import { identify } from './identify.ts'
import type { DuplicateRow, Registry } from './model.ts'
import { lookOnTheSpot } from './on-the-spot.ts'
import { speakForThemselves } from './own-words.ts'
import { consentSome, discloseSome } from './privacy.ts'
import { makeRosterHistory } from './roster-history.ts'
import { writeRosterRows } from './roster-rows.ts'
import type { Staff } from './staff.ts'
import { makeStaff, townshipOf } from './staff.ts'

export function recordRegistry(truth: Omit<SimulatedCity, 'registry'>): Registry {
  const staff = makeStaff(truth)
  const accounts = [...staff.accounts]
  const history = makeRosterHistory(truth, staff.uploaders)
  const record = recordEngagements(truth, history, staff.uploaders)
  const pairs = speakForThemselves(truth, record, accounts)
  placeWorkers(record)
  const spot = lookOnTheSpot(truth, record, staff)
  identify(record, spot.settlements)
  const written = writeRosterRows(truth, history, record, staff.uploaders)
  const disclosures = discloseSome(truth, record, staff)
  const consents = consentSome(truth, accounts, (purpose) => currentText(purpose).version)
  const events = recallEvents(truth, { record, history, waiting: written.waiting, checks: spot.checks, disclosures, consents })
  const network = makeNetwork(truth, staff, record.workers)
  return {
    accounts,
    grants: staff.grants,
    workers: record.workers,
    engagements: record.engagements,
    statements: record.statements,
    rosters: [...history.rosters, ...written.waiting],
    rosterRows: written.rows,
    leavers: written.leavers,
    applied: written.applied,
    declaredSpells: new Set(record.declaredSpells.keys()),
    duplicates: decideSome(truth, pairs, staff),
    consents,
    disclosures,
    events,
    network,
    services: makeServices(truth, { network, staff, registry: { workers: record.workers, accounts, consents } }),
    ...spot,
  }
}

/** One pair in eight turned out to be two people. */
function decideSome(truth: Omit<SimulatedCity, 'registry'>, pairs: readonly Omit<DuplicateRow, 'id'>[], staff: Staff): DuplicateRow[] {
  const random = createRandom(truth.seed, 'pairs')
  return pairs.map((pair, index): DuplicateRow => {
    const row = { ...pair, id: index + 1 }
    if (!pair.reasons.includes('same-phone') && random.chance(0.12)) {
      Object.assign(row, { state: 'dismissed', decidedBy: staff.officers.get(townshipOf(pair.place ?? 0)) ?? 1, decidedAt: Math.max(pair.foundAt + 3600, moment(truth.today - 1, clock(16))) })
    }
    return row
  })
}

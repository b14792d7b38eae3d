// Who read clear data of whom, and what workers agreed to.

import type { ConsentPurpose } from '../../server/modules/access/privacy/consent-texts.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, moment } from '../days.ts'
import { createRandom } from '../random.ts'
import type { Record } from './engagements.ts'
import { numbered } from './numbered.ts'
import type { AccountRow, ConsentRow, DisclosureRow, WorkerRow } from './model.ts'
import type { Staff } from './staff.ts'
import { townshipOf } from './staff.ts'

type Truth = Omit<SimulatedCity, 'registry'>

const MATTERS: readonly (readonly [purpose: string, field: 'phone' | 'id_number', matter: string])[] = [
  ['roster-or-merge', 'phone', '现场核实时联系本人'],
  ['roster-or-merge', 'id_number', '核对疑似同一人'],
  ['request-of-worker', 'phone', '回访诉求'],
  ['service-for-worker', 'id_number', '代办居住证，本人申请'],
  ['service-for-worker', 'phone', '通知体检时间'],
  ['other', 'phone', '雨雪天气安全提醒'],
]

/** Each of the demo's workers was looked up a few times, others now and then. In the order of time. */
export function discloseSome(truth: Truth, record: Record, staff: Staff): DisclosureRow[] {
  const random = createRandom(truth.seed, 'disclosures')
  const list: DisclosureRow[] = []
  const { today } = truth

  const persona = (id: string) => staff.byPersona.get(id)
  const add = (worker: WorkerRow | undefined, account: AccountRow | undefined, daysAgo: number, second: number, index: number) => {
    const [purpose, field, matter] = MATTERS[index % MATTERS.length] ?? ['other', 'phone', '']
    if (!worker || !account || (field === 'id_number' && !worker.idNumber)) return
    list.push({ id: 0, workerId: worker.id, accountId: account.id, reader: `${account.name} · ${account.title}`, companyId: undefined, field, purpose, matter, at: moment(today - daysAgo, second), place: worker.place })
  }

  const xiaoman = record.workerOf.get(truth.reserved.workers.zhouXiaoman)
  add(xiaoman, persona('grid-worker'), 7, clock(15, 42), 0)
  add(xiaoman, persona('community-officer'), 19, clock(10, 5), 3)
  add(xiaoman, persona('township-officer'), 34, clock(9, 31), 2)
  add(xiaoman, persona('grid-worker'), 72, clock(16, 20), 4)
  for (const person of [truth.reserved.workers.ayiguli, truth.reserved.workers.shiLei, truth.reserved.workers.luoChanghe, truth.reserved.workers.tianXiulan]) {
    for (let times = random.int(1, 3); times > 0; times -= 1) add(record.workerOf.get(person), persona('township-officer'), random.int(3, 80), random.int(clock(9), clock(17)), random.int(0, 5))
  }
  const present = record.workers.filter((worker) => worker.state === 'present')
  for (let made = Math.round(present.length / 90); made > 0; made -= 1) {
    const worker = random.pick(present)
    const readers = [staff.gridWorkers, staff.officers].map((accounts) => accounts.get(townshipOf(worker.place ?? 0)))
    const reader = random.pick(readers)
    add(worker, staff.accounts[(reader ?? 1) - 1], random.int(1, 90), random.int(clock(9), clock(18)), random.int(0, 5))
  }
  return numbered(list.sort((a, b) => a.at - b.at || a.workerId - b.workerId))
}

/** Purposes of contract/access.ts; the version is that of the texts shown today. */
export function consentSome(truth: Truth, accounts: readonly AccountRow[], version: (purpose: ConsentPurpose) => string): ConsentRow[] {
  const random = createRandom(truth.seed, 'consents')
  const list: ConsentRow[] = []
  const add = (account: AccountRow, purpose: ConsentPurpose, granted: boolean, at: number) => {
    if (account.workerId !== undefined) list.push({ id: 0, workerId: account.workerId, purpose, version: version(purpose), granted, at, byAccount: account.id })
  }
  for (const account of accounts) {
    if (account.kind !== 'worker') continue
    const since = account.createdAt + 240
    const latest = truth.now - 3600
    const later = Math.min(latest, since + random.int(1, 40) * 86_400)
    if (account.persona !== undefined || random.chance(0.55)) add(account, 'sms-replies', true, since)
    if (account.persona === 'worker-zhou-xiaoman' || random.chance(0.2)) add(account, 'share-honours-with-employer', true, later)
    if (account.persona === 'worker-shi-lei' || random.chance(0.12)) add(account, 'public-badge', true, later)
    if (account.persona === 'worker-luo-changhe' || random.chance(0.15)) add(account, 'service-on-my-behalf', true, later)
    if (random.chance(0.3)) add(account, 'community-contact', true, since)
    // Some took one back.
    if (account.persona === undefined && random.chance(0.05)) add(account, 'sms-replies', false, Math.min(latest, later + 86_400))
  }
  return numbered(list.sort((a, b) => a.at - b.at || a.workerId - b.workerId))
}

// Vouchers: for a bowl of noodles under the running campaign, for a check-up with an approved application, for swapping
// batteries, and drinks of the season that is over, long settled.

import { codeOf } from '../../server/platform/secrets/code-rules.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, moment } from '../days.ts'
import { SHOP, SHOP_STATION, type Network } from '../network/model.ts'
import { seasonOf } from '../network/season.ts'
import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import type { WorkerRow } from '../registry/model.ts'
import type { Staff } from '../registry/staff.ts'
import { localDay, monthOf } from './applications.ts'
import { REPORTED, RUNNING } from './campaigns.ts'
import type { ApplicationRow, BatchRow, RedemptionRow, SettlementRow, VoucherRow } from './model.ts'

type Truth = Pick<SimulatedCity, 'city' | 'seed' | 'size' | 'today' | 'now'>
export type Vouchers = { batches: BatchRow[]; vouchers: VoucherRow[]; redemptions: RedemptionRow[]; settlements: SettlementRow[] }

/** Letters of a voucher's code. */
const LETTERS = 10
const CHECK_UP = 7
const CLINIC = 4
const SWAPPING = 12

/** @param favourite a worker who holds some, for the demo's first look */
export function issueVouchers(truth: Truth, { network, workers, applications, staff, favourite }: { network: Network; workers: readonly WorkerRow[]; applications: readonly ApplicationRow[]; staff: Staff; favourite: WorkerRow | undefined }): Vouchers {
  const { seed, size, today, now } = truth
  const random = createRandom(seed, 'vouchers')
  const scale = size.workers / 15_190
  const count = (of: number) => Math.max(8, Math.round(of * scale))
  const shops = [SHOP, ...network.partners.filter((partner) => partner.kind === 'shop' && partner.id !== SHOP).map(({ id }) => id)].slice(0, 14)
  const present = workers.filter((worker) => worker.state === 'present' && worker !== favourite)
  const placeOf = new Map(network.partners.map((partner) => [partner.id, partner.place]))
  const tillOf = (partner: number) => (partner === SHOP ? (staff.byPersona.get('partner-staff')?.id ?? 1) : 2)
  const made: Vouchers = { batches: [], vouchers: [], redemptions: [], settlements: [] }

  const batch = (one: Pick<BatchRow, 'title' | 'terms' | 'valueFen' | 'quota' | 'validFrom' | 'validUntil' | 'partners'> & Partial<BatchRow>): BatchRow => {
    const full = { campaignId: undefined, serviceId: undefined, issued: 0, redeemed: 0, expired: 0, cancelled: 0, perWorker: 1, claimable: false, state: 'open' as const, ...one, id: made.batches.length + 1 }
    made.batches.push(full)
    return full
  }
  const noodles = batch({ title: '一碗热汤面', terms: '每碗立减 15 元，不找零，限堂食。', valueFen: 1500, campaignId: RUNNING, quota: count(1200), validFrom: today - 12, validUntil: today + 18, claimable: true, partners: shops })
  const checkUp = batch({ title: '体检抵扣券', terms: '体检时出示，抵自费项目 100 元。', valueFen: 10_000, serviceId: CHECK_UP, quota: count(600), validFrom: today - 120, validUntil: today + 120, partners: [CLINIC] })
  const swap = batch({ title: '换电 5 元券', terms: '一站通换电柜可用，一次一张。', valueFen: 500, quota: count(500), validFrom: today - 40, validUntil: today + 20, claimable: true, perWorker: 2, partners: [SWAPPING] })
  const drinks = batch({ ...seasonOf(today).over.over.voucher, valueFen: 300, campaignId: REPORTED, quota: count(700), validFrom: today - 92, validUntil: today - 48, state: 'closed', partners: shops.slice(0, 6) })

  const give = (of: BatchRow, worker: WorkerRow, issuedOn: number, fate: VoucherRow['state'], origin: VoucherRow['origin'] = 'claimed', sourceId?: number) => {
    const endedOn = fate === 'valid' ? undefined : fate === 'expired' ? Math.min(today, of.validUntil + 1) : Math.min(today, Math.min(of.validUntil, issuedOn + random.int(0, 9)))
    // Of the last season's nobody needs to know any more.
    const forgotten = of === drinks
    const voucher: VoucherRow = { id: made.vouchers.length + 1, batchId: of.id, workerId: forgotten ? undefined : worker.id, origin, sourceId: forgotten ? undefined : sourceId, code: codeOf(Uint8Array.from({ length: LETTERS }, () => random.int(0, 255))), forgotten, state: fate, issuedOn, validFrom: Math.max(of.validFrom, issuedOn), validUntil: of.validUntil, endedOn, reason: fate === 'cancelled' ? '重复发放' : '' }
    made.vouchers.push(voucher)
    if (fate === 'cancelled') of.cancelled += 1
    else of.issued += 1
    if (fate === 'expired') of.expired += 1
    if (fate === 'redeemed') redeem(voucher, of, endedOn ?? today)
  }
  const redeem = (voucher: VoucherRow, of: BatchRow, day: number) => {
    of.redeemed += 1
    const partnerId = random.chance(0.3) && of.partners.includes(SHOP) ? SHOP : random.pick(of.partners)
    const at = Math.min(now - random.int(200, 9000), moment(day, clock(random.int(10, 20), random.int(0, 59))))
    made.redemptions.push({ id: 0, voucher, partnerId, partnerPlace: placeOf.get(partnerId) ?? truth.city * 1e9, stationId: partnerId === SHOP ? SHOP_STATION : undefined, valueFen: of.valueFen, at, by: tillOf(partnerId), month: monthOf(localDay(at)), settlementId: undefined })
  }

  if (favourite) {
    give(noodles, favourite, today - 2, 'valid')
    give(swap, favourite, today - 5, 'valid')
    give(swap, favourite, today - 20, 'redeemed')
  }
  for (const worker of draw(present, count(560), random)) give(noodles, worker, today - random.int(0, 12), random.chance(0.55) ? 'redeemed' : random.chance(0.02) ? 'cancelled' : 'valid')
  for (const worker of draw(present, count(330), random)) give(swap, worker, today - random.int(0, 38), random.chance(0.62) ? 'redeemed' : 'valid')
  const seen = new Set<number>()
  for (const one of applications) {
    if (one.serviceId !== CHECK_UP || one.state !== 'approved' || one.closedAt === undefined || seen.has(one.workerId) || checkUp.issued >= checkUp.quota) continue
    seen.add(one.workerId)
    const worker = workers.find(({ id }) => id === one.workerId)
    if (worker) give(checkUp, worker, localDay(one.closedAt), localDay(one.closedAt) < today - 2 && random.chance(0.5) ? 'redeemed' : 'valid', 'application', one.id)
  }
  for (const worker of draw(present, count(520), random)) give(drinks, worker, random.int(drinks.validFrom, drinks.validUntil - 2), random.chance(0.74) ? 'redeemed' : 'expired')

  settle(made, { today, officer: staff.officers.values().next().value ?? 2 })
  return made
}

/** Months that are over are closed, one settlement a partner: but the last one waits for the demo's officer. */
function settle(made: Vouchers, { today, officer }: { today: number; officer: number }): void {
  made.redemptions.sort((a, b) => a.at - b.at || a.voucher.id - b.voucher.id).forEach((one, index) => (one.id = index + 1))
  const lastMonth = monthOf(monthOf(today) - 1)
  const open = Map.groupBy(made.redemptions.filter((one) => one.month < lastMonth), (one) => `${one.partnerId}/${one.month}`)
  for (const group of open.values()) {
    const [first] = group
    if (!first) continue
    const id = made.settlements.length + 1
    for (const one of group) one.settlementId = id
    made.settlements.push({ id, partnerId: first.partnerId, place: first.partnerPlace, month: first.month, redeemed: group.length, redeemedFen: group.reduce((sum, one) => sum + one.valueFen, 0), closedBy: officer, closedAt: moment(monthOf(first.month + 40), clock(10)) + 3 * 86_400 })
  }
}

function draw<T>(list: readonly T[], count: number, random: Random): T[] {
  return random.shuffle([...list]).slice(0, count)
}

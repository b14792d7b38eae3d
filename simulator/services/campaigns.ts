// Care campaigns: one that runs, one that is over and reported, one that is announced, one being drafted. What is given
// is what the stations' goods say; the cuts of the counts add up to it.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, isoDay, moment } from '../days.ts'
import type { MoveRow, Network } from '../network/model.ts'
import { SHOP_STATION } from '../network/model.ts'
import { seasonOf } from '../network/season.ts'
import { createRandom, share } from '../random.ts'
import type { Random } from '../random.ts'
import type { WorkerRow } from '../registry/model.ts'
import { localDay } from './applications.ts'
import type { CampaignRow, CampaignWorkerRow, CountRow } from './model.ts'

type Truth = Pick<SimulatedCity, 'seed' | 'size' | 'today' | 'now'>
export type Campaigns = { campaigns: CampaignRow[]; counts: CountRow[]; campaignWorkers: CampaignWorkerRow[] }

export const RUNNING = 1
export const REPORTED = 2

/** Days since the running one began. */
const RUNS_SINCE = 12
const everybody = { all: [] }

/** Marks the moves of the running campaign's goods as given under it. */
export function runCampaigns(truth: Truth, network: Network, workers: readonly WorkerRow[]): Campaigns {
  const { seed, size, today, now } = truth
  const random = createRandom(seed, 'campaigns')
  const scale = size.workers / 15_190
  const started = moment(today - RUNS_SINCE, 0)
  const season = seasonOf(today)
  const goods = new Set(season.now.goods.map(([good]) => good))
  const moves = network.moves.filter((move) => move.kind === 'hand-out' && goods.has(move.goodId) && move.at >= started && move.at < now)
  for (const move of moves) move.campaignId = RUNNING
  const giving = network.stations.filter((station) => station.status === 'open' && station.id !== SHOP_STATION && network.stock.some((line) => line.stationId === station.id && goods.has(line.goodId)))
  const present = workers.filter((worker) => worker.state === 'present')

  const running = { ...blank(now), id: RUNNING, ...season.now.running, season: season.now.code, state: 'running', announcedAt: moment(today - RUNS_SINCE - 6, clock(10)), startsOn: today - RUNS_SINCE, endsOn: today + 18, joining: 'both', target: Math.max(60, Math.round(4500 * scale)), stations: stationsOf(giving), goods: season.now.goods.map(([good, cost]) => ({ good, unitCostFen: cost, planned: Math.max(60, Math.round(1800 * scale)), handed: sumOf(moves, good) })) } satisfies CampaignRow
  const people = peopleBy(moves)
  const total = people.reduce((sum, one) => sum + one.people, 0)
  running.walkIns = Math.round(total * 0.35)
  running.handedOut = total - running.walkIns
  const received = random.shuffle([...present]).slice(0, running.handedOut)
  // Where more was given than there are people, nobody got twice: the rest walked in.
  running.walkIns += running.handedOut - received.length
  running.handedOut = received.length
  const waiting = random.shuffle(present.filter((worker) => !received.includes(worker))).slice(0, Math.round(120 * scale) + 4)
  running.signedUp = waiting.length + Math.round(received.length * 0.4)
  running.notified = Math.round(present.length * 0.9)
  const campaignWorkers = [
    ...received.map((worker, at) => ({ campaignId: RUNNING, workerId: worker.id, signedUp: at < running.signedUp - waiting.length, received: 1 })),
    ...waiting.map((worker) => ({ campaignId: RUNNING, workerId: worker.id, signedUp: true, received: 0 })),
  ]
  const counts = [...cuts(RUNNING, people, received, running.walkIns)]

  const given = Math.max(50, Math.round(2400 * scale))
  const { voucher: _, ...told } = season.over.over
  const reported = { ...blank(now), id: REPORTED, ...told, season: season.over.code, state: 'reported', announcedAt: moment(today - 100, clock(9)), startsOn: today - 92, endsOn: today - 48, joining: 'walk-in', target: Math.round(given * 0.9), walkIns: Math.round(given * 0.7), handedOut: given - Math.round(given * 0.7), endedAt: moment(today - 47, clock(0, 20)), forgottenOn: today - 16, notified: Math.round(present.length * 0.8), stations: stationsOf(giving.slice(0, 12)), goods: season.over.goods.slice(0, 2).map(([good, cost], at) => ({ good, unitCostFen: cost, planned: Math.round(given * 0.9), handed: Math.round(given * (at === 0 ? 0.9 : 0.4)) })) } satisfies CampaignRow
  counts.push(...invented(reported, giving.slice(0, 12).map(({ id }) => id), random))
  const planned = { ...blank(now), id: 3, name: '平安回家路', season: 'other', purpose: '免费检查车灯和刹车，送反光马甲。', state: 'planned', announcedAt: moment(today - 1, clock(15)), startsOn: today + 9, endsOn: today + 11, joining: 'sign-up', capacity: Math.max(30, Math.round(300 * scale)), target: Math.max(30, Math.round(300 * scale)), rule: { all: [{ fact: 'trade', in: ['food-delivery', 'instant-retail', 'parcel'] }] }, stations: stationsOf(giving.slice(0, 5)), goods: [{ good: 10, unitCostFen: 2200, planned: Math.max(30, Math.round(300 * scale)), handed: 0 }] } satisfies CampaignRow
  const signedUp = random.shuffle([...present]).slice(0, Math.max(5, Math.round(86 * scale)))
  planned.signedUp = signedUp.length
  campaignWorkers.push(...signedUp.map((worker) => ({ campaignId: planned.id, workerId: worker.id, signedUp: true, received: 0 })))
  const draft = { ...blank(now), id: 4, name: '年夜饭不打烊', season: 'spring-festival', purpose: '除夕夜给不回家的骑手留一桌饭。', startsOn: today + 60, endsOn: today + 61, joining: 'sign-up', capacity: 200, target: 200 } satisfies CampaignRow
  return { campaigns: [running, reported, planned, draft], counts, campaignWorkers }
}

function blank(now: number): Omit<CampaignRow, 'id' | 'name' | 'season' | 'startsOn' | 'endsOn' | 'joining'> {
  return { purpose: '', state: 'draft', announcedAt: undefined, capacity: undefined, target: undefined, perWorker: 1, rule: everybody, signedUp: 0, handedOut: 0, walkIns: 0, notified: 0, summary: '', otherCosts: [], endedAt: undefined, forgottenOn: undefined, createdAt: now - 30 * 86_400, stations: [], goods: [] }
}

function stationsOf(giving: readonly { id: number; partnerId: number }[]): CampaignRow['stations'] {
  return giving.map(({ id, partnerId }) => ({ id, partner: partnerId }))
}

function sumOf(moves: readonly MoveRow[], good: number): number {
  return moves.reduce((sum, move) => sum + (move.goodId === good ? -move.quantity : 0), 0)
}

/** By station and day: whoever came got one of each, so the good most was given of says how many came. */
function peopleBy(moves: readonly MoveRow[]): { station: number; day: number; people: number }[] {
  const most = new Map<string, { station: number; day: number; people: number }>()
  for (const { stationId: station, at, quantity } of moves) {
    const day = localDay(at)
    const key = `${station}/${day}`
    const people = Math.max(most.get(key)?.people ?? 0, -quantity)
    most.set(key, { station, day, people })
  }
  return [...most.values()]
}

function cuts(campaignId: number, people: readonly { station: number; day: number; people: number }[], received: readonly WorkerRow[], walkIns: number): CountRow[] {
  const sums = new Map<string, CountRow>()
  const add = (cut: CountRow['cut'], key: string, count: number) => {
    const before = sums.get(`${cut}/${key}`)
    if (before) before.people += count
    else if (count > 0) sums.set(`${cut}/${key}`, { campaignId, cut, key, people: count })
  }
  for (const { station, day, people: count } of people) {
    add('station', String(station), count)
    add('day', isoDay(day), count)
  }
  for (const { trade } of received) add('trade', trade, 1)
  add('trade', 'walk-in', walkIns)
  return [...sums.values()]
}

function invented(campaign: CampaignRow, stations: readonly number[], random: Random): CountRow[] {
  const total = campaign.handedOut + campaign.walkIns
  const days = Array.from({ length: campaign.endsOn - campaign.startsOn + 1 }, (_, at) => campaign.startsOn + at)
  const weights = (count: number) => Array.from({ length: count }, () => 0.4 + random.next())
  const trades = ['food-delivery', 'parcel', 'instant-retail', 'ride-hailing']
  const row = (cut: CountRow['cut'], key: string, people: number): CountRow => ({ campaignId: campaign.id, cut, key, people })
  return [
    ...share(total, weights(stations.length)).map((people, at) => row('station', String(stations[at]), people)),
    ...share(total, weights(days.length)).map((people, at) => row('day', isoDay(days[at] ?? campaign.startsOn), people)),
    ...share(campaign.handedOut, [6, 4, 2, 1]).map((people, at) => row('trade', trades[at] ?? '', people)),
    row('trade', 'walk-in', campaign.walkIns),
  ].filter(({ people }) => people > 0)
}

// What happens at stations: changed days, codes on the wall, how busy they are, what workers remark, what is handed out.

import { codeOf } from '../../server/platform/secrets/code-rules.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, moment } from '../days.ts'
import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { townshipOf, type Staff } from '../registry/staff.ts'
import type { WorkerRow } from '../registry/model.ts'
import { isOpenIn, RHYTHM } from './hours.ts'
import { seasonOf } from './season.ts'
import { KEPT_STATION, SHOP_STATION, type CodeRow, type ExceptionRow, type GoodRow, type HourRow, type MoveRow, type Network, type PresenceRow, type RemarkRow, type Span, type StationRow, type StockRow } from './model.ts'

type Truth = Pick<SimulatedCity, 'seed' | 'today' | 'now' | 'from'>

/** Days for which busy hours are known. */
const BUSY_DAYS = 28

export function liveAtStations(truth: Truth, stations: readonly StationRow[], staff: Pick<Staff, 'officers' | 'byPersona'>, workers: readonly WorkerRow[]): Omit<Network, 'partners' | 'stations'> {
  const keeper = staff.byPersona.get('station-keeper')?.id ?? 1
  const responsible = (station: StationRow) => (station.id === KEPT_STATION ? keeper : (staff.officers.get(townshipOf(station.place)) ?? 1))
  const open = stations.filter((station) => station.status === 'open')
  return {
    exceptions: changedDays(truth, open, responsible),
    codes: codesOf(truth, stations),
    ...busyHours(truth, open),
    remarks: remarksOf(truth, open, responsible, workers),
    ...goodsOf(truth, open, responsible),
  }
}

const REASONS: readonly (readonly [reason: string, spans: Span[]])[] = [['社区活动占用场地', [[540, 720]]], ['消毒保养', []], ['管理员调休', []], ['停水检修', []], ['举办义诊，上午照常', [[510, 720]]], ['换季整理', []]]

function changedDays({ seed, today, now }: Truth, open: readonly StationRow[], responsible: (station: StationRow) => number): ExceptionRow[] {
  const random = createRandom(seed, 'exceptions')
  return open.flatMap((station): ExceptionRow[] => {
    if (station.id !== KEPT_STATION && !random.chance(0.12)) return []
    const [reason, spans] = random.pick(REASONS)
    const from = today + (station.id === KEPT_STATION ? 6 : random.int(-3, 20))
    return [{ stationId: station.id, from, until: from + random.int(0, 2), spans, reason, by: responsible(station), at: Math.min(now - 3600, moment(Math.min(from, today) - random.int(1, 6), clock(random.int(9, 17)))) }]
  })
}

/** Letters of a printed code. */
const LETTERS = 10

function codesOf({ seed, from }: Truth, stations: readonly StationRow[]): CodeRow[] {
  const random = createRandom(seed, 'station codes')
  return stations.flatMap((station) => {
    const code = codeOf(Uint8Array.from({ length: LETTERS }, () => random.int(0, 255)))
    return station.status === 'planned' || station.status === 'closed' ? [] : [{ code, stationId: station.id, at: moment(from - 30 + (station.id % 20), clock(10)) }]
  })
}

function busyHours({ seed, today, now }: Truth, open: readonly StationRow[]): { hours: HourRow[]; presence: PresenceRow[] } {
  const random = createRandom(seed, 'visits')
  const hours: HourRow[] = []
  const presence: PresenceRow[] = []
  for (const station of open) {
    if (!station.hours) continue
    const size = (station.capacity ?? 6) / 10
    const liked = (station.kind === 'rider' ? 1.5 : station.kind === 'partner-shop' ? 0.5 : 0.9) * (0.5 + random.next())
    for (let day = today - BUSY_DAYS; day < today; day += 1) {
      const weekday = (((day + 3) % 7) + 7) % 7
      for (const [hour, rhythm] of RHYTHM.entries()) {
        if (!isOpenIn(station.hours, weekday, hour)) continue
        const expected = rhythm * size * liked * (weekday > 4 ? 0.75 : 1)
        const visits = Math.floor(expected + random.next())
        if (visits > 0) hours.push({ stationId: station.id, day, hour, visits, peak: Math.min(visits, Math.max(1, Math.round(visits * (0.4 + random.next() * 0.5)))) })
      }
    }
    // Counted by whoever keeps it this morning; it holds for the day.
    if (station.capacity !== undefined && (station.id === KEPT_STATION || random.chance(0.45))) presence.push({ stationId: station.id, counted: random.int(0, station.capacity), until: moment(today, clock(22)), at: now - random.int(120, 2400) })
  }
  return { hours, presence }
}

const SAYINGS: readonly (readonly [RemarkRow['kind'], string | undefined, string, string])[] = [
  ['hours', undefined, '写的十点关门，九点半就锁了', '已经和值守的人说过，以后到点再关。给您添麻烦了。'], ['broken', 'microwave', '微波炉转不动了', '换了新的，今天起可以用。'], ['missing', 'water', '饮水机没有水桶', '刚送来两桶，以后每天早上查一次。'],
  ['broken', 'charging', '右边一排插座没电', '电工来修好了。'], ['missing', 'medicine', '创可贴用完了', '药箱已补齐。'], ['other', undefined, '门口台阶结冰，滑', '已撒盐，放了防滑垫，谢谢提醒。'], ['hours', undefined, '周日没开，页面上写着开', '周日的时间改过来了。'], ['broken', 'air-conditioning', '空调不制热', '已报修，明天来人。'],
]

function remarksOf({ seed, today, now }: Truth, open: readonly StationRow[], responsible: (station: StationRow) => number, workers: readonly WorkerRow[]): RemarkRow[] {
  const random = createRandom(seed, 'remarks')
  const present = workers.filter((worker) => worker.state === 'present')
  const wanted = Math.max(4, Math.round(open.length * 0.2))
  const list = Array.from({ length: wanted }, (_, at): RemarkRow => {
    const station = at < 2 ? open.find(({ id }) => id === KEPT_STATION) ?? random.pick(open) : random.pick(open)
    const [kind, amenity, note, answer] = random.pick(SAYINGS.filter(([, needs]) => needs === undefined || station.amenities.includes(needs)))
    const daysAgo = at === 0 ? 0 : random.int(1, 30)
    const madeAt = Math.min(now - 900, moment(today - daysAgo, clock(random.int(8, 21), random.int(0, 59))))
    const state = at < 2 || (daysAgo < 4 && random.chance(0.7)) ? 'open' : random.chance(0.88) ? 'answered' : 'closed'
    const decidedAt = state === 'open' ? undefined : Math.min(now - 600, madeAt + random.int(2, 40) * 3600)
    return { id: 0, stationId: station.id, workerId: random.pick(present).id, kind, amenity, note, madeAt, answer: state === 'answered' ? answer : '', closure: state === 'closed' ? 'doubled' : undefined, decidedBy: decidedAt === undefined ? undefined : responsible(station), decidedAt }
  })
  return list.sort((a, b) => a.madeAt - b.madeAt).map((remark, index) => ({ ...remark, id: index + 1 }))
}

export const GOODS: readonly Omit<GoodRow, 'id'>[] = [{ name: '矿泉水', unit: '瓶' }, { name: '方便面', unit: '桶' }, { name: '藿香正气水', unit: '盒' }, { name: '姜茶', unit: '包' }, { name: '防寒手套', unit: '双' }, { name: '一次性雨衣', unit: '件' }, { name: '暖宝宝', unit: '片' }, { name: '创可贴', unit: '盒' }, { name: '安全头盔', unit: '顶' }, { name: '反光马甲', unit: '件' }]

function goodsOf({ seed, today, now }: Truth, open: readonly StationRow[], responsible: (station: StationRow) => number): { goods: GoodRow[]; stock: StockRow[]; moves: MoveRow[] } {
  const random = createRandom(seed, 'goods')
  const goods = GOODS.map((good, index) => ({ id: index + 1, ...good }))
  const seasonal = new Set(seasonOf(today).now.goods.map(([good]) => good))
  const stock: StockRow[] = []
  const moves: Omit<MoveRow, 'id'>[] = []
  for (const station of open) {
    if (station.id !== KEPT_STATION && station.id !== SHOP_STATION && (station.kind === 'partner-shop' || !random.chance(0.55))) continue
    // Those that hand out what the season asks for have all of it.
    const gives = station.id === KEPT_STATION || (station.id !== SHOP_STATION && random.chance(0.6))
    const others = goods.filter(({ id }) => !seasonal.has(id))
    for (const good of gives ? [...goods.filter(({ id }) => seasonal.has(id)), ...some(others, station.id === KEPT_STATION ? 3 : random.int(0, 2), random)] : some(others, random.int(2, 4), random)) {
      let after = 0
      const move = (kind: MoveRow['kind'], quantity: number, daysAgo: number, note = '') => {
        after += quantity
        moves.push({ stationId: station.id, goodId: good.id, kind, quantity, after, campaignId: undefined, note, by: responsible(station), at: Math.min(now - 300, moment(today - daysAgo, clock(random.int(9, 18), random.int(0, 59)))) })
      }
      move('receive', random.int(3, 12) * 10, random.int(20, 30), '区里统一配送')
      for (let daysAgo = 18; daysAgo > 0; daysAgo -= random.int(3, 8)) if (after > 4) move('hand-out', -random.int(1, Math.ceil(after / 3)), daysAgo)
      if (random.chance(0.12)) move('adjust', -Math.min(after, random.int(1, 2)), 0, '盘点')
      const last = moves.at(-1)
      stock.push({ stationId: station.id, goodId: good.id, quantity: after, lowAt: random.chance(0.8) ? 10 : undefined, movedAt: last?.at ?? now })
    }
  }
  moves.sort((a, b) => a.at - b.at || a.stationId - b.stationId || a.goodId - b.goodId)
  return { goods, stock, moves: moves.map((move, index) => ({ id: index + 1, ...move })) }
}

function some<T>(list: readonly T[], count: number, random: Random): T[] {
  return random.shuffle([...list]).slice(0, count)
}

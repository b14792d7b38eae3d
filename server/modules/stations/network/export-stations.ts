// GET /stations/export and GET /network/stations/export

import type { Language } from '../../../../contract/problems.ts'
import type { Call, Context, FileAnswer, Reply } from '../../../platform/http/call.ts'
import { listFile, pages } from '../../../platform/spreadsheets/list-file.ts'
import type { OutCell, OutColumn } from '../../../platform/spreadsheets/outgoing.ts'
import { settingValue } from '../../access/index.ts'
import { cityClock } from '../hours/city-clock.ts'
import { hoursText } from '../hours/hours-words.ts'
import type { Hours } from '../hours/rules.ts'
import { amenityName, audienceName, kindName, statusName, words } from '../words.ts'
import { keptStations, keptViews } from './list-kept.ts'
import { countPublicStations, cursorOf, publicStations, readOpen, type Reading } from './read-stations.ts'
import { stationViews, type StationRow } from './station-store.ts'

/** What everybody may take is not put on record. */
export async function exportStations(call: Call<'GET /stations/export'>): Promise<Reply<'GET /stations/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const count = await call.inTransaction('read', (inside) => countPublicStations(inside, filter))
  const read = (inside: Context, reading: Reading) => readOpen(inside, filter, publicStations(inside, filter), reading)
  const cells = (inside: Context, rows: readonly StationRow[]) => openCells(inside, rows)
  return stationFile(call, { format, count, open: true, columns: openColumns(call.language), rows: cellsOf(call, read, cells) })
}

export async function exportKept(call: Call<'GET /network/stations/export'>): Promise<Reply<'GET /network/stations/export'>> {
  const { format = 'xlsx', ...filter } = call.query
  const { due, count } = await call.inTransaction('read', async (inside) => {
    const days = await settingValue(inside, 'station.confirm-days')
    return { due: days, count: await keptStations(inside, filter, days).count() }
  })
  const say = (zh: string, en: string) => words(call.language, zh, en)
  const states = { confirmed: say('有效', 'confirmed'), due: say('到期', 'due'), never: say('从未核对', 'never') }
  const read = (inside: Context, reading: Reading) => readOpen(inside, filter, keptStations(inside, filter, due).read, reading)
  const cells = async (inside: Context, rows: readonly StationRow[]) => {
    const views = await keptViews(inside, rows, due)
    return (await openCells(inside, rows)).map((row, i) => [...row, views[i] ? states[views[i].confirmation] : '', views[i]?.keepers ?? 0])
  }
  return stationFile(call, { format, count, open: false, columns: [...openColumns(call.language), { header: say('核对', 'Confirmation'), width: 10 }, { header: say('管理员人数', 'Keepers'), kind: 'number', width: 10 }], rows: cellsOf(call, read, cells) })
}

function stationFile(call: Context, file: { format: 'xlsx' | 'csv'; count: number; open: boolean; columns: readonly OutColumn[]; rows: AsyncIterable<readonly OutCell[]> }): Promise<FileAnswer> {
  return listFile(call, { list: 'stations', title: words(call.language, '驿站', 'stations'), ...file })
}

/** The headers are those that an import understands. */
function openColumns(language: Language): OutColumn[] {
  const say = (zh: string, en: string) => words(language, zh, en)
  return [
    { header: say('驿站名称', 'Station'), width: 26 }, { header: say('类别', 'Kind'), width: 14 }, { header: say('共建单位', 'Partner'), width: 22 }, { header: say('辖区', 'Place'), width: 20 }, { header: say('地址', 'Address'), width: 34 },
    { header: say('经度', 'Longitude'), kind: 'number', width: 12 }, { header: say('纬度', 'Latitude'), kind: 'number', width: 12 }, { header: say('开放时间', 'Hours'), width: 44 }, { header: say('设施', 'Facilities'), width: 40 },
    { header: say('座位数', 'Seats'), kind: 'number', width: 8 }, { header: say('服务对象', 'For whom'), width: 14 }, { header: say('状态', 'Status'), width: 8 }, { header: say('最近核对', 'Last confirmed'), kind: 'date', width: 12 },
  ]
}

async function openCells(inside: Context, rows: readonly StationRow[]): Promise<OutCell[][]> {
  const { language } = inside
  const views = await stationViews(inside, rows, { clock: await cityClock(inside), who: 'everybody' })
  return views.map((view, i) => [
    view.name, kindName(language, view.kind), view.partner.short_name, view.place_name, view.address, view.position.lon, view.position.lat, hoursText(language, (rows[i]?.hours ?? null) as Hours | null),
    view.amenities.map((one) => amenityName(language, one)).join(words(language, '、', ', ')), view.capacity, audienceName(language, view.audience), statusName(language, view.status), view.last_confirmed_on?.toString() ?? null,
  ])
}

async function* cellsOf(call: Context, read: (inside: Context, reading: Reading) => Promise<StationRow[]>, cells: (inside: Context, rows: readonly StationRow[]) => Promise<OutCell[][]>): AsyncGenerator<OutCell[]> {
  for await (const page of pages<StationRow>(PAGE, (last) => call.inTransaction('read', (inside) => read(inside, { limit: PAGE, after: last && cursorOf(last) })))) {
    yield* await call.inTransaction('read', (inside) => cells(inside, page))
  }
}

const PAGE = 500

// GET /announced-campaigns: what everybody may know. Nobody's name is in it, and reading it writes nothing.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { wordsOfRules } from '../eligibility/target-group.ts'
import { batchesOf, goodsOf, stationsOf, stationView } from './campaign-parts.ts'
import { campaignColumns, givenBy, voucherSums, type CampaignRow } from './campaign-store.ts'
import { progressOf, takesSignUps } from './rules.ts'

export async function listAnnounced(call: Call<'GET /announced-campaigns'>): Promise<Reply<'GET /announced-campaigns'>> {
  return { items: await announcedViews(call, await announcedRows(call.tx, sql<SqlBool>`c.state in ('planned', 'running') and ${inPlace('c.place', call.query.place)}`)) }
}

export async function readAnnounced(call: Call<'GET /announced-campaigns/{id}'>): Promise<Reply<'GET /announced-campaigns/{id}'>> {
  const [view] = await announcedViews(call, await announcedRows(call.tx, sql<SqlBool>`c.id = ${call.params.id}`))
  if (!view) throw notFound()
  return view
}

export async function announcedRows(tx: Context['tx'], which: RawBuilder<SqlBool>): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`select ${campaignColumns} from campaign c where c.announced_at is not null and c.state <> 'draft' and ${which} order by c.starts_on, c.id limit 500`.execute(tx)
  return rows
}

export async function announcedViews(call: Pick<Context, 'tx' | 'scope' | 'language'>, rows: readonly CampaignRow[]) {
  const ids = rows.map((row) => row.id)
  const [stations, goods, batches] = [await stationsOf(call, ids), await goodsOf(call, ids), await batchesOf(call, ids)]
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const vouchers = await voucherSums(call, ids)
  const said = await wordsOfRules(call, rows.map((row) => row.rule))
  return rows.map((row, index) => ({
    id: row.id, name: row.name, season: row.season, purpose: row.purpose, place: row.place, place_name: places.get(row.place)?.name ?? '', rule_words: said[index] ?? '', state: row.state === 'draft' ? ('planned' as const) : row.state,
    starts_on: row.starts_on, ends_on: row.ends_on, joining: row.joining, seats_left: takesSignUps(row.joining) && row.capacity !== null ? Math.max(0, row.capacity - row.signed_up) : null,
    progress: progressOf(givenBy(row, vouchers(row.id)), row.target), stations: (stations.get(row.id) ?? []).map(stationView), goods: (goods.get(row.id) ?? []).map(({ name, unit }) => ({ name, unit })),
    vouchers: batches.filter((one) => one.campaign_id === row.id && one.state !== 'cancelled').map(({ title, value_fen }) => ({ title, value_fen })),
  }))
}

// The classification a new city starts with. The field disputes its boundaries, so it is rows, and can be edited.

import type pg from 'pg'

/** Occupation codes: national classification (2022). Where the field is unsure the note says so. */
const trades = [
  ['food-delivery', '外卖配送', 'Food delivery', '4-02-07-10', '网约配送员。平台骑手、加盟站骑手和众包骑手都算；只送自家店外卖的店员不算。'],
  ['parcel', '快递', 'Parcel delivery', '4-02-07-08', '快递员和站点收派人员。'],
  ['parcel-sorting', '快件处理', 'Parcel sorting', '4-02-07-09', '分拨中心的快件处理员。'],
  ['ride-hailing', '网约车', 'Ride-hailing', '4-02-02-01', '网约车司机。职业代码各地说法不一，可改。'],
  ['freight', '网络货运', 'Road freight', '4-02-02-02', '道路货运驾驶员，由网络货运平台派单。'],
  ['streaming', '直播', 'Livestreaming', '4-01-06-02', '互联网营销师与主播。纯娱乐主播是否计入，各地说法不一，可改。'],
  ['instant-retail', '即时零售', 'Instant retail', '4-02-07-10', '商超到家、跑腿等。与外卖配送的边界有争议，可改。'],
] as const

/** @param client inside a transaction whose search_path is the city's schema */
export async function seedTrades(client: pg.PoolClient | pg.Client): Promise<void> {
  for (const [position, [code, name, nameEn, occupation, note]] of trades.entries()) {
    await client.query('insert into trade (code, name, name_en, occupation, note, position) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [code, name, nameEn, occupation, note, position])
  }
}

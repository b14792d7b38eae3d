// An office uploads the list it really keeps, sees what would happen, puts right what was sent back, applies it whole.

import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as sheetjs from '@e965/xlsx'
import gcoordModule from 'gcoord'
import { json } from '../../../platform/database/json.ts'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const gcoord = gcoordModule as unknown as typeof gcoordModule.default
const waystation = await startWaystation()
const officer = await waystation.as('district-officer')
const CITY = 110105000000000

type Rejection = { code: string; column: string | null; text: string }
type Row = { row: number; kind: string; station: number | null; name: string; place: number | null; place_name: string; position: { lon: number; lat: number } | null; hours_text: string; changes: { field: string; before: string | null; after: string | null }[]; rejections: Rejection[] }
type Import = { id: number; state: string; reason: string | null; reason_text: string | null; counts: { rows: number; new: number; changed: number; same: number; rejected: number }; mapping: { column: string; header: string; field: string | null }[]; datum: string; revision: number }

const { union, outlet, community } = await waystation.sql(async (tx) => {
  const one = await tx.insertInto('partner').values({ name: '北京市测试区总工会', short_name: '测试区总工会', kind: 'union', place: CITY, created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).returning('id').executeTakeFirstOrThrow()
  const spot = await tx.selectFrom('outlet').select(['lon', 'lat', 'place']).where('lon', 'is not', null).orderBy('id').executeTakeFirstOrThrow()
  const place = await tx.selectFrom('place').select(['name', 'full_name', 'code']).where('code', '=', spot.place).executeTakeFirstOrThrow()
  return { union: one.id, outlet: { lon: spot.lon ?? 0, lat: spot.lat ?? 0, place: spot.place }, community: place }
})

const HEADER = '驿站名称,类型,所属单位,辖区,经纬度,开放时间,设施,座位数'
const at = (n: number) => `"${(outlet.lon + n * 0.0001).toFixed(6)},${outlet.lat.toFixed(6)}"`

async function upload(content: string | Uint8Array, who: Person = officer, query = '', name = '驿站.csv'): Promise<Import> {
  const answer = await who.upload(`/stations/imports${query}`, content, name)
  assert.equal(answer.status, 202, answer.text)
  return settled(Number(answer.body['id']), who)
}

async function settled(id: number, who: Person = officer): Promise<Import> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = (await who.get(`/stations/imports/${id}`)).body as unknown as Import
    if (found.state !== 'reading') return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Import ${id} is still being read`)
}

const rowsOf = async (id: number, kind = '', headers: Record<string, string> = {}) => (await officer.get(`/stations/imports/${id}/rows?limit=200${kind ? `&kind=${kind}` : ''}`, headers)).body['items'] as Row[]
const apply = (id: number, who: Person = officer) => who.post(`/stations/imports/${id}/application`, {})

test('a list with good rows and bad ones: the preview says what each would do and why it is sent back', async () => {
  const found = await upload([
    '朝阳区驿站台账', '', HEADER,
    `甲骑手驿站,骑手驿站,测试区总工会,${community.full_name},${at(1)},周一至周五 8:00-20:00；周末 9:00-18:00,饮水、微波炉，充电,12`,
    `乙社区驿站,社区驿站,测试区总工会,,${at(2)},24小时,无,`,
    `丙驿站,骑手驿站,测试区总公会,,${at(3)},8:00-20:00,饮水,`,
    `丁驿站,飞船,测试区总工会,,"39.9",看情况,时光机,很多`,
    `甲骑手驿站,骑手驿站,测试区总工会,,${at(4)},,,`,
    ',骑手驿站,测试区总工会,,' + at(5) + ',,,',
    `戊驿站,骑手驿站,测试区总工会,火星街道,${at(6)},,,`,
    '己驿站,骑手驿站,测试区总工会,,,,,',
    '合计,7,,,,,,',
  ].join('\r\n'))
  assert.equal(found.state, 'ready')
  assert.deepEqual(found.counts, { rows: 8, new: 2, changed: 0, same: 0, rejected: 6 })
  const rows = await rowsOf(found.id)
  const [first, second] = rows
  assert.deepEqual([first?.row, first?.kind, first?.place, first?.hours_text], [4, 'new', community.code, first?.hours_text])
  assert.match(first?.hours_text ?? '', /周一至周五 0?8:00.20:00；周六、周日 0?9:00.18:00/)
  // No place was said: where boundaries are known of townships only, the position says the township.
  assert.equal((second?.place ?? 0) - ((second?.place ?? 0) % 1e6), community.code - (community.code % 1e6))
  const reasons = new Map(rows.map((row) => [row.row, row.rejections.map((one) => one.code)]))
  assert.deepEqual(reasons.get(6), ['unknown-owner'])
  assert.match(rows.find((row) => row.row === 6)?.rejections[0]?.text ?? '', /是不是“测试区总工会”/)
  assert.deepEqual(reasons.get(7)?.toSorted(), ['bad-amenities', 'bad-hours', 'bad-kind', 'bad-number', 'bad-position'])
  assert.deepEqual(reasons.get(8), ['duplicate-in-file'])
  assert.deepEqual(reasons.get(9), ['missing-required'])
  assert.deepEqual(reasons.get(10), ['unknown-place'])
  assert.deepEqual(reasons.get(11), ['missing-required'])
  assert.match((await rowsOf(found.id, 'rejected', { 'accept-language': 'en' }))[1]?.rejections.find((one) => one.code === 'bad-kind')?.text ?? '', /no kind of station/)

  // Nothing counts before it is applied.
  assert.equal(await stations('甲骑手驿站'), 0)
  const applied = await apply(found.id)
  assert.equal(applied.status, 200, applied.text)
  assert.equal(applied.body['state'], 'applied')
  const standing = await waystation.sql((tx) => tx.selectFrom('station').select(['name', 'kind', 'partner_id', 'place', 'status', 'amenities', 'capacity', 'hours', 'initials']).where('name', '=', '甲骑手驿站').executeTakeFirstOrThrow())
  assert.deepEqual({ ...standing, amenities: standing.amenities.toSorted(), hours: (standing.hours as { weekly: unknown[] }).weekly[6] }, { name: '甲骑手驿站', kind: 'rider', partner_id: union, place: community.code, status: 'open', amenities: ['charging', 'microwave', 'water'], capacity: 12, hours: [[540, 1080]], initials: 'jqsyz' })
  // Clicked twice: it stands once.
  assert.equal((await apply(found.id)).status, 200)
  assert.equal(await stations('甲骑手驿站'), 1)
})

test('the rows sent back come as a workbook that can be put right and sent again', async () => {
  const found = await upload([HEADER, `退一驿站,骑手驿站,没有的单位,,${at(11)},,,`, `退二驿站,骑手驿站,测试区总工会,,${at(12)},24小时,,`].join('\n'))
  const answer = await fetch(`${waystation.origin}/api/v1/110105/stations/imports/${found.id}/rejections`, { headers: { authorization: `Bearer ${officer.token}` } })
  const book = sheetjs.read(new Uint8Array(await answer.arrayBuffer()), { type: 'array' })
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? assert.fail()
  const lines = sheetjs.utils.sheet_to_json<string[]>(sheet, { header: 1 })
  assert.deepEqual(lines.map((line) => line[0]), ['驿站名称', '退一驿站'])
  assert.match(String(lines[1]?.[8]), /没有登记过“没有的单位”/)
  // Put right, sent again as Excel and as .ods and .xls.
  ;(lines[1] ?? [])[2] = '测试区总工会'
  for (const bookType of ['xlsx', 'biff8', 'ods'] as const) {
    const again = sheetjs.utils.book_new()
    sheetjs.utils.book_append_sheet(again, sheetjs.utils.aoa_to_sheet(lines), '退回的行')
    const sent = await upload(new Uint8Array(sheetjs.write(again, { type: 'buffer', bookType }) as Buffer), officer, '', `退回.${bookType}`)
    assert.deepEqual(sent.counts, { rows: 1, new: 1, changed: 0, same: 0, rejected: 0 }, bookType)
  }
})

test('columns that nothing is read of, a keeper’s phone in one, lie sealed and come back with the rows', async () => {
  const found = await upload(['驿站名称,经纬度,管理员,联系电话', `封一驿站,${at(21)},王管理,13800138021`, `封二驿站,,李管理,13800138022`].join('\n'))
  assert.deepEqual([found.counts.rows, found.counts.rejected > 0], [2, true])
  const text = await waystation.sql(async (tx) => JSON.stringify(await tx.selectFrom('station_import_row').selectAll().where('import_id', '=', found.id).execute()) + JSON.stringify(await tx.selectFrom('station_import').selectAll().where('id', '=', found.id).execute()))
  for (const name of ['王管理', '李管理', '1380013802']) assert.equal(text.includes(name), false, name)
  const answer = await fetch(`${waystation.origin}/api/v1/110105/stations/imports/${found.id}/rejections`, { headers: { authorization: `Bearer ${officer.token}` } })
  const book = sheetjs.read(new Uint8Array(await answer.arrayBuffer()), { type: 'array' })
  const lines = sheetjs.utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? assert.fail(), { header: 1 })
  assert.ok(lines.some((line) => line[3] === '13800138022'))
})

test('a station that stands is found by its name, and only what differs is changed', async () => {
  const before = await upload([HEADER, `变驿站,骑手驿站,测试区总工会,,${at(21)},8:00-20:00,饮水,6`].join('\n'))
  await apply(before.id)
  const same = await upload([HEADER, `变驿站,骑手驿站,测试区总工会,,${at(21)},每天8:00—20:00,饮水,6`].join('\n'))
  assert.deepEqual(same.counts, { rows: 1, new: 0, changed: 0, same: 1, rejected: 0 })
  const changed = await upload('驿站名称,开放时间,节假日,状态\n变驿站,周一至周五 9:00-17:00,休息,暂停')
  assert.equal(changed.counts.changed, 1)
  assert.deepEqual((await rowsOf(changed.id))[0]?.changes.map((one) => one.field).toSorted(), ['hours', 'status'])
  await apply(changed.id)
  const now = await waystation.sql((tx) => tx.selectFrom('station').select(['hours', 'status', 'capacity', 'amenities']).where('name', '=', '变驿站').executeTakeFirstOrThrow())
  assert.deepEqual([(now.hours as { holidays: string }).holidays, now.status, now.capacity, now.amenities], ['closed', 'paused', 6, ['water']])
})

test('positions of AMap and Baidu become WGS 84: as the header says, or the sender', async () => {
  const shifted = (to: 'GCJ02' | 'BD09') => gcoord.transform([outlet.lon, outlet.lat], gcoord.WGS84, gcoord[to]).map((degrees) => degrees.toFixed(7)).join(',')
  const near = (row: Row | undefined) => {
    const { lon, lat } = row?.position ?? { lon: 0, lat: 0 }
    assert.ok(Math.abs(lon - outlet.lon) < 3e-5 && Math.abs(lat - outlet.lat) < 3e-5, JSON.stringify(row))
  }
  for (const [header, to, query, datum] of [['高德坐标', 'GCJ02', '', 'gcj02'], ['百度坐标', 'BD09', '', 'bd09'], ['经纬度', 'GCJ02', '?datum=gcj02', 'gcj02'], ['经纬度', 'BD09', '?datum=bd09', 'bd09']] as const) {
    const found = await upload(`驿站名称,类型,所属单位,${header}\n位驿站,骑手驿站,测试区总工会,"${shifted(to)}"`, officer, query)
    assert.equal(found.datum, datum)
    near((await rowsOf(found.id))[0])
  }
  const [lon, lat] = shifted('GCJ02').split(',')
  near((await rowsOf((await upload(`驿站名称,类型,所属单位,高德经度,高德纬度\n位驿站,骑手驿站,测试区总工会,${lon},${lat}`)).id))[0])
  const swapped = (await rowsOf((await upload(`驿站名称,类型,所属单位,经度,纬度\n位驿站,骑手驿站,测试区总工会,${lat},${lon}`)).id))[0]
  assert.match(swapped?.rejections[0]?.text ?? '', /填反了/)
})

test('columns that were not recognised are named by a person, and remembered for the place', async () => {
  const text = `场所代号,归口,哪里,甲乙丙\n映射驿站,测试区总工会,${at(31)},骑手驿站`
  const refused = await upload(text)
  assert.deepEqual([refused.state, refused.reason], ['refused', 'wrong-sheet'])
  assert.match(refused.reason_text ?? '', /缺少：驿站名称/)
  const columns = [['场所代号', 'name'], ['归口', 'owner'], ['哪里', 'position'], ['甲乙丙', 'kind']].map(([header, field]) => ({ header, field }))
  assert.equal((await officer.put(`/stations/imports/${refused.id}/mapping`, { columns })).status, 202)
  assert.equal((await settled(refused.id)).counts.new, 1)
  assert.equal((await upload(text)).counts.new, 1)
  assert.equal((await officer.put(`/stations/imports/${refused.id}/mapping`, { columns: columns.map(({ header }) => ({ header, field: 'name' })) })).status, 400)
})

test('when the network changed since the preview nothing is applied, and it is compared again', async () => {
  const found = await upload([HEADER, `并发驿站,骑手驿站,测试区总工会,,${at(41)},,,`].join('\n'))
  await waystation.sql((tx) => tx.insertInto('station').values({ name: '并发驿站', kind: 'city', partner_id: union, place: community.code, lon: outlet.lon, lat: outlet.lat, hours: json(null) as never, status: 'open', created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).execute())
  const refused = await apply(found.id)
  assert.equal(refused.status, 409, refused.text)
  assert.match(String(refused.body['type']), /conflict/)
  const again = (await officer.get(`/stations/imports/${found.id}`)).body as unknown as Import
  assert.deepEqual([again.state, again.counts.new, again.counts.changed], ['ready', 0, 1])
  assert.equal((await apply(found.id)).status, 200)
})

test('the officers of a township import what stands there, and see nothing of the district’s list', async () => {
  const township = await waystation.as('township-officer')
  const mine = await waystation.sql(async (tx) => {
    const grant = await tx.selectFrom('role_grant').innerJoin('account', 'account.id', 'role_grant.account_id').select('role_grant.place').where('account.persona', '=', 'township-officer').where('role_grant.place', 'is not', null).executeTakeFirstOrThrow()
    return tx.selectFrom('place').select(['code', 'name', 'lon', 'lat']).where('code', '=', grant.place).executeTakeFirstOrThrow()
  })
  const elsewhere = community.code >= mine.code && community.code < mine.code + 1e6 ? undefined : at(51)
  const lines = [HEADER, `街道驿站,城市驿站,测试区总工会,${mine.name},"${mine.lon},${mine.lat}",,,`, ...(elsewhere ? [`别处驿站,城市驿站,测试区总工会,,${elsewhere},,,`] : [])]
  const found = await upload(lines.join('\n'), township)
  assert.deepEqual([found.counts.new, found.counts.rejected], [1, elsewhere ? 1 : 0])
  assert.equal((await apply(found.id, township)).status, 200)
  const district = await upload([HEADER, `区里驿站,城市驿站,测试区总工会,,${at(52)},,,`].join('\n'))
  for (const path of ['', '/rows', '/export', '/rejections', '/events']) assert.equal((await township.get(`/stations/imports/${district.id}${path}`)).status, 404, path)
  assert.equal((await apply(district.id, township)).status, 404)
  assert.ok(!((await township.get('/stations/imports')).body['items'] as Import[]).some((one) => one.id === district.id))
})

test('files that are no list are refused as a whole, with what to do', async () => {
  for (const [content, reason] of [['', 'empty-file'], [Buffer.from('PK\u0003\u0004 not a zip'), 'unreadable-file'], ['a,b\n1,2\n', 'wrong-sheet'], [`${HEADER}\n`, 'empty-file']] as const) {
    const found = await upload(content)
    assert.deepEqual([found.state, found.reason], ['refused', reason])
    assert.ok(found.reason_text)
  }
})

test('the template is read as an empty list; with stations in it as theirs', async () => {
  const answer = await fetch(`${waystation.origin}/api/v1/110105/stations/imports/template`, { headers: { authorization: `Bearer ${officer.token}` } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  assert.equal((await upload(bytes, officer, '', '模板.xlsx')).reason, 'empty-file')
  const book = sheetjs.read(bytes, { type: 'array' })
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? assert.fail()
  sheetjs.utils.sheet_add_aoa(sheet, [['模板驿站', '小微园区驿站', '测试区总工会', community.full_name, '', `${outlet.lon},${outlet.lat}`, '工作日 8:30-17:30', '休息', '饮水、修车工具、母婴室', '约20人', '新就业群体', '进南门右手', '筹建']], { origin: -1 })
  const found = await upload(new Uint8Array(sheetjs.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer), officer, '', '模板.xlsx')
  assert.deepEqual(found.counts, { rows: 1, new: 1, changed: 0, same: 0, rejected: 0 })
  assert.equal((await apply(found.id)).status, 200)
  const standing = await waystation.sql((tx) => tx.selectFrom('station').select(['kind', 'status', 'audience', 'capacity', 'opened_on']).where('name', '=', '模板驿站').executeTakeFirstOrThrow())
  assert.deepEqual(standing, { kind: 'micro-park', status: 'planned', audience: 'platform-workers', capacity: 20, opened_on: null })
})

test('the file is kept encrypted until the import is decided, and no longer', async () => {
  const folder = join(waystation.services.config.dataFolder, 'uploads', '110105', 'stations')
  const count = () => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('reading-')).length : 0)
  const before = count()
  const found = await upload([HEADER, `密驿站,骑手驿站,测试区总工会,,${at(61)},,,`].join('\n'))
  assert.equal(count(), before + 1)
  assert.equal((await officer.delete(`/stations/imports/${found.id}`)).status, 204)
  assert.equal(count(), before)
  assert.equal((await officer.get(`/stations/imports/${found.id}`)).status, 404)
})

test('the list that the network exports is one that changes nothing when it is imported', async () => {
  for (const language of ['zh-CN', 'en']) {
    const answer = await fetch(`${waystation.origin}/api/v1/110105/network/stations/export`, { headers: { authorization: `Bearer ${officer.token}`, 'accept-language': language } })
    assert.equal(answer.status, 200)
    const found = await upload(new Uint8Array(await answer.arrayBuffer()), officer, '', '导出.xlsx')
    const rows = await rowsOf(found.id)
    assert.ok(rows.length > 8)
    assert.deepEqual(rows.filter((row) => row.kind !== 'same').map((row) => [row.name, row.kind, row.changes, row.rejections.map((one) => one.text)]), [], language)
  }
})

async function stations(name: string): Promise<number> {
  return waystation.sql(async (tx) => (await tx.selectFrom('station').select('id').where('name', '=', name).execute()).length)
}

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { openWorkbook } from '../../../platform/spreadsheets/open-workbook.ts'
import { DEFAULT_LIMITS } from '../../../platform/spreadsheets/workbook.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, rowsOf, upload } from './testing/scene.ts'

const waystation = await startWaystation()
const officer = await waystation.as('district-officer')

async function cells(path: string): Promise<string[][]> {
  const response = await fetch(`${waystation.origin}/api/v1/110105${path}`, { headers: { authorization: `Bearer ${officer.token}` } })
  assert.equal(response.status, 200)
  const file = join(waystation.services.config.dataFolder, 'out.xlsx')
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  const rows: string[][] = []
  const [sheet] = (await openWorkbook(file, DEFAULT_LIMITS)).sheets
  for await (const batch of sheet?.rows() ?? []) rows.push(...batch.map((row) => row.cells.map((cell) => (typeof cell === 'object' ? JSON.stringify(cell) : String(cell ?? '')))))
  return rows
}

test('columns that nobody would recognise are named once, and remembered for the company', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const file = csv([scene.person(1, '东风站')], '姓名,乙,丙,丁,戊,己,庚,辛')
  const refused = await upload(officer, scene.company, file, { asOf: dayBefore(2) })
  assert.deepEqual([refused.state, refused.reason], ['refused', 'wrong-sheet'])
  assert.deepEqual(refused.mapping.slice(0, 2), [{ column: 'A', header: '姓名', field: 'name' }, { column: 'B', header: '乙', field: null }])
  const corrected = await officer.put(`/rosters/${refused.id}/mapping`, { columns: [{ header: '姓名', field: 'name' }, { header: '乙', field: 'phone' }, { header: '丙', field: 'id_number' }, { header: '丁', field: 'outlet' }, { header: '庚', field: 'agency_name' }] })
  assert.equal(corrected.status, 202, corrected.text)
  const roster = await read(officer, refused.id)
  assert.deepEqual([roster.state, roster.counts['joined']], ['ready', 1])
  const remembered = await officer.get(`/companies/${scene.company}/roster-mapping`)
  assert.ok((remembered.body as unknown as { items: { header: string; field: string }[] }).items.some((one) => one.header === '庚' && one.field === 'agency_name'))
  const next = await upload(officer, scene.company, csv([scene.person(1, '东风站'), scene.person(2, '东风站')], '姓名,乙,丙,丁,戊,己,庚,辛'), { asOf: dayBefore(1) })
  assert.deepEqual([next.state, next.counts['joined']], ['ready', 2])
})

test('one field cannot be two columns, and an applied roster is no longer read again', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const roster = await upload(officer, scene.company, csv([scene.person(1, '东风站')]), { asOf: dayBefore(1) })
  assert.equal((await officer.put(`/rosters/${roster.id}/mapping`, { columns: [{ header: '姓名', field: 'name' }, { header: '岗位', field: 'name' }] })).status, 400)
  await apply(officer, roster.id)
  assert.equal((await officer.put(`/rosters/${roster.id}/mapping`, { columns: [{ header: '姓名', field: 'name' }] })).status, 409)
})

test('rejected rows come back as a workbook with the company’s own cells and the reasons', async () => {
  const scene = await makeScene(waystation, ['望京西站'])
  const bad = { ...scene.person(1, '望京西站'), phone: '1380013800' }
  const lost = { ...scene.person(2, '望京西南站') }
  const formula = { ...scene.person(3, '望京西站'), name: '=HYPERLINK("http://x")' }
  const roster = await upload(officer, scene.company, csv([bad, lost, formula, scene.person(4, '望京西站')]), { asOf: dayBefore(1) })
  const rows = await cells(`/rosters/${roster.id}/rejections`)
  assert.equal(rows[0]?.[0], '姓名')
  const byName = new Map(rows.slice(1).map((row) => [row[0], row.join('|')]))
  assert.match(byName.get(bad.name) ?? '', /1380013800.*手机号（B 列）：手机号只有 10 位/)
  assert.match(byName.get(lost.name) ?? '', /望京西南站.*是不是“望京西站”/)
  assert.ok(rows.every((row) => row.every((cell) => !cell.includes('"formula":true'))), 'nothing in it is a formula')
})

test('the preview is exported masked, and the template is one that the reader understands', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const one = scene.person(1, '东风站')
  const roster = await upload(officer, scene.company, csv([one]), { asOf: dayBefore(1) })
  const text = JSON.stringify(await cells(`/rosters/${roster.id}/export`))
  assert.ok(text.includes(one.name) && text.includes('154****0001') && !text.includes(one.phone) && !text.includes(one.id))
  const response = await fetch(`${waystation.origin}/api/v1/110105/companies/${scene.company}/roster-template`, { headers: { authorization: `Bearer ${officer.token}` } })
  const filled = await upload(officer, scene.company, new Uint8Array(await response.arrayBuffer()), { name: 'template.xlsx', asOf: dayBefore(1) })
  assert.deepEqual([filled.state, filled.reason], ['refused', 'empty-file'], 'the example of the template is nobody')
})

test('a row to review: the same ID number under a very different name, decided by a person', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const people = Array.from({ length: 5 }, (_, n) => scene.person(n, '东风站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const [first] = people
  assert.ok(first)
  const roster = await upload(officer, scene.company, csv([{ ...first, name: '司马相如' }, ...people.slice(1)]), { asOf: dayBefore(1) })
  const [row] = await rowsOf(officer, roster.id, 'review')
  assert.match(row?.review_reason ?? '', /姓名差别很大/)
  assert.equal((await officer.post(`/rosters/${roster.id}/reviews`, { row: row?.row, decision: 'another-person' })).status, 422)
  const decided = await officer.post(`/rosters/${roster.id}/reviews`, { row: row?.row, decision: 'same-person' })
  assert.equal(decided.status, 201, decided.text)
  assert.deepEqual([(decided.body as unknown as { counts: Record<string, number> }).counts['review'], (decided.body as unknown as { counts: Record<string, number> }).counts['changed']], [0, 1])
  const leftOut = await officer.post(`/rosters/${roster.id}/reviews`, { row: row?.row, decision: 'leave-out' })
  assert.equal((leftOut.body as unknown as { counts: Record<string, number> }).counts['review'], 1)
  await officer.post(`/rosters/${roster.id}/reviews`, { row: row?.row, decision: 'same-person' })
  assert.equal((await apply(officer, roster.id)).status, 200)
  const worker = await waystation.sql((tx) => tx.selectFrom('statement').innerJoin('engagement', 'engagement.id', 'statement.engagement_id').innerJoin('worker', 'worker.id', 'engagement.worker_id').select(['worker.name']).where('company_id', '=', scene.company).where('worker.name', '=', '司马相如').execute())
  assert.equal(worker.length, 1)
})

test('a phone of somebody with another ID number is reviewed, and may be decided to be another person', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const people = Array.from({ length: 5 }, (_, n) => scene.person(n, '东风站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const stranger = { ...scene.person(50, '东风站'), phone: people[0]?.phone ?? '' }
  const misread = { ...scene.person(51, '东风站'), phone: people[1]?.phone ?? '', name: people[1]?.name ?? '' }
  const roster = await upload(officer, scene.company, csv([...people.filter((_, n) => n !== 1), stranger, misread]), { asOf: dayBefore(1) })
  assert.deepEqual([roster.counts['review'], roster.counts['left']], [2, 0])
  const rows = await rowsOf(officer, roster.id, 'review')
  assert.deepEqual(rows.map((row) => row.review_reason), ['手机号是在册另一人的，证件号不同', '姓名手机号和在册的一样，证件号不同'])
  const decided = await officer.post(`/rosters/${roster.id}/reviews`, { row: rows[0]?.row, decision: 'another-person' })
  assert.equal((decided.body as unknown as { counts: Record<string, number> }).counts['joined'], 1)
  const same = await officer.post(`/rosters/${roster.id}/reviews`, { row: rows[1]?.row, decision: 'same-person' })
  assert.equal((same.body as unknown as { counts: Record<string, number> }).counts['same'], 5)
})

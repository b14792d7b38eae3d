import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DEFAULT_LIMITS } from '../../../platform/spreadsheets/workbook.ts'
import { openWorkbook } from '../../../platform/spreadsheets/open-workbook.ts'
import { testCity } from '../../../testing/template.ts'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')
const hr = await waystation.as('company-hr')
const folder = mkdtempSync(join(tmpdir(), 'waystation-export-'))
after(() => rmSync(folder, { recursive: true }))

async function sheet(person: Person, path: string): Promise<unknown[][]> {
  const response = await fetch(`${waystation.origin}/api/v1/${testCity}${path}`, { headers: { authorization: `Bearer ${person.token}` } })
  assert.equal(response.status, 200)
  const file = join(folder, 'list.xlsx')
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  const rows: unknown[][] = []
  const [first] = (await openWorkbook(file, DEFAULT_LIMITS)).sheets
  assert.ok(first)
  for await (const batch of first.rows()) rows.push(...batch.map((row) => row.cells))
  return rows
}

test('every list comes as .xlsx, with a row for each line of the list in reach', async () => {
  const summary = await district.get('/outlets/summary')
  assert.equal((await sheet(district, '/outlets/export')).length - 1, summary.body['outlets'])
  const workers = await sheet(sanlitun, '/workers/export')
  assert.equal(workers.length - 1, (await sanlitun.get('/workers/summary')).body['workers'])
  assert.deepEqual(workers[0]?.slice(0, 3), ['姓名', '手机号', '证件号'])
  assert.ok((await sheet(district, '/companies/export?kind=platform')).length > 1)
  assert.equal((await sheet(hr, '/companies/export')).length, 2)
})

test('numbers are masked in files as on screen', async () => {
  const { text } = await sanlitun.get('/workers/export?format=csv')
  assert.match(text, /\d{3}\*{4}\d{4}/)
  assert.doesNotMatch(text, /(?<!\d)1[3-9]\d{9}(?!\d)|\d{17}[\dX]/)
})

test('an employer exports no workers', async () => {
  assert.equal((await hr.get('/workers/export')).status, 403)
})

test('who exported how many rows is on record, and not what they searched for', async () => {
  await sanlitun.get(`/workers/export?format=csv&search=${encodeURIComponent('周小满')}`)
  const event = await waystation.sql((tx) => tx.selectFrom('event').select(['data', 'place']).where('kind', '=', 'list.exported').orderBy('id', 'desc').executeTakeFirstOrThrow())
  assert.deepEqual(event.data, { list: 'workers', count: 1, format: 'csv' })
  assert.equal(event.place, 110105004000000)
})

test('a name that begins like a formula stays a name', async () => {
  const grid = await waystation.as('grid-worker')
  const [outlet] = (await grid.get('/outlets?limit=1')).body['items'] as unknown as { id: number }[]
  assert.equal((await grid.post('/workers', { name: '=HYPERLINK("http://evil")', outlet_id: outlet?.id, kind: 'direct' })).status, 201)
  const { text } = await grid.get('/workers/export?format=csv')
  assert.match(text, /'=HYPERLINK/)
  assert.doesNotMatch(text, /(?:^|\n)"?=HYPERLINK/)
})

// Files made by an independent program.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { collect } from '../../../../platform/spreadsheets/outgoing.ts'
import { openWorkbook } from '../../../../platform/spreadsheets/open-workbook.ts'
import { allRows, specimenFolder } from '../../../../platform/spreadsheets/specimen-workbooks.ts'
import { DEFAULT_LIMITS } from '../../../../platform/spreadsheets/workbook.ts'
import { HEADER, person, readSpecimen } from './reading-specimens.ts'
import { rosterTemplate } from './roster-template.ts'

const installed = spawnSync('soffice', ['--version']).status === 0
const options = { skip: installed ? false : 'LibreOffice (soffice) is not installed' }

// Columns as text (2) except the date (5: YMD), UTF-8 (76).
const CSV_IN = '--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/5/6/2/7/2'

function convert(path: string, to: string, ...more: string[]): string {
  const folder = dirname(path)
  const run = spawnSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...more, '--convert-to', to, '--outdir', folder, path], { timeout: 120_000, encoding: 'utf8' })
  assert.equal(run.status, 0, run.stderr)
  return join(folder, `${(path.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '')}.${to.split(':')[0]}`)
}

test('LibreOffice saves one list as xlsx, xls, Excel 95, ods, and all of them say the same', options, async (t) => {
  const save = specimenFolder(t)
  const lines = [HEADER, ...Array.from({ length: 30 }, (_, n) => person(n))]
  const csv = save('list.csv', lines.map((line) => line.join(',')).join('\n'))
  const people = (await readSpecimen(csv)).rows.map((row) => [row.row_no, row.name, row.id_hash, row.phone_hash, row.outlet_name, row.hired_on, row.kind])
  assert.equal(people.length, 30)
  for (const [to, format] of [['xlsx', 'xlsx'], ['xls', 'xls'], ['xls:MS Excel 95', 'xls'], ['ods', 'ods']] as const) {
    const path = convert(csv, to, CSV_IN)
    const { summary, rows } = await readSpecimen(path)
    assert.equal(summary.format, format)
    assert.deepEqual(rows.map((row) => [row.row_no, row.name, row.id_hash, row.phone_hash, row.outlet_name, row.hired_on, row.kind]), people, to)
    // The date really was one, not text.
    const cell = (await allRows(await openWorkbook(path, DEFAULT_LIMITS)))[1]?.cells[4]
    assert.deepEqual(cell, { serial: 44_621, date: '2022-03-01' }, to)
  }
})

test('LibreOffice opens the template, and what it saves is read', options, async (t) => {
  const save = specimenFolder(t)
  const saved = convert(save('template.xlsx', await collect(rosterTemplate('zh-CN'))), 'ods')
  const [header, example] = await allRows(await openWorkbook(saved, DEFAULT_LIMITS))
  assert.deepEqual(header?.cells.slice(0, 4), ['姓名', '手机号', '证件号码', '证件类型'])
  assert.equal(example?.cells[2], '11010519491231002X')
})

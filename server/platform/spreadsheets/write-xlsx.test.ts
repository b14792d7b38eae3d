import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as sheetjs from '@e965/xlsx'
import { openWorkbook } from './open-workbook.ts'
import { collect } from './outgoing.ts'
import { allRows, specimenFolder } from './specimen-workbooks.ts'
import { DEFAULT_LIMITS } from './workbook.ts'
import { neutralise, writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const columns = [{ header: '姓名', width: 12 }, { header: '证件号', kind: 'text' as const }, { header: '日期', kind: 'date' as const }, { header: '人数', kind: 'number' as const }]
const rows = [['=HYPERLINK("http://x")', '001100', '2022-03-01', 5], ['<张&伟>\u0000\ud800', '@x', 'unknown', null], ['', undefined, '', true]]

test('another library reads what was written: strings stay strings, dates are dates', async () => {
  const bytes = await collect(writeXlsx([{ name: '名单/1', columns, rows, preface: ['2026 年 11 月'] }, { name: '名单/1', columns: [{ header: 'x' }], rows: [] }]))
  const book = sheetjs.read(bytes, { cellDates: false, cellNF: true, cellFormula: true })
  assert.deepEqual(book.SheetNames, ['名单 1', '名单 1 2'])
  const sheet = book.Sheets['名单 1']
  assert.ok(sheet)
  assert.equal(sheet['A1']?.v, '2026 年 11 月')
  assert.deepEqual(['A2', 'B2', 'C2', 'D2'].map((at) => sheet[at]?.v), ['姓名', '证件号', '日期', '人数'])
  assert.deepEqual([sheet['A3']?.t, sheet['A3']?.v, sheet['A3']?.f], ['s', '=HYPERLINK("http://x")', undefined])
  assert.deepEqual([sheet['B3']?.t, sheet['B3']?.v, sheet['B3']?.z], ['s', '001100', '@'])
  assert.deepEqual([sheet['C3']?.v, sheet['C3']?.z], [44_621, 'yyyy\\-mm\\-dd'])
  assert.equal(sheet['A4']?.v, '<张&伟>\ufffd')
  assert.equal(sheet['!autofilter']?.ref, 'A2:D5')
})

test('our own reader reads it too', async (t) => {
  const save = specimenFolder(t)
  const path = save('a.xlsx', await collect(writeXlsx([{ name: 'S', columns, rows }])))
  const read = await allRows(await openWorkbook(path, DEFAULT_LIMITS))
  assert.deepEqual(read[1], { number: 2, cells: ['=HYPERLINK("http://x")', '001100', { serial: 44_621, date: '2022-03-01' }, 5] })
})

test('50,000 rows are handed out in pieces while they are produced', async () => {
  let produced = 0
  function* many() {
    for (; produced < 50_000; produced++) yield ['张伟', '110105', '2022-03-01', produced]
  }
  let first: number | undefined
  for await (const chunk of writeXlsx([{ name: 'S', columns, rows: many() }])) {
    if (chunk.length > 10_000) first ??= produced
  }
  assert.ok(first !== undefined && first < 20_000)
})

test('a CSV cell that a program could take for a formula is defused', async () => {
  const text = (await collect(writeCsv({ columns, rows }))).toString()
  assert.ok(text.startsWith('\ufeff姓名,证件号,日期,人数\r\n'))
  assert.match(text, /"'=HYPERLINK\(""http:\/\/x""\)",001100,2022-03-01,5\r\n/)
  for (const cell of ['=1', '+1', '-1', '@x', '\t=1', '\r=1', ' =1', '＝1']) assert.equal(neutralise(cell), `'${cell}`)
  for (const cell of ['张伟', '三里屯-站', 'a=b']) assert.equal(neutralise(cell), cell)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as sheetjs from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { openWorkbook } from './open-workbook.ts'
import { allRows, specimenFolder, specimenXlsx } from './specimen-workbooks.ts'
import { DEFAULT_LIMITS, RefusedWorkbook } from './workbook.ts'

const open = (path: string, limits = {}) => openWorkbook(path, { ...DEFAULT_LIMITS, ...limits })
const refused = (reason: string) => (error: unknown) => error instanceof RefusedWorkbook && error.reason === reason

test('an .xlsx gives texts, numbers, dates, formulas and errors where Excel shows them', async (t) => {
  const save = specimenFolder(t)
  const path = save('a.xlsx', specimenXlsx([{
    name: '花名册',
    rows: [
      ['姓名', '日期'],
      [],
      ['张&<伟', { serial: 44_621 }, 13_800_138_000, true, { formula: 'A1&"x"', value: '姓名x' }, { error: '#N/A' }, null],
      [{ xml: '<c r="REF" t="inlineStr"><is><r><t>买买</t></r><r><t>提</t></r><rPh><t>maimaiti</t></rPh></is></c>' }, { xml: '<c r="REF" t="d"><v>2022-03-01</v></c>' }, { xml: '<c r="REF"><f t="shared" si="0"/></c>' }],
    ],
    merges: ['A1:B1'],
  }]))
  const book = await open(path)
  assert.equal(book.format, 'xlsx')
  assert.deepEqual(await allRows(book), [
    { number: 1, cells: ['姓名', '日期'] },
    { number: 3, cells: ['张&<伟', { serial: 44_621, date: '2022-03-01' }, 13_800_138_000, true, { formula: true, value: '姓名x' }, { error: '#N/A' }] },
    { number: 4, cells: ['买买提', '2022-03-01', { formula: true, value: undefined }] },
  ])
  assert.deepEqual(await book.sheets[0]?.merges(), [{ top: 1, left: 0, bottom: 1, right: 1 }])
})

test('prefixed elements, missing references, single quotes and UTF-16 parts are read like any others', async (t) => {
  const save = specimenFolder(t)
  const data = `<x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c t='str'><x:v>a &#x4e2d;</x:v></x:c><x:c/><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(data, 'utf16le')])
  const path = save('a.xlsx', specimenXlsx([{ name: 'S', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': utf16 } }))
  assert.deepEqual(await allRows(await open(path)), [
    { number: 1, cells: ['a 中', undefined, 2] },
    { number: 2, cells: [3] },
  ])
})

test('the 1904 date system is obeyed and hidden sheets come last', async (t) => {
  const save = specimenFolder(t)
  const path = save('a.xlsx', specimenXlsx([{ name: '旧', rows: [['x']], state: 'hidden' }, { name: '新', rows: [[{ serial: 43_159 }]] }], { date1904: true }))
  const book = await open(path)
  assert.deepEqual(book.sheets.map((sheet) => [sheet.name, sheet.hidden]), [['新', false], ['旧', true]])
  assert.deepEqual((await allRows(book))[0]?.cells, [{ serial: 43_159, date: '2022-03-01' }])
})

test('a sheet formatted to the last row and column reads as the three rows it holds', async (t) => {
  const save = specimenFolder(t)
  const empty = Array.from({ length: 200_000 }, (_, index) => `<row r="${index + 4}" s="1" customFormat="1"><c r="A${index + 4}" s="1"/><c r="XFD${index + 4}" s="1"/></row>`)
  const sheetData = `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="XFD2"><v>9</v></c></row>${empty.join('')}<row r="1048576"><c r="B1048576"><v>3</v></c></row></sheetData>`
  const rows = await allRows(await open(save('a.xlsx', specimenXlsx([{ name: 'S', rows: [], sheetData }]))))
  assert.deepEqual(rows, [
    { number: 1, cells: [1] },
    { number: 2, cells: [2] },
    { number: 1_048_576, cells: [undefined, 3] },
  ])
})

for (const bookType of ['biff8', 'ods', 'xlsx'] as const) {
  test(`a workbook written by another library as ${bookType} says the same`, async (t) => {
    const save = specimenFolder(t)
    const sheet = sheetjs.utils.aoa_to_sheet([['姓名', '手机', '日期'], ['张伟', 13_800_138_000, null], [], ['李娜', true, null]])
    sheet['C2'] = { t: 'n', v: 44_621, z: 'yyyy/m/d' }
    sheet['C4'] = { t: 'n', v: 3, f: '1+2' }
    sheet['!ref'] = 'A1:C4'
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 1, c: 0 } }]
    const made = sheetjs.utils.book_new()
    sheetjs.utils.book_append_sheet(made, sheet, '花名册')
    const book = await open(save('named-wrongly.csv', sheetjs.write(made, { type: 'buffer', bookType, compression: true })))
    assert.equal(book.format, bookType === 'biff8' ? 'xls' : bookType)
    const rows = await allRows(book)
    assert.deepEqual(rows.map((row) => row.number), [1, 2, 4])
    assert.deepEqual(rows[0]?.cells, ['姓名', '手机', '日期'])
    // The library writes no dates into .ods.
    assert.deepEqual(rows[1]?.cells.slice(1), [13_800_138_000, bookType === 'ods' ? 44_621 : { serial: 44_621, date: '2022-03-01' }])
    assert.deepEqual(rows[2]?.cells.slice(0, 2), ['李娜', true])
    assert.deepEqual(await book.sheets[0]?.merges(), [{ top: 1, left: 0, bottom: 2, right: 0 }])
  })
}

test('an .ods with repeated rows and cells, spaces, notes and a hidden sheet', async (t) => {
  const save = specimenFolder(t)
  const content = `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:automatic-styles>
    <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
    <table:table table:name="藏" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>藏着</text:p></table:table-cell></table:table-row></table:table>
    <table:table table:name="人">
    <table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="2"><office:annotation><text:p>批注</text:p></office:annotation><text:p>张<text:span>伟</text:span><text:s text:c="2"/>a</text:p><text:p>二</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7.00</text:p></table:table-cell>
    <table:table-cell office:value-type="date" office:date-value="2022-03-01T08:00:00"><text:p>1/3/22</text:p></table:table-cell>
    <table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/><table:table-cell table:number-columns-repeated="16379"/></table:table-row>
    <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
    <table:table-row table:number-rows-repeated="2"><table:covered-table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
    <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
    </table:table></office:spreadsheet></office:body></office:document-content>`
  const zip = (manifest: string) => zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8(content), 'META-INF/manifest.xml': strToU8(manifest) })
  const book = await open(save('a.ods', zip('<manifest:manifest/>')))
  assert.deepEqual(book.sheets.map((sheet) => sheet.name), ['人', '藏'])
  assert.deepEqual(await allRows(book), [
    { number: 1, cells: ['张伟  a\n二', 7, 7, { serial: 44_621, date: '2022-03-01' }, { formula: true, value: 2 }] },
    { number: 5, cells: [undefined, true] },
    { number: 6, cells: [undefined, true] },
  ])
  assert.deepEqual(await book.sheets[0]?.merges(), [{ top: 1, left: 0, bottom: 2, right: 0 }])
  await assert.rejects(open(save('b.ods', zip('<manifest:encryption-data/>'))), refused('encrypted'))
})

test('text files say what encoding they are in by their bytes', async (t) => {
  const save = specimenFolder(t)
  // A list can be ASCII for longer than any sample.
  const text = `name,city\r\n${'a,b\r\n'.repeat(60_000)}张伟,杭州\r\n`
  const cases: [string, Uint8Array][] = [
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['gb18030', iconv.encode(text, 'gb18030')],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: false })],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: false })],
  ]
  for (const [encoding, bytes] of cases) {
    const book = await open(save('a.csv', bytes))
    assert.equal(book.encoding, encoding)
    const rows = await allRows(book)
    assert.deepEqual(rows.at(-1), { number: 60_002, cells: ['张伟', '杭州'] })
    assert.deepEqual(rows[0]?.cells, ['name', 'city'])
  }
})

test('a character cut by a chunk, at any offset and in any encoding, arrives whole', async (t) => {
  const save = specimenFolder(t)
  for (const encoding of ['utf-8', 'gb18030', 'utf-16le']) {
    for (let shift = 0; shift < 4; shift++) {
      const text = `${'x'.repeat(shift)},\n${'驿𠮷站,㐂\n'.repeat(90_000)}`
      const rows = await allRows(await open(save('a.csv', encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding, { addBOM: encoding === 'utf-16le' }))))
      assert.equal(rows.length, 90_000 + (shift > 0 ? 1 : 0))
      assert.ok(rows.slice(1).every((row) => row.cells[0] === '驿𠮷站' && row.cells[1] === '㐂'), `${encoding} ${shift}`)
    }
  }
})

test('a UTF-8 file cut off in the middle of a character, or with one broken byte, is still UTF-8', async (t) => {
  const save = specimenFolder(t)
  const bytes = Buffer.from('姓名,网点\n张伟,三里屯\n'.repeat(100))
  assert.equal((await open(save('a.csv', bytes.subarray(0, -3)))).encoding, 'utf-8')
  const broken = Buffer.from(bytes)
  broken[40] = 0xff
  assert.equal((await open(save('b.csv', broken))).encoding, 'utf-8')
})

test('web pages and XML spreadsheets that call themselves .xls are read, their numbers as text', async (t) => {
  const save = specimenFolder(t)
  const html = '<html><head><meta charset="gb2312"></head><body><table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>张伟</td><td>110105194912310020</td></tr></table></body></html>'
  const fromHtml = await open(save('a.xls', iconv.encode(html, 'gb18030')))
  assert.deepEqual((await allRows(fromHtml)).map((row) => row.cells), [['姓名', '身份证号'], ['张伟', '110105194912310020']])
  const xml = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row><Cell><Data ss:Type="String">张伟</Data></Cell></Row></Table></Worksheet></Workbook>'
  assert.deepEqual((await allRows(await open(save('b.xls', xml))))[0]?.cells, ['张伟'])
})

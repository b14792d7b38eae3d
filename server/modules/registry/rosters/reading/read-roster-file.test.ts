import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as sheetjs from '@e965/xlsx'
import iconv from 'iconv-lite'
import { RefusedFile } from '../../../../platform/lists/refused-file.ts'
import { createKeyring } from '../../../../platform/secrets/keyring.ts'
import { specimenFolder, specimenXlsx, type SpecimenCell } from '../../../../platform/spreadsheets/specimen-workbooks.ts'
import { DEFAULT_LIMITS, RefusedWorkbook } from '../../../../platform/spreadsheets/workbook.ts'
import { HEADER, person, readSpecimen, TEST_KEYS } from './reading-specimens.ts'

const csv = (lines: readonly (readonly string[])[]) => lines.map((line) => line.join(',')).join('\r\n')
const outletFirst = (n: number, outlet: string | null): SpecimenCell[] => [outlet, ...person(n).slice(0, 3)]
const xlsx = (rows: readonly (readonly SpecimenCell[])[], merges: string[] = []) => specimenXlsx([{ name: '花名册', rows, merges }])

test('a staged row is exactly what the registry compares, its secrets sealed', async (t) => {
  const save = specimenFolder(t)
  const { summary, rows } = await readSpecimen(save('a.csv', csv([HEADER, ['周小满', '+86 138-0013-8000', '11010519491231002x', '三里屯 站点', '2022年3月1日', '派遣（禾苗人力）', '骑手']])))
  const keyring = createKeyring(TEST_KEYS)
  const [row] = rows
  assert.ok(row)
  const open = (hex: string | null) => keyring.open(Buffer.from((hex ?? '').slice(2), 'hex'))
  assert.equal(open(row.id_number), '11010519491231002X')
  assert.equal(open(row.phone), '13800138000')
  const { id_number: _i, phone: _p, reasons: _r, codes: _c, ...clear } = row
  assert.deepEqual(clear, {
    roster_id: '7', row_no: '2', accepted: 't', name: '周小满', id_kind: 'resident-id', id_hash: keyring.hash('id:resident-id', '11010519491231002X'),
    id_tail: '002X', phone_hash: keyring.hash('phone', '13800138000'), phone_tail: '8000', pinyin: 'zhou xiao man', initials: 'zxm',
    outlet_key: '三里屯站', outlet_name: '三里屯 站点', hired_on: '2022-03-01', kind: 'dispatch', agency_name: '禾苗人力', post: '骑手', rejections: null, raw: null,
  })
  assert.deepEqual({ ...summary, mapping: summary.mapping.length }, {
    format: 'csv', encoding: 'utf-8', sheet: null, headerRow: 1, mapping: 7, ignored: [], otherSheets: [], rows: 1, importable: 1, rejected: 0, rejectionCounts: {},
  })
})

test('every format and encoding stages the same people', async (t) => {
  const save = specimenFolder(t)
  const lines = [HEADER, ...Array.from({ length: 40 }, (_, n) => person(n))]
  const made = sheetjs.utils.book_new()
  sheetjs.utils.book_append_sheet(made, sheetjs.utils.aoa_to_sheet(lines.map((line) => [...line])), '花名册')
  const text = csv(lines)
  const files: [string, string, string | null, Uint8Array][] = [
    ['a.csv', 'csv', 'utf-8', Buffer.from(text)],
    ['b.csv', 'csv', 'utf-8', Buffer.from(`\ufeff${text}`)],
    ['c.csv', 'csv', 'gb18030', iconv.encode(text, 'gb18030')],
    ['d.csv', 'csv', 'utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['e.txt', 'tsv', 'utf-16be', iconv.encode(text.replaceAll(',', '\t'), 'utf-16be', { addBOM: true })],
    ['f.tsv', 'tsv', 'gb18030', iconv.encode(text.replaceAll(',', '\t'), 'gb18030')],
    ['g.csv', 'csv', 'utf-8', Buffer.from(text.replaceAll(',', ';'))],
    ['h.xlsx', 'xlsx', null, xlsx(lines)],
    ...(['xlsx', 'biff8', 'ods'] as const).map((bookType): [string, string, null, Uint8Array] => [`i.${bookType}`, bookType === 'biff8' ? 'xls' : bookType, null, sheetjs.write(made, { type: 'buffer', bookType })]),
  ]
  const people = (await readSpecimen(save('first.csv', text))).rows.map((row) => [row.row_no, row.name, row.id_hash, row.phone_hash, row.outlet_key, row.hired_on, row.kind, row.post])
  assert.equal(people.length, 40)
  for (const [name, format, encoding, bytes] of files) {
    const { summary, rows } = await readSpecimen(save(name, bytes))
    assert.deepEqual([summary.format, summary.encoding, summary.importable], [format, encoding, 40], name)
    assert.deepEqual(rows.map((row) => [row.row_no, row.name, row.id_hash, row.phone_hash, row.outlet_key, row.hired_on, row.kind, row.post]), people, name)
  }
})

test('titles, totals, blank and numbered lines, pasted headers, notes and the example are nobody', async (t) => {
  const save = specimenFolder(t)
  const rows: SpecimenCell[][] = [
    ['某某公司2026年11月花名册'],
    ['序号', ...HEADER, '备注'],
    ['', '示例：张伟（这一行不会读取）', '13800138000', '11010519491231002X', '三里屯站'],
    [1, ...person(1)],
    [],
    ['三里屯区域'],
    [2, ...person(2), '组长'],
    ['小计', '', '', '', '2人'],
    ['序号', ...HEADER, '备注'],
    [3, ...person(3)],
    [4],
    [5],
    ['合计', '3人'],
    [null, '合 计：3 人'],
    [null, '备注：离职人员请另附表。'],
    [null, '制表人：李娜', '审核：王芳'],
    ['注：本表每日 18 点前上报'],
  ]
  const { summary, rows: read } = await readSpecimen(save('a.xlsx', xlsx(rows, ['A1:I1'])))
  assert.deepEqual(read.map((row) => row.row_no), ['4', '7', '10'])
  assert.deepEqual([summary.rows, summary.importable, summary.headerRow, summary.ignored], [3, 3, 2, ['序号', '备注']])
})

test('an outlet merged over its riders is each one\'s outlet; a merged name is not', async (t) => {
  const save = specimenFolder(t)
  const header = ['网点', '姓名', '手机号', '身份证号']
  const { rows } = await readSpecimen(save('a.xlsx', xlsx([header, outletFirst(1, '三里屯站'), outletFirst(2, null), outletFirst(3, null), outletFirst(4, '望京站'), outletFirst(5, null)], ['A2:A4', 'A5:A6'])))
  assert.deepEqual(rows.map((row) => row.outlet_name), ['三里屯站', '三里屯站', '三里屯站', '望京站', '望京站'])
})

test('each bad cell is named with its column and header, all of a row at once, and good rows pass', async (t) => {
  const save = specimenFolder(t)
  const [name, phone, id, outlet, , kind, post] = person(9)
  const { summary, rows } = await readSpecimen(
    save('a.xlsx', xlsx([
      HEADER,
      person(1),
      [name, '1380013800', `${id.slice(0, 17)}${id.endsWith('1') ? 2 : 1}`, outlet, '2026/13/2', kind, post],
      ['', phone, 522_427_199_001_011_200, null, { serial: 44_621 }, kind, post],
      [{ formula: 'VLOOKUP(A1,B:C,2)', value: name }, phone, id, { error: '#N/A' }, '', '', ''],
      person(1),
      person(2),
    ])),
  )
  assert.deepEqual(rows.map((row) => row.codes), [[], ['bad-phone', 'bad-id-check-digit', 'bad-date'], ['missing-required', 'id-lost-precision', 'missing-required'], ['formula-cell', 'missing-required'], ['duplicate-in-file'], []])
  assert.deepEqual(rows[1]?.reasons, [
    { code: 'bad-phone', field: 'phone', column: 'B', header: '手机号', detail: { why: 'length', digits: 10 } },
    { code: 'bad-id-check-digit', field: 'id_number', column: 'C', header: '身份证号', detail: { why: 'check-digit' } },
    { code: 'bad-date', field: 'hired_on', column: 'E', header: '入职日期', detail: { shown: '2026/13/2' } },
  ])
  assert.deepEqual(rows[4]?.reasons[0]?.detail, { row: 2 })
  assert.deepEqual([summary.rows, summary.importable, summary.rejected], [6, 2, 4])
  assert.deepEqual(summary.rejectionCounts, { 'bad-phone': 1, 'bad-id-check-digit': 1, 'bad-date': 1, 'missing-required': 2, 'id-lost-precision': 1, 'formula-cell': 1, 'duplicate-in-file': 1 })
  const opened: unknown = JSON.parse(createKeyring(TEST_KEYS).open(Buffer.from((rows[1]?.raw ?? '').slice(2), 'hex')))
  assert.deepEqual(opened, [name, '1380013800', `${id.slice(0, 17)}${id.endsWith('1') ? 2 : 1}`, outlet, '2026/13/2', kind, post])
})

test('a rejected row still protects the person it names from being counted as a leaver', async (t) => {
  const save = specimenFolder(t)
  const [name, phone, id, outlet] = person(3)
  const { rows } = await readSpecimen(save('a.xlsx', xlsx([HEADER, [name, phone, id, outlet, 'bad'], [{ formula: 'A2', value: person(4)[0] }, person(4)[1], { formula: 'C9', value: person(4)[2] }, outlet], [name, '1', id, outlet]])))
  const keyring = createKeyring(TEST_KEYS)
  assert.deepEqual(rows.map((row) => [row.accepted, row.name, row.id_hash]), [
    ['f', name, keyring.hash('id:resident-id', id)],
    ['f', person(4)[0], keyring.hash('id:resident-id', person(4)[2])],
    ['f', name, keyring.hash('id:resident-id', id)],
  ])
})

test('of two rows for one document the first good one stands', async (t) => {
  const save = specimenFolder(t)
  const [name, phone, id, outlet] = person(3)
  const old15 = `${id.slice(0, 6)}${id.slice(8, 17)}`
  const { rows } = await readSpecimen(save('a.csv', csv([HEADER.slice(0, 4), [name, '123', id, outlet], [name, phone, id, outlet], [name, phone, old15, outlet], [name, phone, id.toLowerCase(), outlet]])))
  assert.deepEqual(rows.map((row) => row.codes), [['bad-phone'], [], ['duplicate-in-file'], ['duplicate-in-file']])
  assert.deepEqual(rows[3]?.reasons[0]?.detail, { row: 3 })
})

test('an outlet manager\'s list needs no outlet; a named one is kept for the comparison to judge', async (t) => {
  const save = specimenFolder(t)
  const { rows } = await readSpecimen(save('a.csv', csv([['姓名', '手机号', '身份证号'], person(1).slice(0, 3)])), { singleOutlet: '三里屯配送站' })
  assert.deepEqual([rows[0]?.outlet_name, rows[0]?.outlet_key, rows[0]?.accepted], ['三里屯配送站', '三里屯站', 't'])
  const named = await readSpecimen(save('b.csv', csv([HEADER.slice(0, 4), ['李娜', '13800138000', person(1)[2], '望京站'], ['王芳', '13800138001', person(2)[2], '']])), { singleOutlet: '三里屯站' })
  assert.deepEqual(named.rows.map((row) => row.outlet_name), ['望京站', '三里屯站'])
})

test('of several sheets the one with the best header is read, hidden ones last, and its likes are named', async (t) => {
  const save = specimenFolder(t)
  const book = specimenXlsx([
    { name: '旧花名册', rows: [HEADER, person(1), person(2)], state: 'hidden' },
    { name: '说明', rows: [['填写说明'], ['姓名', '与身份证一致']] },
    { name: '通讯录', rows: [['姓名', '手机号', '部门'], ['张', '1', 'x']] },
    { name: '十一月', rows: [[], HEADER, person(3)] },
    { name: '十月', rows: [HEADER, person(4)] },
  ])
  const { summary, rows } = await readSpecimen(save('a.xlsx', book))
  assert.deepEqual([summary.sheet, summary.headerRow, summary.otherSheets, rows.length], ['十一月', 2, ['十月'], 1])
})

test('files without a roster are refused, with the best guess of the mapping to correct', async (t) => {
  const save = specimenFolder(t)
  const wrong = await refusal(save('a.csv', csv([['代号', '手机号', '身份证号', '站点'], person(1).slice(0, 4)])))
  assert.ok(wrong instanceof RefusedFile)
  assert.equal(wrong.reason, 'wrong-sheet')
  assert.deepEqual(wrong.detail.missing, ['name'])
  assert.deepEqual(wrong.detail.mapping?.map((column) => [column.key, column.field]), [['代号', null], ['手机号', 'phone'], ['身份证号', 'id_number'], ['站点', 'outlet']])
  const corrected = await readSpecimen(save('a.csv', csv([['代号', '手机号', '身份证号', '站点'], person(1).slice(0, 4)])), { mappingOverride: { 代号: 'name' } })
  assert.equal(corrected.summary.importable, 1)

  assert.equal((await refusal(save('b.xlsx', xlsx([])))).reason, 'empty-file')
  assert.equal((await refusal(save('c.csv', csv([HEADER])))).reason, 'empty-file')
  const many = csv([HEADER, ...Array.from({ length: 51 }, (_, n) => person(n))])
  assert.equal((await refusal(save('d.csv', many), { limits: { ...DEFAULT_LIMITS, rows: 50 } })).reason, 'too-large')
  assert.equal((await readSpecimen(save('d.csv', many), { limits: { ...DEFAULT_LIMITS, rows: 51 } })).summary.rows, 51)
})

test('whatever stands in the cells, each line has its columns and PostgreSQL can take it', async (t) => {
  const save = specimenFolder(t)
  const nasty = ['a\\tb', 'x\u0000y', '\\N', 'c\\\\', '\ud800', 'q"\'; drop table worker;--', '\u202edlrow', '💥'.repeat(40), '\\.']
  const lines = nasty.map((text, n) => [text, person(n)[1], person(n)[2], text, text, text, text])
  const { rows } = await readSpecimen(save('a.xlsx', xlsx([[...HEADER.slice(0, 6), `岗位${'💥'.repeat(30)}`], ...lines])))
  assert.equal(rows.length, nasty.length)
  for (const row of rows) assert.ok(!/[\0\ud800-\udfff]/.test(JSON.stringify(row).replaceAll('💥', '')))
})

test('traditional characters and English headers', async (t) => {
  const save = specimenFolder(t)
  const traditional = ['員工姓名', '聯繫電話', '身份證號碼', '所屬網點', '入職日期', '用工類型', '崗位']
  const english = ['Full name', 'Mobile No.', 'ID card number', 'Station', 'Start date', 'Employment type', 'Position']
  for (const header of [traditional, english]) {
    const { rows } = await readSpecimen(save('a.csv', csv([header, person(1)])))
    assert.deepEqual([rows[0]?.accepted, rows[0]?.kind, rows[0]?.post], ['t', 'dispatch', '骑手'])
  }
})

async function refusal(path: string, options = {}) {
  const error: unknown = await readSpecimen(path, options).catch((caught: unknown) => caught)
  assert.ok(error instanceof RefusedFile || error instanceof RefusedWorkbook, String(error))
  return error
}

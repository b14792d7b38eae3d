import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RefusedFile } from '../../../../platform/lists/refused-file.ts'
import { createKeyring } from '../../../../platform/secrets/keyring.ts'
import { openWorkbook } from '../../../../platform/spreadsheets/open-workbook.ts'
import { collect } from '../../../../platform/spreadsheets/outgoing.ts'
import { allRows, specimenFolder, specimenXlsx } from '../../../../platform/spreadsheets/specimen-workbooks.ts'
import { DEFAULT_LIMITS } from '../../../../platform/spreadsheets/workbook.ts'
import { type RejectionCode } from './fields.ts'
import { HEADER, person, readSpecimen, TEST_KEYS } from './reading-specimens.ts'
import { reasonOf, refusalOf } from './reasons.ts'
import { rosterTemplate } from './roster-template.ts'
import { writeAnnotatedRoster } from './write-annotated-roster.ts'

test('the rejected rows go back as they were, with the reason beside them, and can be uploaded again', async (t) => {
  const save = specimenFolder(t)
  const keyring = createKeyring(TEST_KEYS)
  const [name, phone, id, outlet] = person(2)
  const first = await readSpecimen(save('a.xlsx', specimenXlsx([{ name: 'S', rows: [['花名册'], [...HEADER.slice(0, 4), '备注'], person(1).slice(0, 4), [name, '1380013800', 5.22427e17, outlet, '=cmd']] }])))
  const rejected = first.rows.filter((row) => row.accepted === 'f').map((row) => ({
    rowNo: Number(row.row_no),
    cells: JSON.parse(keyring.open(Buffer.from((row.raw ?? '').slice(2), 'hex'))) as string[],
    rejections: row.reasons,
  }))
  const back = save('back.xlsx', await collect(writeAnnotatedRoster(rejected, first.summary.mapping, 'zh-CN')))
  const rows = await allRows(await openWorkbook(back, DEFAULT_LIMITS))
  assert.deepEqual(rows[0]?.cells, ['姓名', '手机号', '身份证号', '网点', '备注', '退回原因', '原行号'])
  assert.deepEqual(rows[1]?.cells.slice(0, 5), [name, '1380013800', '522427000000000000', outlet, '=cmd'])
  assert.equal(rows[1]?.cells[5], '手机号（B 列）：手机号只有 10 位，应为 11 位\n身份证号（C 列）：证件号被 Excel 改成了 5.22427E+17，后几位丢了，请把这一列设为文本后重填')
  assert.equal(rows[1]?.cells[6], 4)
  assert.equal(rows.length, 2)

  const again = await readSpecimen(save('again.xlsx', await collect(writeAnnotatedRoster([{ rowNo: 4, cells: [name, phone, id, outlet], rejections: [] }], first.summary.mapping, 'en'))))
  assert.deepEqual([again.summary.importable, again.rows[0]?.name], [1, name])
})

test('the template is read as an empty roster, and with people in it as theirs', async (t) => {
  const save = specimenFolder(t)
  for (const lang of ['zh-CN', 'en'] as const) {
    const path = save(`${lang}.xlsx`, await collect(rosterTemplate(lang)))
    await assert.rejects(readSpecimen(path), (error) => error instanceof RefusedFile && error.reason === 'empty-file' && error.detail.mapping?.every((column) => column.field !== null) === true)
    const [header, example] = await allRows(await openWorkbook(path, DEFAULT_LIMITS))
    const filled = await readSpecimen(save('filled.xlsx', specimenXlsx([{ name: 'S', rows: [header?.cells.map(String) ?? [], example?.cells.map(String) ?? [], [person(1)[0], person(1)[1], person(1)[2], '', person(1)[3], '2026-03-01', 'dispatch', '禾苗', 'Rider']] }])))
    assert.deepEqual([filled.summary.rows, filled.summary.importable, filled.rows[0]?.agency_name], [1, 1, '禾苗'])
  }
})

test('every reason has words in both languages', () => {
  const details = [{}, { why: 'length', digits: 10 }, { why: 'length', digits: 12 }, { why: 'prefix' }, { why: 'lost' }, { why: 'characters' }, { why: 'birth' }, { why: 'division' }, { why: 'too-long' }, { why: 'error' }, { why: 'past', shown: '1960-1-1' }, { why: 'future' }, { shown: 'zeros' }, { shown: '5.22427E+17' }, { row: 12 }]
  const codes: RejectionCode[] = ['missing-required', 'bad-id-check-digit', 'id-lost-precision', 'bad-phone', 'bad-date', 'duplicate-in-file', 'formula-cell', 'unknown-outlet']
  for (const code of codes) {
    for (const detail of details) {
      const rejection = { code, field: 'id_number' as const, column: 'C', header: '身份证号', detail }
      assert.match(reasonOf(rejection, 'zh-CN'), /\p{Script=Han}/u)
      assert.ok(!/\p{Script=Han}/u.test(reasonOf(rejection, 'en')))
    }
  }
  assert.equal(reasonOf({ code: 'duplicate-in-file', field: 'id_number', column: 'C', header: '', detail: { row: 12 } }, 'zh-CN'), '与第 12 行是同一个证件，只取了那一行')
  for (const reason of ['unreadable-file', 'empty-file', 'wrong-sheet', 'encrypted', 'too-large', 'took-too-long'] as const) {
    assert.match(refusalOf(reason, { why: 'x', missing: ['name', 'outlet'] }, 'zh-CN'), /。$/)
    assert.match(refusalOf(reason, { why: 'x', missing: ['name', 'outlet'] }, 'en'), /\.|\?$/)
  }
  assert.match(refusalOf('wrong-sheet', { why: 'x', missing: ['name', 'outlet'] }, 'zh-CN'), /缺少：姓名、网点/)
})

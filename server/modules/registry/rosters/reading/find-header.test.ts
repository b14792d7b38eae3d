import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findHeader } from '../../../../platform/lists/find-header.ts'
import { foldHeader } from '../../../../platform/lists/fold-header.ts'
import type { Cell, Merge, Row } from '../../../../platform/spreadsheets/workbook.ts'
import type { ColumnChoices, Field } from './fields.ts'
import { rosterWords } from './synonyms.ts'

const rowsOf = (lines: readonly (readonly Cell[])[]): Row[] => lines.map((cells, index) => ({ number: index + 1, cells: cells.map((cell) => (cell === '' ? undefined : cell)) })).filter((row) => row.cells.some((cell) => cell !== undefined))
const find = (lines: readonly (readonly Cell[])[], merges: Merge[] = [], choices: ColumnChoices[] = [], singleOutlet = false) => findHeader(rowsOf(lines), merges, { words: rosterWords, choices, spared: singleOutlet ? ['outlet'] : [] })
const fieldsOf = (header: ReturnType<typeof find>) => header?.mapping.map((column) => column.field)
const PERSON = ['张伟', '13800138000', '11010519491231002X', '三里屯站']

test('headers of every company mean the same', () => {
  const cases: Record<Field, string[]> = {
    name: ['姓名', '员工姓名', '骑手姓名', '配送员', '名字', '姓 名', '*姓名', '姓名（必填）', '姓\n名', 'Name', 'Full Name', 'Rider name', '快遞員姓名', '姓名 Name'],
    phone: ['手机号', '联系电话', '手机', '电话', '联系方式', '手機號碼', '骑手手机号', '本人联系电话', '手机号码(11位)', 'Mobile', 'Phone No.', 'TEL', 'mobile_phone', '手机号码/联系电话'],
    id_number: ['身份证号', '证件号码', '身份证', '证件号', '身份證號碼', '身份证号（18位）', '居民身份证号码', '公民身份号码', '员工身份证号', 'ID No.', 'ID card', 'ID number', '身份证/护照号码', '身分證字號'],
    id_kind: ['证件类型', '證件類型', 'ID type', '证件种类'],
    outlet: ['网点', '站点', '配送站', '门店', '所属站点', '网点名称', '網點名稱', 'Station', 'Site', 'Hub', '所在网点'],
    hired_on: ['入职日期', '到岗时间', '入职时间', '上岗日期', '入職日期', 'Hire date', 'Start Date', '入职日期(YYYY-MM-DD)', '员工入职时间'],
    kind: ['用工形式', '合同类型', '用工类型', '用工方式', '用工性质', 'Employment type', 'Contract', '人员类型'],
    agency: ['劳务公司', '派遣公司', '加盟商', '所属公司', '外包公司', 'Agency', '勞務公司', '劳务派遣公司名称'],
    post: ['岗位', '工种', '职位', '岗位名称', '岗位/工种', 'Position', 'Job title', '職位'],
  }
  for (const [field, headers] of Object.entries(cases)) {
    for (const header of headers) assert.equal(rosterWords.fieldOf(foldHeader(header))?.field, field, header)
  }
  for (const header of ['序号', '备注', '性别', '年龄', '紧急联系人', '紧急联系人电话', '站长姓名', '站长电话', '负责人', '银行卡号', '工号', '推荐人', '推荐人手机号', 'No.', 'Emergency contact', 'Bank account', '离职日期', '']) {
    assert.equal(rosterWords.fieldOf(foldHeader(header)), undefined, header)
  }
})

test('the header stands below titles, and data begins after it', () => {
  const header = find([['2026年11月骑手花名册'], [], ['单位：某公司', '', '制表日期：2026-11-25'], ['序号', '姓名', '手机号', '身份证号', '站点', '备注'], ['1', ...PERSON]])
  assert.equal(header?.row, 4)
  assert.deepEqual(fieldsOf(header), [null, 'name', 'phone', 'id_number', 'outlet', null])
  assert.deepEqual(header?.missing, [])
})

test('a header of two lines is read with its groups', () => {
  const lines = [
    ['序号', '基本信息', '', '', '工作信息', '', '紧急联系人', ''],
    ['', '姓名', '手机号', '身份证号', '站点', '入职日期', '姓名', '电话'],
    ['1', ...PERSON, '2022-03-01', '李娜', '13900139000'],
  ]
  const merges = [{ top: 1, left: 1, bottom: 1, right: 3 }, { top: 1, left: 4, bottom: 1, right: 5 }, { top: 1, left: 6, bottom: 1, right: 7 }, { top: 1, left: 0, bottom: 2, right: 0 }]
  const header = find(lines, merges)
  assert.equal(header?.row, 2)
  assert.deepEqual(fieldsOf(header), [null, 'name', 'phone', 'id_number', 'outlet', 'hired_on', null, null])
})

test('fields in the upper line of merged cells, and words broken over two lines', () => {
  const header = find(
    [['姓名', '手机', '身份证', '合同', ''], ['', '号码', '号码', '站点', '类型'], PERSON],
    [{ top: 1, left: 0, bottom: 2, right: 0 }, { top: 1, left: 3, bottom: 1, right: 4 }],
  )
  assert.equal(header?.row, 2)
  assert.deepEqual(fieldsOf(header), ['name', 'phone', 'id_number', 'outlet', 'kind'])
})

test('a first person is not taken for a second line', () => {
  const header = find([['姓名', '手机号', '身份证号', '站点', '岗位', '证件类型'], [...PERSON, '骑手', '身份证']])
  assert.equal(header?.row, 1)
  assert.equal(header?.lines, 1)
})

test('of two columns for one thing the surer one is taken', () => {
  assert.deepEqual(fieldsOf(find([['骑手', '姓名', '联系方式', '手机号', '身份证号', '部门', '站点名称']])), [null, 'name', null, 'phone', 'id_number', null, 'outlet'])
})

test('what the person says wins over what was remembered, and that over the words', () => {
  const lines = [['骑手代号', '姓名', '手机号', '身份证号', '站点', '', '姓名']]
  const remembered: ColumnChoices = { 骑手代号: 'name', 站点: '' }
  assert.deepEqual(fieldsOf(find(lines, [], [{}, remembered], true)), ['name', null, 'phone', 'id_number', null, null, null])
  const header = find(lines, [], [{ 骑手代号: '', 站点: 'outlet', '姓名#2': 'name', '#F': 'post' }, remembered])
  assert.deepEqual(fieldsOf(header), [null, null, 'phone', 'id_number', 'outlet', 'post', 'name'])
  assert.deepEqual(header?.mapping.map((column) => column.key), ['骑手代号', '姓名', '手机号', '身份证号', '站点', '#F', '姓名#2'])
  assert.deepEqual(header?.mapping[5], { column: 'F', header: '', key: '#F', field: 'post' })
})

test('an outlet manager needs no column for the outlet', () => {
  const lines = [['姓名', '手机号', '身份证号'], PERSON.slice(0, 3)]
  assert.deepEqual(find(lines)?.missing, ['outlet'])
  assert.deepEqual(find(lines, [], [], true)?.missing, [])
})

test('when no word is known, the first line of texts is shown to be mapped by hand', () => {
  const header = find([['报表'], ['甲', '乙', '丙', '丁'], PERSON])
  assert.equal(header?.row, 2)
  assert.deepEqual(header?.missing, ['name', 'phone', 'id_number', 'outlet'])
  assert.equal(find([]), undefined)
})

// How each company keeps its list: a dozen habits, all seen in the field, none of them tidy.

import type { Company } from '../city/model.ts'
import { dayParts } from '../days.ts'

export type Field = 'name' | 'phone' | 'id_number' | 'id_kind' | 'outlet' | 'hired_on' | 'kind' | 'agency_name' | 'post'
/** What a column holds; the extra ones mean nothing to the registry. */
export type ColumnContent = Field | 'serial' | 'remark' | 'gender' | 'insurance' | 'vehicle' | 'team' | 'blank'

/** A header of two lines is written [above, below]; what stands above several columns is a merged cell. */
export type Column = { header: string | readonly [string, string]; holds: ColumnContent }

export type DateHabit = 'serial' | 'iso' | 'slash' | 'chinese' | 'compact' | 'dots'

export type Style = {
  id: string
  format: 'xlsx' | 'xls' | 'ods' | 'csv' | 'tsv'
  /** Text files only. */
  encoding?: 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le'
  sheet: string
  /** Other sheets, before and after the list. */
  sheetsBefore?: readonly string[]
  sheetsAfter?: readonly string[]
  /** Lines above the header: a title across all columns, a note. */
  title?: 'merged' | 'merged-and-note'
  columns: readonly Column[]
  /** A last row with a sum. */
  total?: boolean
  dates: DateHabit
  /** Identity numbers kept as numbers, except those with X: the last digits are lost. Only some rows. */
  numericIds?: boolean
  phones?: 'text' | 'number' | 'full-width' | 'spaced'
  kinds: 'chinese' | 'long' | 'english'
  /** Blank rows between outlets. */
  gaps?: boolean
  /** Names with spaces, zero-width characters and the like. */
  sloppyNames?: boolean
}

const c = (holds: ColumnContent, header: Column['header']): Column => ({ header, holds })

export const STYLES: readonly Style[] = [
  {
    id: 'xlsx-title', format: 'xlsx', sheet: '在职', sheetsAfter: ['离职', '说明'], title: 'merged-and-note', dates: 'serial', phones: 'text', kinds: 'chinese', total: true,
    columns: [c('serial', '序号'), c('name', '骑手姓名'), c('phone', '手机号'), c('id_number', '身份证号'), c('outlet', '配送站'), c('kind', '用工形式'), c('hired_on', '入职日期'), c('agency_name', '服务商'), c('post', '岗位'), c('vehicle', '车辆'), c('remark', '备注')],
  },
  {
    id: 'xls-numbers', format: 'xls', sheet: 'Sheet1', title: 'merged', dates: 'serial', phones: 'number', kinds: 'chinese', numericIds: true,
    columns: [c('outlet', '站点'), c('serial', '编号'), c('name', '姓名'), c('gender', '性别'), c('id_number', '证件号码'), c('phone', '联系电话'), c('kind', '合同类型'), c('agency_name', '加盟商/派遣公司'), c('hired_on', '到岗时间'), c('post', '工种')],
  },
  {
    id: 'csv-gb18030', format: 'csv', encoding: 'gb18030', sheet: '', dates: 'slash', kinds: 'long', sloppyNames: true,
    columns: [c('id_number', '身份证号码'), c('name', '员工姓名'), c('phone', '联系方式'), c('outlet', '网点名称'), c('post', '岗位名称'), c('kind', '用工性质'), c('agency_name', '劳务公司'), c('hired_on', '入职时间'), c('insurance', '社保')],
  },
  {
    id: 'ods-plain', format: 'ods', sheet: '人员', dates: 'iso', phones: 'text', kinds: 'chinese',
    columns: [c('name', '姓名'), c('post', '岗位'), c('phone', '手机'), c('id_kind', '证件类型'), c('id_number', '证件号'), c('outlet', '直播间'), c('kind', '用工形式'), c('agency_name', '用工单位'), c('hired_on', '入职日期')],
  },
  {
    id: 'xlsx-two-lines', format: 'xlsx', sheet: '花名册', title: 'merged', dates: 'chinese', phones: 'spaced', kinds: 'long', total: true, gaps: true,
    columns: [c('serial', ['', '序号']), c('name', ['基本信息', '姓名']), c('id_number', ['基本信息', '身份证号']), c('phone', ['基本信息', '联系电话']), c('outlet', ['任职信息', '所属网点']), c('post', ['任职信息', '工种']), c('hired_on', ['任职信息', '入职日期']), c('kind', ['合同信息', '合同类型']), c('agency_name', ['合同信息', '签约公司']), c('remark', ['', '备注'])],
  },
  {
    id: 'tsv-utf16', format: 'tsv', encoding: 'utf-16le', sheet: '', dates: 'compact', kinds: 'chinese',
    columns: [c('outlet', '网点'), c('name', '姓名'), c('phone', '手机号码'), c('id_number', '身份证'), c('hired_on', '入职日期'), c('kind', '用工形式'), c('agency_name', '派遣单位'), c('post', '岗位')],
  },
  {
    id: 'xlsx-english', format: 'xlsx', sheet: 'Riders', sheetsBefore: ['Summary'], dates: 'serial', phones: 'number', kinds: 'english', numericIds: true,
    columns: [c('name', 'Name'), c('phone', 'Mobile'), c('id_number', 'ID Number'), c('id_kind', 'ID Type'), c('outlet', 'Station'), c('hired_on', 'Hire Date'), c('kind', 'Contract Type'), c('agency_name', 'Agency'), c('post', 'Position'), c('team', 'Team')],
  },
  {
    id: 'csv-bom', format: 'csv', encoding: 'utf-8-bom', sheet: '', dates: 'iso', phones: 'text', kinds: 'chinese',
    columns: [c('name', '司机姓名'), c('id_number', '身份证号'), c('phone', '手机号'), c('vehicle', '车牌'), c('outlet', '车队'), c('kind', '用工形式'), c('agency_name', '合作商'), c('hired_on', '入职日期'), c('post', '岗位')],
  },
  {
    id: 'xlsx-plain', format: 'xlsx', sheet: 'Sheet1', sheetsAfter: ['Sheet2', 'Sheet3'], dates: 'dots', phones: 'full-width', kinds: 'chinese', sloppyNames: true,
    columns: [c('blank', ''), c('name', '姓名'), c('outlet', '站点'), c('phone', '电话'), c('id_number', '身份证号'), c('hired_on', '到岗日期'), c('kind', '用工形式'), c('agency_name', '供应商'), c('post', '职位')],
  },
  {
    id: 'xlsx-traditional', format: 'xlsx', sheet: '員工名冊', title: 'merged', dates: 'slash', phones: 'text', kinds: 'chinese', total: true,
    columns: [c('serial', '序號'), c('name', '員工姓名'), c('phone', '聯繫電話'), c('id_number', '證件號碼'), c('outlet', '網點'), c('post', '崗位'), c('hired_on', '入職日期'), c('kind', '用工形式'), c('agency_name', '派遣公司')],
  },
  {
    id: 'csv-utf8', format: 'csv', encoding: 'utf-8', sheet: '', title: 'merged', dates: 'slash', kinds: 'chinese', total: true,
    columns: [c('serial', '序号'), c('outlet', '站点'), c('name', '姓名'), c('phone', '手机号'), c('id_number', '身份证号'), c('post', '工种'), c('kind', '用工形式'), c('agency_name', '公司'), c('hired_on', '入职日期')],
  },
]

const FIXED: Readonly<Record<string, string>> = {
  '疾鹿外卖#0': 'xlsx-title', '青雀到家#0': 'xls-numbers', '云梭快递#0': 'csv-gb18030', '柚见文化#0': 'ods-plain', '归雁快运#0': 'xlsx-two-lines', '驰原速递#0': 'tsv-utf16', '星岸同城#0': 'xlsx-english', '橙舟出行#0': 'csv-bom',
}

export function styleById(id: string): Style {
  const style = STYLES.find((one) => one.id === id)
  if (!style) throw new RangeError(`No style ${id}; there are ${STYLES.map((one) => one.id).join(', ')}`)
  return style
}

/** A company keeps its habit. */
export function styleOf(company: Company): Style {
  return styleById(FIXED[company.key] ?? STYLES[(company.id * 7) % STYLES.length]?.id ?? 'xlsx-plain')
}

/** 朝阳骑手名单1124(最终版).xlsx */
export function rosterFileName(company: Company, day: number, style: Style): string {
  const { month, date } = dayParts(day)
  const stamp = `${String(month).padStart(2, '0')}${String(date).padStart(2, '0')}`
  const plain = company.shortName.replace(/[（）]/g, '')
  const names = [`${plain}骑手名单${stamp}(最终版)`, `${plain}${month}月${date}日在职`, `花名册_${plain}_${stamp}`, `${plain}人员名单${stamp}`, `${stamp}${plain}在岗`]
  return `${style.kinds === 'english' ? `${plain}_riders_${stamp}` : names[(company.id - 1) % names.length]}.${style.format}`
}

/** Row of the header (its lower line), as spreadsheet programs count. */
export function headerRow(style: Style): number {
  const above = style.title === 'merged-and-note' ? 2 : style.title === 'merged' ? 1 : 0
  return above + (style.columns.some((column) => typeof column.header !== 'string') ? 2 : 1)
}

/** A, B … Z, AA */
export function columnLetter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26)
}

export function headerText(column: Column): string {
  return typeof column.header === 'string' ? column.header : column.header[1]
}

const FIELDS = new Set<string>(['name', 'phone', 'id_number', 'id_kind', 'outlet', 'hired_on', 'kind', 'agency_name', 'post'])

/** The field a column holds; undefined for the extra ones. */
export function fieldOf(column: Column): Field | undefined {
  return FIELDS.has(column.holds) ? (column.holds as Field) : undefined
}

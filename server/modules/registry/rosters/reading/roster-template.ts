// The workbook a company can fill in when it keeps no list of its own.

import type { OutSheet } from '../../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../../platform/spreadsheets/write-xlsx.ts'
import { type Field, FIELD_LABELS, FIELDS } from './fields.ts'
import type { Lang } from './reasons.ts'

/** Headers, one example row (marked, and skipped by the reader), and a sheet of notes. All cells are text. */
export function rosterTemplate(lang: Lang): AsyncGenerator<Buffer> {
  const en = lang === 'en'
  const people: OutSheet = {
    name: en ? 'Roster' : '花名册',
    columns: FIELDS.map((field) => ({ header: en ? FIELD_LABELS[field].en : FIELD_LABELS[field].zh, kind: 'text', width: WIDTHS[field] ?? 16 })),
    rows: [FIELDS.map((field) => (en ? EXAMPLE[field].en : EXAMPLE[field].zh))],
  }
  const notes: OutSheet = {
    name: en ? 'How to fill it in' : '填写说明',
    columns: en ? [{ header: 'Column', width: 24 }, { header: 'Needed', width: 10 }, { header: 'How', width: 80 }] : [{ header: '列', width: 18 }, { header: '必填', width: 8 }, { header: '怎么填', width: 80 }],
    rows: FIELDS.map((field) => [
      en ? FIELD_LABELS[field].en : FIELD_LABELS[field].zh,
      NEEDED.has(field) ? (en ? 'yes' : '是') : '',
      en ? NOTES[field].en : NOTES[field].zh,
    ]),
  }
  return writeXlsx([people, notes])
}

const NEEDED = new Set<Field>(['name', 'phone', 'id_number', 'outlet'])
const WIDTHS: Partial<Record<Field, number>> = { name: 24, id_number: 24, outlet: 22, agency: 28 }

/** The specimen number of GB 11643, and an operator's own phone number. */
const EXAMPLE: Record<Field, { zh: string; en: string }> = {
  name: { zh: '示例：张伟（这一行不会读取）', en: 'Example: Zhang Wei (this row is skipped)' },
  phone: { zh: '13800138000', en: '13800138000' },
  id_number: { zh: '11010519491231002X', en: '11010519491231002X' },
  id_kind: { zh: '身份证', en: 'Resident ID' },
  outlet: { zh: '三里屯站', en: '三里屯站' },
  hired_on: { zh: '2026-03-01', en: '2026-03-01' },
  kind: { zh: '派遣', en: 'dispatch' },
  agency: { zh: '某某劳务公司', en: 'Some agency' },
  post: { zh: '骑手', en: 'Rider' },
}

const NOTES: Record<Field, { zh: string; en: string }> = {
  name: { zh: '与证件一致。', en: 'As on the document.' },
  phone: { zh: '11 位手机号，本人在用的。', en: 'Mobile number of 11 digits, in use by the person.' },
  id_number: { zh: '18 位身份证号；没有的填护照、通行证或居留证号码。这一列已设为文本，请不要改成数字，否则后几位会丢。', en: 'Resident ID of 18 digits, or the number of a passport or permit. The column is text: as a number it would lose its last digits.' },
  id_kind: { zh: '身份证可不填。其他：护照、来往内地通行证、居留证。', en: 'May stay empty for resident IDs. Else: passport, travel permit, residence card.' },
  outlet: { zh: '今天在哪个网点干活，写登记时用的名称。', en: 'Where the person works today, by the name it is registered under.' },
  hired_on: { zh: '到这家企业的日期，如 2026-03-01、2026/3/1、2026年3月1日。', en: 'First day at the company, such as 2026-03-01.' },
  kind: { zh: '直营、派遣、加盟、众包，按合同填。', en: 'direct, dispatch, franchise or crowd, as in the contract.' },
  agency: { zh: '派遣或外包的填劳务公司，加盟的填加盟商。', en: 'The dispatch agency, or the franchisee.' },
  post: { zh: '骑手、快递员、分拣员、站长等。', en: 'Rider, courier, sorter, station head …' },
}

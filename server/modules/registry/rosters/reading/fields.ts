// What a roster can say about a person, and which of it has to be there.

import type * as lists from '../../../../platform/lists/columns.ts'

export const FIELDS = ['name', 'phone', 'id_number', 'id_kind', 'outlet', 'hired_on', 'kind', 'agency', 'post'] as const
export type Field = (typeof FIELDS)[number]

/** `outlet` may be absent when the upload is for one outlet. */
export const REQUIRED_FIELDS: readonly Field[] = ['name', 'phone', 'id_number', 'outlet']

export const FIELD_LABELS: Record<Field, { zh: string; en: string }> = {
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机号', en: 'Mobile phone' },
  id_number: { zh: '证件号码', en: 'ID number' },
  id_kind: { zh: '证件类型', en: 'ID type' },
  outlet: { zh: '网点', en: 'Outlet' },
  hired_on: { zh: '入职日期', en: 'Hire date' },
  kind: { zh: '用工形式', en: 'Employment type' },
  agency: { zh: '劳务公司或加盟商', en: 'Agency or franchisee' },
  post: { zh: '岗位', en: 'Post' },
}

export type RejectionCode =
  | 'missing-required'
  | 'bad-id-check-digit'
  | 'id-lost-precision'
  | 'bad-phone'
  | 'bad-date'
  | 'duplicate-in-file'
  | 'formula-cell'
  | 'unknown-outlet' // found by comparison with the registry, not by reading

/** `column` as the spreadsheet shows it ("C"). `detail` holds nothing that identifies the person. */
export type Rejection = { code: RejectionCode; field: Field; column: string | null; header: string | null; detail: RejectionDetail }
export type RejectionDetail = Record<string, string | number>

/** What one cell says: a value, nothing, or something that cannot stand. */
export type Reading<T> = { value: T } | { code: RejectionCode; detail: RejectionDetail } | undefined

export type MappedColumn = lists.MappedColumn<Field>
export type ColumnChoices = lists.ColumnChoices<Field>

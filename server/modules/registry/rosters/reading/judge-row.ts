// Is this row a person at all?

import { cleanText } from '../../../../platform/lists/clean-text.ts'
import type * as lists from '../../../../platform/lists/columns.ts'
import { EXAMPLE, firstText, isBlank, isLoneNote, NOTE, repeatsHeader, textAt, TOTAL } from '../../../../platform/lists/judge-line.ts'
import type { Row } from '../../../../platform/spreadsheets/workbook.ts'
import type { Field } from './fields.ts'

export type ColumnOf = lists.ColumnOf<Field>

/**
 * Blank rows, headings of groups, pasted repetitions of the header, totals, notes under the table and the example of
 * the template are no people. A row counts as somebody when it has a name, a phone or a document.
 */
export function isPerson(row: Row, columns: ColumnOf, headerTexts: ReadonlySet<string>): boolean {
  const name = textAt(row, columns.name)
  const phone = textAt(row, columns.phone)
  const id = textAt(row, columns.id_number)
  // What nearly every row looks like, decided without cleaning anything.
  if (name.length >= 2 && name.length <= 4 && id.length === 18 && phone.length === 11 && name.charCodeAt(0) > 0x7f) {
    return !(TOTAL.test(name) || EXAMPLE.test(name))
  }
  if (isBlank(name) && isBlank(phone) && isBlank(id)) return false
  const first = firstText(row)
  const cleanName = cleanText(name)
  if (EXAMPLE.test(cleanName) || EXAMPLE.test(first)) return false
  const plausibleId = /\d{8}/.test(id)
  if (!plausibleId && (TOTAL.test(first) || TOTAL.test(cleanName))) return false
  if (!plausibleId && (NOTE.test(first) || NOTE.test(cleanName))) return false
  if (!plausibleId && isLoneNote(row, cleanName)) return false
  return !repeatsHeader([name, phone, id], headerTexts)
}

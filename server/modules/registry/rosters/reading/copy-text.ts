// Staged rows as PostgreSQL COPY text.

import type { StagedRow } from './read-person.ts'

/** `copy roster_row (…) from stdin`: text format, in this order. The other columns are filled by the comparison. */
export const COPY_COLUMNS = [
  'roster_id',
  'row_no',
  'accepted',
  'name',
  'id_kind',
  'id_hash',
  'id_tail',
  'id_number',
  'phone_hash',
  'phone_tail',
  'phone',
  'pinyin',
  'initials',
  'outlet_key',
  'outlet_name',
  'hired_on',
  'kind',
  'agency_name',
  'post',
  'rejections',
  'raw',
] as const

/** One line with its line end. @param rosterId as text */
export function copyLine(rosterId: string, row: StagedRow): string {
  const accepted = row.rejections.length === 0
  return (
    `${rosterId}\t${row.rowNo}\t${accepted ? 't' : 'f'}\t${text(row.name)}\t${plain(row.idKind)}\t${plain(row.idHash)}\t` +
    `${plain(row.idTail)}\t${bytes(row.idNumber)}\t${plain(row.phoneHash)}\t${plain(row.phoneTail)}\t${bytes(row.phone)}\t` +
    `${text(row.pinyin)}\t${text(row.initials)}\t${text(row.outletKey)}\t${text(row.outletName)}\t${plain(row.hiredOn)}\t` +
    `${plain(row.kind)}\t${text(row.agencyName)}\t${text(row.post)}\t` +
    `${accepted ? NULL : text(JSON.stringify(row.rejections))}\t${bytes(row.raw)}\n`
  )
}

const NULL = '\\N'

function plain(value: string | null): string {
  return value ?? NULL
}

/** Cells were cleaned of zero bytes and of halves of surrogate pairs, which PostgreSQL refuses. */
function text(value: string | null): string {
  if (value === null) return NULL
  return /[\\\t\n\r]/.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : value
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function bytes(value: Buffer | null): string {
  return value === null ? NULL : `\\\\x${value.toString('hex')}`
}

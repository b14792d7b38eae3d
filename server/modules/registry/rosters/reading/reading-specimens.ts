// For tests of reading: read a file in this thread and see what would be copied.

import { createKeyring, type MasterKey } from '../../../../platform/secrets/keyring.ts'
import { DEFAULT_LIMITS } from '../../../../platform/spreadsheets/workbook.ts'
import { COPY_COLUMNS } from './copy-text.ts'
import type { Rejection } from './fields.ts'
import { readRosterFile, type RosterReadingRequest, type RosterSummary } from './read-roster-file.ts'
import { checkDigit } from './read-id.ts'

export const TEST_KEYS: readonly MasterKey[] = [{ id: 'test', bytes: Buffer.alloc(32, 7) }]
export const TODAY = '2026-11-25'
export const HEADER = ['姓名', '手机号', '身份证号', '网点', '入职日期', '用工形式', '岗位'] as const

/** The n-th made-up person: valid ID and phone, as cells under HEADER. */
export function person(n: number): [string, string, string, string, string, string, string] {
  const first17 = `110105${1970 + (n % 30)}${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(1 + (Math.floor(n / 420) % 999)).padStart(3, '0')}`
  const name = `${'赵钱孙李周吴郑王'.charAt(n % 8)}${'伟芳娜敏静丽强'.charAt(n % 7)}${'磊洋勇艳杰'.charAt(n % 5)}`
  return [name, `138${String(n).padStart(8, '0')}`, first17 + checkDigit(first17), '三里屯站', '2022-03-01', '派遣（禾苗人力）', '骑手']
}

export type CopiedRow = Record<(typeof COPY_COLUMNS)[number], string | null> & { reasons: Rejection[]; codes: string[] }

export function parseCopy(text: string): CopiedRow[] {
  return text.split('\n').slice(0, -1).map((line) => {
    const values = line.split('\t').map((value) => (value === '\\N' ? null : value.replaceAll(/\\(.)/g, (_, char: string) => ({ t: '\t', n: '\n', r: '\r' })[char] ?? char)))
    if (values.length !== COPY_COLUMNS.length) throw new Error(`${values.length} values: ${line}`)
    const row = Object.fromEntries(COPY_COLUMNS.map((column, index) => [column, values[index] ?? null])) as Record<(typeof COPY_COLUMNS)[number], string | null>
    const reasons = row.rejections === null ? [] : (JSON.parse(row.rejections) as Rejection[])
    return Object.assign(row, { reasons, codes: reasons.map((reason) => reason.code) })
  })
}

export async function readSpecimen(path: string, options: Partial<RosterReadingRequest> = {}): Promise<{ summary: RosterSummary; rows: CopiedRow[] }> {
  let text = ''
  const request: RosterReadingRequest = { path, limits: DEFAULT_LIMITS, rosterId: '7', mappingOverride: {}, rememberedMapping: {}, singleOutlet: undefined, today: TODAY, ...options }
  const summary = await readRosterFile(request, createKeyring(TEST_KEYS), {
    chunk(chunk) {
      text += chunk.toString()
      return Promise.resolve()
    },
    progress() {},
  })
  return { summary, rows: parseCopy(text) }
}

// What happened to a file of which nothing was taken, and what to do.

import type { Language } from '../../../contract/problems.ts'
import type { RefusalReason } from './refused-file.ts'

/**
 * @param about `missing`: labels of required fields without a column; `empty`: what an empty list lacks, in both languages
 */
export function refusalText(reason: RefusalReason, about: { why: string; missing: readonly string[]; empty: readonly [zh: string, en: string] }, lang: Language): string {
  const en = lang === 'en'
  if (reason === 'wrong-sheet') {
    return en
      ? `No sheet has a header with all the columns needed. Missing: ${about.missing.join(', ')}. Say which column is which, or use the template.`
      : `没有找到表头齐全的工作表，缺少：${about.missing.join('、')}。请指定各列的含义，或改用模板填写。`
  }
  if (reason === 'empty-file') return about.empty[en ? 1 : 0]
  if (about.why === 'xlsb') return en ? 'Excel binary workbooks (.xlsb) cannot be read. Save it as .xlsx and upload it again.' : '读不了 .xlsb 格式，请在 Excel 里另存为 .xlsx 后再传。'
  if (about.why === 'out of memory') return en ? 'The workbook is too intricate to be read. Save it as .xlsx or CSV and upload it again.' : '这份表太复杂，读不下来。请另存为 .xlsx 或 CSV 后再传。'
  return REFUSALS[reason][en ? 'en' : 'zh']
}

const REFUSALS: Record<Exclude<RefusalReason, 'wrong-sheet' | 'empty-file'>, { zh: string; en: string }> = {
  'unreadable-file': {
    zh: '文件打不开，可能已损坏，或者不是表格。请用 Excel 或 WPS 打开确认，另存为 .xlsx 后再传。',
    en: 'The file cannot be opened: it is damaged or no spreadsheet. Open it in Excel or WPS, save it as .xlsx and upload it again.',
  },
  encrypted: { zh: '文件设了密码，请取消密码后再传。', en: 'The file is protected by a password. Remove it and upload the file again.' },
  'too-large': {
    zh: '文件太大：最多 20 MB、20 万行。请删去多余的工作表和空白格式，或分成几份上传。',
    en: 'The file is too large: at most 20 MB and 200,000 rows. Remove other sheets and empty formatting, or split it.',
  },
  'took-too-long': { zh: '文件读了太久，已经停下。请删去多余的工作表和格式，另存为 .xlsx 或 CSV 后再传。', en: 'Reading the file took too long and was stopped. Remove other sheets and formatting, save it as .xlsx or CSV and upload it again.' },
}

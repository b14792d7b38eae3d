// Why a row or a file was sent back, in words for the person who has to put it right.

import { refusalText } from '../../../../platform/lists/refusal-words.ts'
import type { RefusalDetail, RefusalReason } from '../../../../platform/lists/refused-file.ts'
import { FIELD_LABELS, FIELDS, type Rejection } from './fields.ts'

export type Lang = 'zh-CN' | 'en'

/** One sentence. */
export function reasonOf(rejection: Rejection, lang: Lang): string {
  return lang === 'en' ? english(rejection) : chinese(rejection)
}

/** "手机号（C 列）：手机号只有 10 位" for each, one per line. */
export function reasonsOf(rejections: readonly Rejection[], lang: Lang): string {
  return rejections
    .map((rejection) => {
      const place = rejection.header || (lang === 'en' ? FIELD_LABELS[rejection.field].en : FIELD_LABELS[rejection.field].zh)
      if (lang === 'en') return `${place}${rejection.column ? ` (column ${rejection.column})` : ''}: ${reasonOf(rejection, lang)}`
      return `${place}${rejection.column ? `（${rejection.column} 列）` : ''}：${reasonOf(rejection, lang)}`
    })
    .join('\n')
}

/** What happened to the file and what to do. */
export function refusalOf(reason: RefusalReason, detail: RefusalDetail, lang: Lang): string {
  const missing = FIELDS.filter((field) => detail.missing?.includes(field)).map((field) => (lang === 'en' ? FIELD_LABELS[field].en : FIELD_LABELS[field].zh))
  return refusalText(reason, { why: detail.why, missing, empty: ['表里没有人员，请确认选对了文件。', 'Nobody is listed in this file. Is it the right one?'] }, lang)
}

function chinese({ code, field, detail }: Rejection): string {
  const label = FIELD_LABELS[field].zh
  switch (code) {
    case 'missing-required':
      if (detail['why'] === 'too-long') return `${label}超过 50 个字，看起来不是姓名`
      return detail['why'] === 'error' ? `${label}这一格是错误值，请重填` : `${label}没有填`
    case 'bad-id-check-digit':
      switch (detail['why']) {
        case 'length':
          return `证件号码应为 18 位，这里是 ${detail['digits']} 位`
        case 'characters':
          return '证件号码里有不该有的字符，请核对'
        case 'birth':
          return '证件号里的出生日期不存在，请核对'
        case 'division':
          return '证件号前两位不是任何省份，请核对'
        default:
          return '证件号校验码不对，末位应由前 17 位算出，请对照证件核对每一位'
      }
    case 'id-lost-precision':
      return detail['shown'] === 'zeros'
        ? '证件号末尾几位被 Excel 变成了 0，请把这一列设为文本后重填'
        : `证件号被 Excel 改成了 ${detail['shown']}，后几位丢了，请把这一列设为文本后重填`
    case 'bad-phone':
      switch (detail['why']) {
        case 'length':
          return Number(detail['digits']) < 11 ? `手机号只有 ${detail['digits']} 位，应为 11 位` : `手机号有 ${detail['digits']} 位，应为 11 位`
        case 'prefix':
          return '手机号应以 13 到 19 开头'
        case 'lost':
          return '手机号被 Excel 改成了科学计数，请把这一列设为文本后重填'
        default:
          return '手机号里有数字以外的字符'
      }
    case 'bad-date': {
      const shown = detail['shown'] === undefined ? '' : ` ${detail['shown']} `
      if (detail['why'] === 'future') return `日期${shown}晚了一年以上，请核对`
      if (detail['why'] === 'past') return `日期${shown}早于 1970 年，请核对`
      return shown ? `没有${shown}这一天，请按 2026-03-01 的样子填写` : '日期认不出来，请按 2026-03-01 的样子填写'
    }
    case 'duplicate-in-file':
      return `与第 ${detail['row']} 行是同一个证件，只取了那一行`
    case 'formula-cell':
      return '这一格是公式，请改成值（复制后选择性粘贴为数值）'
    case 'unknown-outlet':
      return `没有登记过${detail['name'] ? `“${detail['name']}”` : '这个网点'}，${detail['near'] ? `是不是“${detail['near']}”？` : '请核对名称，或先登记网点'}`
  }
}

function english({ code, field, detail }: Rejection): string {
  const label = FIELD_LABELS[field].en
  switch (code) {
    case 'missing-required':
      if (detail['why'] === 'too-long') return `${label} has more than 50 characters and does not look like a name`
      return detail['why'] === 'error' ? `${label} holds an error value` : `${label} is missing`
    case 'bad-id-check-digit':
      switch (detail['why']) {
        case 'length':
          return `An ID number has 18 digits, this one ${detail['digits']}`
        case 'characters':
          return 'The ID number has characters that cannot be in one'
        case 'birth':
          return 'The date of birth in the ID number does not exist'
        case 'division':
          return 'The ID number begins with the code of no province'
        default:
          return 'The check digit is wrong: the last one follows from the 17 before it. Compare every digit with the card'
      }
    case 'id-lost-precision':
      return detail['shown'] === 'zeros'
        ? 'Excel turned the last digits of the ID number into zeros: format the column as text and fill it in again'
        : `Excel turned the ID number into ${detail['shown']} and lost its last digits: format the column as text and fill it in again`
    case 'bad-phone':
      switch (detail['why']) {
        case 'length':
          return `A mobile number has 11 digits, this one ${detail['digits']}`
        case 'prefix':
          return 'A mobile number begins with 13 to 19'
        case 'lost':
          return 'Excel turned the number into scientific notation: format the column as text and fill it in again'
        default:
          return 'The mobile number has characters other than digits'
      }
    case 'bad-date': {
      const shown = detail['shown'] === undefined ? '' : ` ${detail['shown']}`
      if (detail['why'] === 'future') return `The date${shown} is more than a year ahead`
      if (detail['why'] === 'past') return `The date${shown} is before 1970`
      return shown ? `There is no day${shown}. Write dates like 2026-03-01` : 'The date cannot be understood. Write dates like 2026-03-01'
    }
    case 'duplicate-in-file':
      return `The same ID as in row ${detail['row']}; that row was taken`
    case 'formula-cell':
      return 'This cell holds a formula. Replace it by its value (copy, paste special, values)'
    case 'unknown-outlet':
      return `No outlet of ${detail['name'] ? `the name “${detail['name']}”` : 'this name'} is registered. ${detail['near'] ? `Is it “${detail['near']}”?` : 'Check the name or register the outlet first'}`
  }
}

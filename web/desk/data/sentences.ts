/** The marks between words, as each language writes them. All are reactive on the language. */
import { language } from '../../ui/words/index.ts'

/** 加盟 34、派遣 12. */
export function listed(parts: readonly string[]): string {
  return parts.join(language.value === 'en' ? ', ' : '、')
}

/** 37 人登记入职，17 人结束从业. Empty parts are left out. */
export function clauses(...parts: readonly string[]): string {
  return parts.filter((one) => one !== '').join(comma())
}

export function comma(): string {
  return language.value === 'en' ? ', ' : '，'
}

export function stop(): string {
  return language.value === 'en' ? '. ' : '。'
}

/** （京畅配送）, with its space in front where there is one; empty for nothing. */
export function aside(text: string): string {
  if (text === '') return ''
  return language.value === 'en' ? ` (${text})` : `（${text}）`
}

/** 工体站：核实结果已记下. */
export function colon(what: string, says: string): string {
  return language.value === 'en' ? `${what}: ${says}` : `${what}：${says}`
}

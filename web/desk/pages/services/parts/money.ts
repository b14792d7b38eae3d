/** Money is fen on the wire and yuan on screen. */
import { language } from '../../../../ui/words/index.ts'

/** 1234500 → 12,345; 1250 → 12.50. */
export function yuan(fen: number): string {
  return new Intl.NumberFormat(language.value, fen % 100 === 0 ? { maximumFractionDigits: 0 } : { minimumFractionDigits: 2 }).format(fen / 100).replace('-', '−')
}

/** 12.5 → 1250 fen; undefined for what is no amount of at most two decimals. */
export function fenOf(typed: string): number | undefined {
  const clean = typed.normalize('NFKC').trim().replace(/^[¥￥]/, '').replaceAll(',', '')
  return /^\d{1,8}(\.\d{1,2})?$/.test(clean) ? Math.round(Number(clean) * 100) : undefined
}

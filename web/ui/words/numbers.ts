/** Figures as both apps write them. All are reactive on the language. */
import { language } from './language.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** 15190 → 15,190. */
export function count(value: number): string {
  return format('count', { maximumFractionDigits: 2 }).format(value).replace('-', '−')
}

/** A difference with its sign: +14, −9, 0. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : count(value)
}

/** A share from 0 to 1: 0.46 → 46%. */
export function percent(share: number, digits = 0): string {
  return format(`percent${digits}`, { style: 'percent', maximumFractionDigits: digits }).format(share)
}

/** A cell of a statistic: fewer than five people are never shown (DOMAIN §5.4). */
export function smallCell(value: number): string {
  return value > 0 && value < 5 ? '<5' : count(value)
}

/** A distance in metres as a figure and its unit: 320 米, 1.1 公里. */
export function distance(metres: number): { figure: string; unit: string } {
  const zh = language.value === 'zh-CN'
  if (metres < 1000) return { figure: count(metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10), unit: zh ? '米' : 'm' }
  const km = metres < 10_000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000)
  return { figure: count(km), unit: zh ? '公里' : 'km' }
}

/** Bytes for people: 2.1 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${count(bytes)} B`
  if (bytes < 1024 * 1024) return `${count(Math.round(bytes / 1024))} KB`
  return `${count(Math.round((bytes / 1024 / 1024) * 10) / 10)} MB`
}

function format(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language.value} ${name}`
  const kept = formats.get(key) ?? new Intl.NumberFormat(language.value, options)
  formats.set(key, kept)
  return kept
}

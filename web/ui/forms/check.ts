/** What is wrong with the answers, said before they are sent. The server checks again, and has the last word. */
import { isEmpty, type FormField, type FormValue, type FormValues } from './fields.ts'
import { t } from './words.ts'

/** Faults by key of the field, in words; empty when all is well. Reactive on the language. */
export function checkForm(fields: readonly FormField[], values: FormValues): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.flatMap((field) => {
    const fault = checkField(field, values[field.key])
    return fault === undefined ? [] : [[field.key, fault]]
  }))
}

export function checkField(field: FormField, given: FormValue): string | undefined {
  const value = typeof given === 'string' ? given.trim() : given
  if (isEmpty(value)) return field.required ? missing(field) : undefined
  switch (field.kind) {
    case 'line':
    case 'text':
      if (typeof value !== 'string') return t('wrong')
      if (field.minLength !== undefined && [...value].length < field.minLength) return t('short', { n: field.minLength })
      return field.maxLength !== undefined && [...value].length > field.maxLength ? t('long', { n: field.maxLength }) : undefined
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return t('notWhole')
      return outside(value, field.min, field.max, String)
    case 'date':
      if (typeof value !== 'string' || !isDay(value)) return t('notDay')
      return outside(value, field.min, field.max, (day) => day)
    case 'phone':
      return typeof value === 'string' && /^1[3-9]\d{9}$/.test(value) ? undefined : t('notPhone')
    case 'id-number':
      return typeof value === 'string' && isIdNumber(value) ? undefined : t('notId')
    case 'choice':
      return field.choices.some((one) => one.value === value) ? undefined : t('wrong')
    case 'choices':
    case 'attachment':
      if (!Array.isArray(value)) return t('wrong')
      if (field.min !== undefined && value.length < field.min) return t('few', { n: field.min })
      return field.max !== undefined && value.length > field.max ? t('many', { n: field.max }) : undefined
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : t('wrong')
  }
}

function missing(field: FormField): string {
  if (field.kind === 'attachment') return t('noPhoto')
  return t(field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yes-no' ? 'noChoice' : 'empty')
}

function outside<T extends number | string>(value: T, min: T | undefined, max: T | undefined, say: (bound: T) => string): string | undefined {
  const low = min !== undefined && value < min
  const high = max !== undefined && value > max
  if (!low && !high) return undefined
  if (min !== undefined && max !== undefined) return t('between', { from: say(min), to: say(max) })
  return low ? t('atLeast', { from: say(min) }) : t('atMost', { to: say(max as T) })
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643: eighteen characters, a day that exists, and the check character. */
function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text) || !isDay(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0)
  return '10X98765432'[sum % 11] === text[17]
}

/**
 * A form as data: what a service asks, drawn alike on the phone and on the desk. This is the shape that the components
 * know; the pages read it from the wire.
 */
import { language } from '../words/language.ts'

/** Words written by staff, in both languages; English may be missing. */
export interface Said {
  readonly zh: string
  readonly en?: string | undefined
}

export interface FormChoice {
  readonly value: string
  readonly title: Said
}

interface Common {
  readonly key: string
  readonly title: Said
  readonly hint?: Said | undefined
  readonly required: boolean
}

export type FormField = Common &
  (
    | { readonly kind: 'line' | 'text'; readonly minLength?: number | undefined; readonly maxLength?: number | undefined }
    | { readonly kind: 'integer'; readonly min?: number | undefined; readonly max?: number | undefined; readonly unit?: Said | undefined }
    | { readonly kind: 'yes-no' | 'phone' | 'id-number' }
    | { readonly kind: 'date'; readonly min?: string | undefined; readonly max?: string | undefined }
    | { readonly kind: 'choice'; readonly choices: readonly FormChoice[] }
    | { readonly kind: 'choices'; readonly choices: readonly FormChoice[]; readonly min?: number | undefined; readonly max?: number | undefined }
    | { readonly kind: 'attachment'; readonly min?: number | undefined; readonly max: number; /** Shows an identity document: each opening is told to the worker. */ readonly identity?: boolean | undefined }
  )

/** Text, day, phone, ID number or choice: a string. Whole number: a number. Choices: strings. Attachments: their ids. */
export type FormValue = string | number | boolean | readonly string[] | readonly number[] | undefined
export type FormValues = Readonly<Record<string, FormValue>>

/** In the reader's language, else in Chinese. Reactive. */
export function said(words: Said): string {
  return language.value === 'en' && words.en !== undefined && words.en !== '' ? words.en : words.zh
}

/** Nothing was answered: neither an empty line nor an empty list is an answer. */
export function isEmpty(value: FormValue): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What is sent: answered fields of this form alone, text without blank ends. */
export function answered(fields: readonly FormField[], values: FormValues): Record<string, Exclude<FormValue, undefined>> {
  const sent: Record<string, Exclude<FormValue, undefined>> = {}
  for (const { key } of fields) {
    const value = values[key]
    const clean = typeof value === 'string' ? value.trim() : value
    if (clean !== undefined && !isEmpty(clean)) sent[key] = clean
  }
  return sent
}

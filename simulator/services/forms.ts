// Fields of the catalogue's forms, written short.

import type { FormField, FormSchema, ServiceDocument, ServiceStep } from '../../contract/services.ts'

type Both = readonly [zh: string, en: string]
const titled = ([zh, en]: Both) => ({ title: zh, 'x-title-en': en })
const choices = (list: readonly (readonly [code: string, zh: string, en: string])[]) => list.map(([code, zh, en]) => ({ const: code, title: zh, 'x-title-en': en }))

export const text = (title: Both, maxLength = 60): FormField => ({ type: 'string', 'x-widget': 'text', ...titled(title), maxLength })
export const longText = (title: Both): FormField => ({ type: 'string', 'x-widget': 'long-text', ...titled(title), maxLength: 500 })
export const integer = (title: Both, minimum: number, maximum: number): FormField => ({ type: 'integer', 'x-widget': 'integer', ...titled(title), minimum, maximum })
export const yesNo = (title: Both): FormField => ({ type: 'boolean', 'x-widget': 'yes-no', ...titled(title) })
export const day = (title: Both): FormField => ({ type: 'string', 'x-widget': 'date', format: 'date', ...titled(title) })
export const phone = (title: Both): FormField => ({ type: 'string', 'x-widget': 'phone', format: 'cn-phone', ...titled(title) })
export const idNumber = (title: Both): FormField => ({ type: 'string', 'x-widget': 'id-number', format: 'cn-id', ...titled(title) })
export const choice = (title: Both, list: Parameters<typeof choices>[0]): FormField => ({ type: 'string', 'x-widget': 'choice', ...titled(title), oneOf: choices(list) })
export const several = (title: Both, list: Parameters<typeof choices>[0]): FormField => ({ type: 'array', 'x-widget': 'choices', ...titled(title), items: { type: 'string', oneOf: choices(list) }, uniqueItems: true })

/** Fields in their order; those of `optional` may be left out. */
export function form(properties: Record<string, FormField>, optional: readonly string[] = []): FormSchema {
  return { type: 'object', properties, required: Object.keys(properties).filter((code) => !optional.includes(code)) }
}

export function document(code: string, title: Both, how: ServiceDocument['how'], { required = true, identity = false, note = ['', ''] as Both } = {}): ServiceDocument {
  return { code, title: both(title), note: both(note), how, required, identity }
}

export function step(code: string, title: Both, note: Both = ['', '']): ServiceStep {
  return { code, title: both(title), note: both(note) }
}

export function both([zh, en]: Both): { zh: string; en: string } {
  return { zh, en }
}

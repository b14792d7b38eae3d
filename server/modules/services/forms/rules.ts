// Forms as data: whether one holds together, what an example looks like, how answers are tidied and read. Pure.

import type { Answers, FormField, FormSchema } from '../../../../contract/services.ts'

export type FormFault = { field: string; fault: keyof typeof formFaults; values?: Record<string, string | number> }

/** What can be wrong with a form, for the person who edits it. */
export const formFaults = {
  'unknown-required': ['必填里的“{code}”不在表单里', '“{code}” is required but is no field'],
  'wrong-type': ['这种填写方式的类型应为 {type}', 'A field of this kind must be of type {type}'],
  'wrong-format': ['这种填写方式的格式应为 {format}', 'A field of this kind must have the format {format}'],
  'no-choices': ['请列出可选项', 'Give the choices'],
  'same-choice': ['可选项“{code}”重复', 'The choice “{code}” stands there twice'],
  'out-of-place': ['这种填写方式用不上 {keyword}', '{keyword} has no meaning for a field of this kind'],
  'upside-down': ['最小值大于最大值', 'The least is more than the most'],
  'too-many-needed': ['最多 {most} 项，不能要求至少 {least} 项', 'At most {most} can be given, so {least} cannot be needed'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

type Shape = { type: FormField['type']; items?: 'string' | 'integer'; format?: FormField['format']; takes: readonly (keyof FormField)[] }

const shapes: Record<FormField['x-widget'], Shape> = {
  'text': { type: 'string', takes: ['minLength', 'maxLength'] },
  'long-text': { type: 'string', takes: ['minLength', 'maxLength'] },
  'integer': { type: 'integer', takes: ['minimum', 'maximum'] },
  'yes-no': { type: 'boolean', takes: [] },
  'date': { type: 'string', format: 'date', takes: ['format'] },
  'choice': { type: 'string', takes: ['oneOf'] },
  'choices': { type: 'array', items: 'string', takes: ['items', 'minItems', 'maxItems', 'uniqueItems'] },
  'phone': { type: 'string', format: 'cn-phone', takes: ['format'] },
  'id-number': { type: 'string', format: 'cn-id', takes: ['format'] },
  'attachment': { type: 'array', items: 'integer', takes: ['items', 'minItems', 'maxItems', 'uniqueItems', 'x-identity'] },
}
const always = new Set<keyof FormField>(['type', 'x-widget', 'title', 'x-title-en', 'description', 'x-description-en'])

/** Whether a form holds together; its plain shape is checked by the contract before. */
export function faultsOf(form: FormSchema): FormFault[] {
  const unknown = form.required.filter((code) => !Object.hasOwn(form.properties, code)).map((code): FormFault => ({ field: 'required', fault: 'unknown-required', values: { code } }))
  return [...unknown, ...Object.entries(form.properties).flatMap(([code, field]) => faultsOfField(`properties.${code}`, field))]
}

function faultsOfField(at: string, field: FormField): FormFault[] {
  const shape = shapes[field['x-widget']]
  const faults: FormFault[] = []
  const add = (keyword: string, fault: FormFault['fault'], values?: FormFault['values']) => faults.push({ field: keyword ? `${at}.${keyword}` : at, fault, ...(values ? { values } : {}) })
  if (field.type !== shape.type) add('type', 'wrong-type', { type: shape.type })
  if (shape.format && field.format !== shape.format) add('format', 'wrong-format', { format: shape.format })
  if (shape.items && field.items?.type !== shape.items) add('items', 'wrong-type', { type: shape.items })
  for (const keyword of Object.keys(field) as (keyof FormField)[]) if (field[keyword] !== undefined && !always.has(keyword) && !shape.takes.includes(keyword)) add(keyword, 'out-of-place', { keyword })
  if (field['x-widget'] === 'choice' || field['x-widget'] === 'choices') {
    const choices = choicesOf(field)
    if (choices.length === 0) add(field['x-widget'] === 'choice' ? 'oneOf' : 'items.oneOf', 'no-choices')
    const twice = choices.find((one, i) => choices.findIndex((other) => other.const === one.const) !== i)
    if (twice) add('', 'same-choice', { code: twice.const })
  } else if (field.items?.oneOf) add('items.oneOf', 'out-of-place', { keyword: 'oneOf' })
  if ((field.minLength ?? 0) > (field.maxLength ?? Infinity) || (field.minimum ?? -Infinity) > (field.maximum ?? Infinity)) add('', 'upside-down')
  const most = Math.min(field.maxItems ?? Infinity, field['x-widget'] === 'choices' ? choicesOf(field).length : Infinity)
  if ((field.minItems ?? 0) > most) add('minItems', 'too-many-needed', { least: field.minItems ?? 0, most })
  return faults
}

export type Choice = { const: string; title: string; 'x-title-en': string }

export function choicesOf(field: FormField): readonly Choice[] {
  return (field['x-widget'] === 'choice' ? field.oneOf : field.items?.oneOf) ?? []
}

/** What was left empty is left out; text loses the spaces around it. Unknown fields stay: the check names them. */
export function tidied(answers: Answers): Answers {
  const kept = Object.entries(answers).flatMap(([code, value]): [string, unknown][] => {
    const tidy = typeof value === 'string' ? value.normalize('NFC').trim() : value
    return tidy === '' || tidy === null || tidy === undefined || (Array.isArray(tidy) && tidy.length === 0) ? [] : [[code, tidy]]
  })
  return Object.fromEntries(kept)
}

/** Fields whose clear value is read only on record. */
export function isSensitive(field: FormField): boolean {
  return field['x-widget'] === 'phone' || field['x-widget'] === 'id-number'
}

/** Attachments named in answers: which field, which attachment. */
export function attachmentsIn(form: FormSchema, answers: Answers): { code: string; attachment: number; identity: boolean }[] {
  return Object.entries(form.properties).flatMap(([code, field]) => {
    const value = answers[code]
    if (field['x-widget'] !== 'attachment' || !Array.isArray(value)) return []
    return value.filter((one): one is number => typeof one === 'number').map((attachment) => ({ code, attachment, identity: field['x-identity'] === true }))
  })
}

/** A filled-in form that passes its own check, attachments left out: for the editor's preview. */
export function exampleAnswers(form: FormSchema, today: Temporal.PlainDate): Answers {
  const all = Object.entries(form.properties).flatMap(([code, field]): [string, unknown][] => {
    const value = exampleOf(field, today)
    return value === undefined ? [] : [[code, value]]
  })
  return Object.fromEntries(all)
}

function exampleOf(field: FormField, today: Temporal.PlainDate): unknown {
  switch (field['x-widget']) {
    case 'text':
    case 'long-text': {
      const text = field.title.repeat(Math.max(1, Math.ceil((field.minLength ?? 1) / field.title.length)))
      return text.slice(0, field.maxLength ?? text.length)
    }
    case 'integer':
      return Math.min(Math.max(1, field.minimum ?? 1), field.maximum ?? Infinity)
    case 'yes-no':
      return true
    case 'date':
      return today.toString()
    case 'choice':
      return choicesOf(field)[0]?.const
    case 'choices':
      return choicesOf(field).slice(0, Math.max(1, field.minItems ?? 1)).map((one) => one.const)
    case 'phone':
      return '13800000000'
    case 'id-number':
      return '11010519491231002X'
    case 'attachment':
      return undefined
  }
}

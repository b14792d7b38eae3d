// What the schema check found, in the caller's language, with the field named.

import type { Language } from '../../../contract/problems.ts'
import type { FieldError } from './problem.ts'

type Finding = { keyword: string; instancePath: string; params: Record<string, unknown> }

export function validationErrors(findings: readonly Finding[], language: Language): FieldError[] {
  const errors = findings
    .slice(0, MOST)
    .filter((one) => one.keyword !== 'anyOf' && one.keyword !== 'oneOf' && !(one.keyword === 'type' && one.params['type'] === 'null'))
    .map((one) => ({ field: fieldOf(one), message: message(one, language) }))
  const seen = new Set<string>()
  return errors.filter(({ field }) => !seen.has(field) && seen.add(field))
}

/** Nobody mends more at once, and a body of unknown fields must not make an answer several times its size. */
const MOST = 100

function fieldOf({ keyword, instancePath, params }: Finding): string {
  const path = instancePath.slice(1).replaceAll('/', '.')
  const last = keyword === 'required' ? String(params['missingProperty']) : keyword === 'additionalProperties' ? String(params['additionalProperty']) : ''
  return [path, last].filter(Boolean).join('.')
}

function message({ keyword, params }: Finding, language: Language): string {
  const words = sentences[keyword] ?? sentences['other']
  const [zh, en] = words ?? ['', '']
  return (language === 'en' ? en : zh).replace(/\{(\w+)\}/g, (_, name: string) => (Array.isArray(params[name]) ? params[name].join(', ') : String(params[name] ?? '')))
}

const sentences: Record<string, readonly [zh: string, en: string]> = {
  required: ['这一项必填', 'This is required'],
  additionalProperties: ['没有这一项', 'There is no such field'],
  type: ['类型应为 {type}', 'Must be of type {type}'],
  format: ['格式不对，应为 {format}', 'Must be a valid {format}'],
  enum: ['只能是：{allowedValues}', 'Must be one of: {allowedValues}'],
  minLength: ['至少 {limit} 个字', 'At least {limit} characters'],
  maxLength: ['最多 {limit} 个字', 'At most {limit} characters'],
  minimum: ['不能小于 {limit}', 'Must be at least {limit}'],
  maximum: ['不能大于 {limit}', 'Must be at most {limit}'],
  pattern: ['格式不对', 'Has the wrong form'],
  minItems: ['至少 {limit} 项', 'At least {limit} items'],
  maxItems: ['最多 {limit} 项', 'At most {limit} items'],
  other: ['填写有误', 'Is not valid'],
}

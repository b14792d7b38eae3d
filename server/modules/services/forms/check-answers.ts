// Answers against a form: JSON Schema 2020-12 by Ajv, on the server whatever the app has checked already.

import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import type { Answers, FormField, FormSchema } from '../../../../contract/services.ts'
import type { Language } from '../../../../contract/problems.ts'
import { Problem, type FieldError } from '../../../platform/http/problem.ts'
import { mobileNumber } from '../../access/index.ts'
import { isResidentId } from '../../registry/index.ts'
import { words } from '../words.ts'
import { tidied } from './rules.ts'

/**
 * Tidied answers that the form takes.
 * @param options.partial some fields only: what is required may have been given before
 * @throws Problem invalid-request, each field named as `answers.code`
 */
export function checkAnswers(form: FormSchema, answers: Answers, language: Language, { partial = false } = {}): Answers {
  const { tidy, errors } = judgeAnswers(form, answers, language, { partial })
  if (errors.length > 0) throw new Problem('invalid-request', {}, errors.map(({ field, message }) => ({ field: `answers.${field}`, message })))
  return tidy
}

export function judgeAnswers(form: FormSchema, answers: Answers, language: Language, { partial = false } = {}): { tidy: Answers; errors: FieldError[] } {
  const tidy = Object.fromEntries(Object.entries(tidied(answers)).map(([code, value]) => [code, asKept(form.properties[code], value)]))
  const validate = validatorOf(partial ? { ...form, required: [] } : form)
  if (validate(tidy)) return { tidy, errors: [] }
  const seen = new Set<string>()
  const errors = (validate.errors ?? []).map((error) => ({ field: fieldOf(error), message: sentence(error, language) })).filter(({ field }) => !seen.has(field) && seen.add(field))
  return { tidy, errors }
}

/** A phone as eleven digits, an X in capitals: as people type them they are not refused. */
function asKept(field: FormField | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (field?.['x-widget'] === 'phone') return mobileNumber(value) ?? value
  if (field?.['x-widget'] === 'id-number') return value.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
  return value
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, formats: { 'date': fullFormats.date, 'cn-phone': (text: string) => mobileNumber(text) !== undefined, 'cn-id': isResidentId } })
for (const keyword of ['x-widget', 'x-title-en', 'x-description-en', 'x-identity']) ajv.addKeyword({ keyword })

/** By the text of the form: versions of services are few, and compiling one takes a millisecond. */
const compiled = new Map<string, ValidateFunction>()
const MOST_COMPILED = 500

function validatorOf(form: FormSchema): ValidateFunction {
  const key = JSON.stringify(form)
  let validate = compiled.get(key)
  if (!validate) {
    if (compiled.size >= MOST_COMPILED) {
      compiled.clear()
      for (const one of Object.keys(ajv.schemas)) ajv.removeSchema(one)
    }
    validate = ajv.compile(schemaOf(form))
    compiled.set(key, validate)
  }
  return validate
}

/** The form itself, closed to other fields, and with the bounds that every text and list has. */
function schemaOf(form: FormSchema): Record<string, unknown> {
  const properties = Object.entries(form.properties).map(([code, field]) => {
    const { type } = field
    const bounds = type === 'string' && !field.oneOf ? { maxLength: 2000 } : type === 'array' ? { uniqueItems: true, maxItems: 20 } : type === 'integer' ? { minimum: -1e9, maximum: 1e9 } : {}
    return [code, { ...bounds, ...field }]
  })
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: Object.fromEntries(properties), required: form.required, additionalProperties: false }
}

function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const field = instancePath.split('/')[1] ?? ''
  const named = params as Record<string, unknown>
  if (keyword === 'required') return String(named['missingProperty'])
  return keyword === 'additionalProperties' ? String(named['additionalProperty']) : field
}

function sentence({ keyword, params }: ErrorObject, language: Language): string {
  const named = params as Record<string, unknown>
  const [zh, en] = (keyword === 'format' ? formats[String(named['format'])] : sentences[keyword]) ?? ['填写有误', 'Is not valid']
  return words(language, zh, en).replace('{limit}', String(named['limit'] ?? ''))
}

const formats: Record<string, readonly [zh: string, en: string]> = {
  'date': ['请填日期，例如 2026-11-30', 'Give a date, like 2026-11-30'],
  'cn-phone': ['请填 11 位手机号', 'Give a mobile number of 11 digits'],
  'cn-id': ['身份证号不对，请再核对一遍', 'This ID number is not right; please check it'],
}

const sentences: Record<string, readonly [zh: string, en: string]> = {
  required: ['这一项必填', 'This is required'],
  additionalProperties: ['表单里没有这一项', 'The form has no such field'],
  oneOf: ['请从所列的里面选', 'Choose one of those listed'],
  const: ['请从所列的里面选', 'Choose one of those listed'],
  minLength: ['至少 {limit} 个字', 'At least {limit} characters'],
  maxLength: ['最多 {limit} 个字', 'At most {limit} characters'],
  minimum: ['不能小于 {limit}', 'Must be at least {limit}'],
  maximum: ['不能大于 {limit}', 'Must be at most {limit}'],
  minItems: ['至少 {limit} 项', 'At least {limit}'],
  maxItems: ['最多 {limit} 项', 'At most {limit}'],
  uniqueItems: ['有重复的', 'One is there twice'],
  type: ['填写的内容类型不对', 'Is of the wrong kind'],
}

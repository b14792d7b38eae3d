// Answers as people read them: titles for codes, and numbers masked for whoever did not ask for them on record.

import type { ApplicationAnswer } from '../../../../contract/applications.ts'
import type { Answers, FormField, FormSchema } from '../../../../contract/services.ts'
import type { Language } from '../../../../contract/problems.ts'
import type { Static } from 'typebox'
import { maskId, maskPhone } from '../../registry/index.ts'
import { said, words } from '../words.ts'
import { choicesOf, isSensitive } from './rules.ts'

export type AnswerView = Static<typeof ApplicationAnswer>

/** In the order of the form; what was not answered is left out. Attachments are listed as documents, here is their number. */
export function readAnswers(form: FormSchema, answers: Answers, language: Language, { masked }: { masked: boolean }): AnswerView[] {
  return Object.entries(form.properties).flatMap(([key, field]) => {
    const value = answers[key]
    if (value === undefined) return []
    const hidden = masked && isSensitive(field)
    return [{ key, title: titleOf(field, language), widget: field['x-widget'], value: hidden ? mask(field, String(value)) : readAnswer(field, value, language), masked: hidden }]
  })
}

export function titleOf(field: FormField, language: Language): string {
  return said(language, { zh: field.title, en: field['x-title-en'] })
}

export function readAnswer(field: FormField, value: unknown, language: Language): string {
  switch (field['x-widget']) {
    case 'yes-no':
      return value === true ? words(language, '是', 'Yes') : words(language, '否', 'No')
    case 'choice':
      return choiceTitle(field, value, language)
    case 'choices':
      return listOf(value).map((one) => choiceTitle(field, one, language)).join(words(language, '、', ', '))
    case 'attachment': {
      const count = listOf(value).length
      return words(language, `${count} 个文件`, count === 1 ? '1 file' : `${count} files`)
    }
    default:
      return String(value)
  }
}

function choiceTitle(field: FormField, value: unknown, language: Language): string {
  const choice = choicesOf(field).find((one) => one.const === value)
  return choice ? said(language, { zh: choice.title, en: choice['x-title-en'] }) : String(value)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function mask(field: FormField, value: string): string {
  return field['x-widget'] === 'phone' ? maskPhone(value) : maskId(value)
}

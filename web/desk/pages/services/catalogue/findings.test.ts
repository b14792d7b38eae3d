import { expect, test } from 'vitest'
import { emptyContent, formOf, newField } from './draft.ts'
import { placeOf } from './findings.ts'

test('what is missing is named as the editor names it, and lies behind its tab', () => {
  const field = newField([])
  const content = { ...emptyContent(), form: formOf([{ ...field, wire: { ...field.wire, title: '联系手机' } }]) }
  expect(placeOf('content.where.zh', content)).toEqual({ tab: 'promise', what: '在哪办' })
  expect(placeOf(`form.properties.${field.key}.title`, content)).toEqual({ tab: 'form', what: '第 1 项：联系手机' })
  expect(placeOf('content/steps/1/title/zh', content)).toEqual({ tab: 'steps', what: '第 2 步' })
})

import { expect, test } from 'vitest'
import { asWidget, fieldsOf, formOf, freeCode, moved, newField } from './draft.ts'

test('fields keep their order through the wire, and a moved one stands where it was put', () => {
  const first = newField([])
  const second = { ...newField([first.key]), required: false }
  const form = formOf([second, first])
  expect(Object.keys(form.properties)).toEqual([second.key, first.key])
  expect(fieldsOf(form)).toEqual([second, first])
  expect(formOf(moved(fieldsOf(form), 1, -1)).required).toEqual([first.key])
})

test('a question asked in another way keeps its words and its choices', () => {
  const choice = { ...asWidget({ type: 'string', 'x-widget': 'text', title: '几号到', 'x-title-en': 'When' }, 'choice'), oneOf: [{ const: 'a', title: '甲', 'x-title-en': 'A' }] }
  const several = asWidget(choice, 'choices')
  expect(several.title).toBe('几号到')
  expect(several.items?.oneOf).toEqual(choice.oneOf)
  expect(asWidget(several, 'date').items).toBeUndefined()
})

test('no two fields get one name, and none is a number', () => {
  expect(freeCode('field', ['field_1', 'field_2'])).toBe('field_3')
  expect(freeCode('field', ['field_2'])).toBe('field_3')
})

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FormField, FormSchema } from '../../../../contract/services.ts'
import { certificate } from '../applications/testing/scene.ts'
import { judgeAnswers } from './check-answers.ts'
import { readAnswers } from './read-answers.ts'
import { exampleAnswers, faultsOf, tidied } from './rules.ts'

const { form } = certificate(null)
const today = Temporal.PlainDate.from('2026-11-29')
const withField = (field: Partial<FormField>): FormSchema => ({ type: 'object', properties: { it: { 'type': 'string', 'x-widget': 'text', 'title': '它', 'x-title-en': '', ...field } as FormField }, required: [] })
const faults = (field: Partial<FormField>) => faultsOf(withField(field)).map(({ fault }) => fault)
const errors = (answers: Record<string, unknown>, partial = false) => Object.fromEntries(judgeAnswers(form, answers, 'zh-CN', { partial }).errors.map(({ field, message }) => [field, message]))

describe('a form that staff put together', () => {
  it('holds together, or says where it does not', () => {
    deepEqual(faultsOf(form), [])
    deepEqual(faultsOf({ ...form, required: ['nothing'] }).map(({ fault }) => fault), ['unknown-required'])
    deepEqual(faults({ 'x-widget': 'integer' }), ['wrong-type'])
    deepEqual(faults({ 'x-widget': 'date' }), ['wrong-format'])
    deepEqual(faults({ 'x-widget': 'choice' }), ['no-choices'])
    deepEqual(faults({ 'x-widget': 'choice', 'oneOf': [{ const: 'a', title: '甲', 'x-title-en': '' }, { const: 'a', title: '乙', 'x-title-en': '' }] }), ['same-choice'])
    deepEqual(faults({ minimum: 1 }), ['out-of-place'])
    deepEqual(faults({ minLength: 5, maxLength: 2 }), ['upside-down'])
    deepEqual(faults({ 'type': 'array', 'x-widget': 'choices', 'items': { type: 'string', oneOf: [{ const: 'a', title: '甲', 'x-title-en': '' }] }, 'minItems': 2 }), ['too-many-needed'])
  })

  it('has an example that passes its own check', () => {
    const example = exampleAnswers(form, today)
    deepEqual(judgeAnswers(form, example, 'zh-CN').errors, [])
    deepEqual(Object.keys(example), ['work', 'phone', 'id_number'])
  })
})

describe('answers', () => {
  it('are taken as people type them', () => {
    deepEqual(judgeAnswers(form, { work: 'food', phone: '+86 138-0013-8000', id_number: ' 11010519491231002x ', photo: [] }, 'zh-CN'), { tidy: { work: 'food', phone: '13800138000', id_number: '11010519491231002X' }, errors: [] })
    deepEqual(tidied({ a: ' x ', b: '', c: null, d: [], e: false, f: 0 }), { a: 'x', e: false, f: 0 })
  })

  it('that are missing, wrong or foreign are named one by one', () => {
    deepEqual(errors({}), { work: '这一项必填', id_number: '这一项必填' })
    deepEqual(errors({ work: 'fly', id_number: '110105194912310021', phone: '12', extra: 1 }), { work: '请从所列的里面选', id_number: '身份证号不对，请再核对一遍', phone: '请填 11 位手机号', extra: '表单里没有这一项' })
    deepEqual(errors({ phone: '13800138000' }, true), {})
    ok('photo' in errors({ work: 'food', id_number: '11010519491231002X', photo: ['x'] }))
    ok('photo' in errors({ work: 'food', id_number: '11010519491231002X', photo: [1, 2, 3] }))
    ok('work' in errors({ work: { $ref: 'x' }, id_number: '11010519491231002X' }))
    ok('__proto__' in errors(JSON.parse('{"__proto__": {"a": 1}, "work": "food", "id_number": "11010519491231002X"}') as Record<string, unknown>))
  })

  it('are read in words, in the order of the form, and masked where they name a person', () => {
    const given = { id_number: '11010519491231002X', phone: '13800138000', work: 'food' }
    deepEqual(readAnswers(form, given, 'en', { masked: true }).map(({ title, value, masked }) => [title, value, masked]), [['Work', 'Food', false], ['Phone', '138****8000', true], ['ID number', '1101**********002X', true]])
    equal(readAnswers(form, given, 'zh-CN', { masked: false })[2]?.value, '11010519491231002X')
  })
})

import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { checkForm } from './check.ts'
import { answered, type FormField, type FormValues } from './fields.ts'
import FormAnswers from './FormAnswers.vue'
import FormFields from './FormFields.vue'
import { readForm } from './read-form.ts'

const fields: readonly FormField[] = [
  { key: 'name', kind: 'line', title: { zh: '姓名', en: 'Name' }, required: true, maxLength: 4 },
  { key: 'id', kind: 'id-number', title: { zh: '身份证号' }, hint: { zh: '只给办证的人看' }, required: true },
  { key: 'phone', kind: 'phone', title: { zh: '联系电话' }, required: false },
  { key: 'bike', kind: 'yes-no', title: { zh: '自己有车吗' }, required: true },
  { key: 'people', kind: 'integer', title: { zh: '几个人住' }, required: true, min: 1, max: 6, unit: { zh: '人' } },
  { key: 'from', kind: 'date', title: { zh: '哪天搬' }, required: true, min: '2026-12-01' },
  { key: 'size', kind: 'choice', title: { zh: '要多大的' }, required: true, choices: [{ value: 'bed', title: { zh: '一个床位' } }, { value: 'room', title: { zh: '一间房' } }] },
  { key: 'needs', kind: 'choices', title: { zh: '还要什么' }, required: false, max: 2, choices: [{ value: 'wash', title: { zh: '洗衣机' } }, { value: 'cook', title: { zh: '能做饭' } }, { value: 'park', title: { zh: '能停车' } }] },
  { key: 'photo', kind: 'attachment', title: { zh: '身份证照片' }, required: true, max: 2 },
  { key: 'why', kind: 'text', title: { zh: '说说情况' }, required: false, maxLength: 20 },
]
const right: FormValues = { name: '周小满', id: '11010519491231002X', bike: false, people: 2, from: '2026-12-03', size: 'room', photo: [7] }

afterEach(() => (document.body.innerHTML = ''))

function show(start: FormValues = {}, errors: Record<string, string> = {}): { shown: ReturnType<typeof mount<typeof FormFields>>; values: { value: FormValues } } {
  const values = ref<FormValues>(start)
  const shown = mount(FormFields, { props: { fields, errors, modelValue: values.value, 'onUpdate:modelValue': (next: FormValues) => { values.value = next; void shown.setProps({ modelValue: next }) } }, attachTo: document.body })
  return { shown, values }
}

describe('a form that staff wrote', () => {
  it('names every control, says which may be left out, and ties hints to them', () => {
    const { shown } = show()
    for (const field of fields.filter((one) => ['line', 'id-number', 'phone', 'integer', 'date', 'text'].includes(one.kind))) {
      const label = shown.findAll('label').find((one) => one.text().startsWith(field.title.zh))
      expect(shown.find(`[id="${label?.attributes('for')}"]`).exists(), field.key).toBe(true)
    }
    expect(shown.findAll('legend').map((one) => one.text())).toEqual(['自己有车吗', '要多大的', '还要什么（可以不填）', '身份证照片'])
    const id = shown.findAll('input').find((one) => one.attributes('autocapitalize') === 'characters')
    expect(shown.find(`[id="${id?.attributes('aria-describedby')}"]`).text()).toBe('只给办证的人看')
  })

  it('takes numbers as they are pasted, and choices in the order of the form', async () => {
    const { shown, values } = show()
    await shown.find('input[type=tel]').setValue('+86 138-0013-8000')
    const boxes = shown.findAll('input[type=checkbox]')
    await boxes[2]?.setValue(true)
    await boxes[0]?.setValue(true)
    const [yes, no] = shown.findAll('input[type=radio]')
    await yes?.setValue(true)
    await no?.setValue(true)
    expect(values.value).toEqual({ phone: '13800138000', needs: ['wash', 'park'], bike: false })
  })

  it('says what is wrong beside the field, and goes to the first', async () => {
    const { shown } = show({}, { people: '要在 1 到 6 之间', from: '还没填' })
    const people = shown.find('input[inputmode=numeric][aria-invalid]')
    expect(shown.find(`[id="${people.attributes('aria-describedby')}"]`).text()).toBe('要在 1 到 6 之间')
    await (shown.vm as unknown as { focusFirstError: () => Promise<void> }).focusFirstError()
    expect(document.activeElement).toBe(people.element)
  })

  it('lets a whole answer pass and names each fault of a bad one', () => {
    expect(checkForm(fields, right)).toEqual({})
    expect(checkForm(fields, { ...right, bike: undefined, photo: [], people: 7, from: '2026-11-30', id: '110105194912310021', name: '欧阳阿依古丽' })).toEqual({
      bike: '还没选', photo: '还没拍', people: '要在 1 到 6 之间', from: '不能小于 2026-12-01', id: '证件号对不上，再核一遍', name: '最多 4 个字',
    })
    expect(checkForm(fields, { ...right, from: '2026-12-32', phone: '23800138000', needs: ['wash', 'cook', 'park'], size: 'villa', people: 1.5 })).toEqual({
      from: '写成 2026-11-24 这样的日子', phone: '手机号是 11 位', needs: '最多 2 个', size: '这一项不对，重新填一下', people: '写整数',
    })
  })

  it('sends what was answered and nothing else', () => {
    expect(answered(fields, { ...right, name: ' 周小满 ', why: '  ', needs: [], foreign: 'x' })).toEqual(right)
  })

  it('reads a form from the wire in the order of its fields, and leaves out what it does not know', () => {
    const read = readForm({
      required: ['size'],
      properties: {
        size: { 'x-widget': 'choice', title: '要多大的', 'x-title-en': 'Size', oneOf: [{ const: 'bed', title: '一个床位', 'x-title-en': 'A bed' }] },
        scan: { 'x-widget': 'hologram', title: '全息', 'x-title-en': 'Hologram' },
        people: { 'x-widget': 'integer', title: '几个人住', 'x-title-en': 'People', minimum: 1, maximum: 6, description: '连你在内', 'x-description-en': 'you included' },
        card: { 'x-widget': 'attachment', title: '身份证', 'x-title-en': 'ID card', maxItems: 2, 'x-identity': true },
      },
    })
    expect(read.map((one) => [one.key, one.kind, one.required])).toEqual([['size', 'choice', true], ['people', 'integer', false], ['card', 'attachment', false]])
    expect(read[0]).toMatchObject({ title: { zh: '要多大的', en: 'Size' }, choices: [{ value: 'bed', title: { zh: '一个床位', en: 'A bed' } }] })
    expect(read[1]).toMatchObject({ min: 1, max: 6, hint: { zh: '连你在内', en: 'you included' } })
    expect(read[2]).toMatchObject({ max: 2, identity: true })
  })

  it('reads back what was answered in words', () => {
    const text = mount(FormAnswers, { props: { fields, values: { ...right, needs: ['wash', 'park'] } } }).text()
    for (const words of ['周小满', '不是', '2 人', '12月3日', '一间房', '洗衣机、能停车', '1 份', '没填']) expect(text).toContain(words)
  })
})

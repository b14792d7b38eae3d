import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import CodeInput from './CodeInput.vue'
import PhoneField from './PhoneField.vue'

function show(code = ''): ReturnType<typeof mount<typeof CodeInput>> {
  const shown = mount(CodeInput, { props: { modelValue: code, 'onUpdate:modelValue': (modelValue: string) => shown.setProps({ modelValue }) }, attachTo: document.body })
  return shown
}
const boxOf = (shown: ReturnType<typeof show>, at: number): HTMLInputElement => shown.findAll('input')[at]?.element as HTMLInputElement

afterEach(() => (document.body.innerHTML = ''))

describe('the six digits', () => {
  it('a pasted message fills all boxes and is handed in once', async () => {
    const shown = show()
    const data = { getData: () => '【驿站】10 分钟内有效：314 159，回复 1 退订' }
    await shown.findAll('input')[2]?.trigger('paste', { clipboardData: data })
    await nextTick()
    expect(shown.props('modelValue')).toBe('314159')
    expect(shown.emitted('full')).toEqual([['314159']])
    expect(document.activeElement).toBe(boxOf(shown, 5))
  })

  it('the phone may put the whole code into the first box', async () => {
    const shown = show()
    await shown.findAll('input')[0]?.setValue('271828')
    expect(shown.emitted('full')).toEqual([['271828']])
  })

  it('typing goes on by itself, Backspace goes back', async () => {
    const shown = show('31')
    await shown.findAll('input')[2]?.setValue('4')
    await nextTick()
    expect(document.activeElement).toBe(boxOf(shown, 3))
    await shown.findAll('input')[3]?.trigger('keydown', { key: 'Backspace' })
    await nextTick()
    expect(shown.props('modelValue')).toBe('31')
    expect(document.activeElement).toBe(boxOf(shown, 2))
  })

  it('letters are no digits', async () => {
    const shown = show()
    await shown.findAll('input')[0]?.setValue('x')
    expect(shown.props('modelValue')).toBe('')
    expect(boxOf(shown, 0).value).toBe('')
  })

  it('tells the phone that a code will come, and each box by its place', () => {
    const shown = show()
    expect(boxOf(shown, 0).autocomplete).toBe('one-time-code')
    expect(boxOf(shown, 0).inputMode).toBe('numeric')
    expect(boxOf(shown, 4).getAttribute('aria-label')).toBe('第 5 位，共 6 位')
  })
})

describe('the phone number', () => {
  it('is kept as digits and shown in groups, however it was pasted', async () => {
    const shown = mount(PhoneField, { props: { label: '手机号', modelValue: '', 'onUpdate:modelValue': (modelValue: string) => shown.setProps({ modelValue }) } })
    await shown.find('input').setValue('+86 138-0013-８０００')
    expect(shown.props('modelValue')).toBe('13800138000')
    expect(shown.find('input').element.value).toBe('138 0013 8000')
  })
})

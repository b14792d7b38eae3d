import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import TextField from './TextField.vue'

it('hands a number field on as text', async () => {
  const shown = mount(TextField, { props: { label: '能坐多少人', type: 'number', modelValue: '' } })
  await shown.find('input').setValue('12')
  expect(shown.emitted('update:modelValue')).toEqual([['12']])
})

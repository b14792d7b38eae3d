// Typing the hours of a day, key by key, as a keeper does.

import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import SpanRow from './SpanRow.vue'
import type { Span } from './spans.ts'

/** As the hours dialog holds it: what comes back is a proxy of what was given. */
function row(spans: readonly Span[]) {
  const held = ref<{ spans: readonly Span[] }>({ spans })
  const wrong = ref(false)
  const page = mount(defineComponent(() => () => h(SpanRow, { day: '周一', modelValue: held.value.spans, wrong: wrong.value, 'onUpdate:modelValue': (now: readonly Span[]) => (held.value = { spans: now }), 'onUpdate:wrong': (now: boolean) => (wrong.value = now) })))
  const type = async (at: number, text: string) => {
    const input = page.findAll('input')[at]
    if (!input) throw new Error(`no field ${at}`)
    for (let end = 1; end <= text.length; end += 1) await input.setValue(text.slice(0, end))
    return input.element.value
  }
  return { page, held, wrong, type }
}

test('what is typed stays as it is typed, and is no time only as long as it is none', async () => {
  const { held, wrong, type, page } = row([[540, 1260]])
  expect(await type(0, '20:30')).toBe('20:30')
  expect(await type(1, '2:0')).toBe('2:0')
  expect([page.findAll('input').length, wrong.value]).toEqual([2, true])
  expect(await type(1, '2:00')).toBe('2:00')
  expect([wrong.value, held.value.spans]).toEqual([false, [[1230, 1560]]])
  expect(page.text()).toContain('次日')
})

test('times that overlap are said to overlap; a day does not begin at 24:00', async () => {
  const { wrong, type, page } = row([[480, 720], [840, 1080]])
  await type(2, '11:00')
  expect([wrong.value, page.get('[role=alert]').text()]).toEqual([true, expect.stringContaining('叠在一起')])
  await type(2, '24:00')
  expect([wrong.value, page.get('[role=alert]').text()]).toEqual([true, expect.not.stringContaining('叠在一起')])
  await type(2, '13:00')
  expect([wrong.value, page.find('[role=alert]').exists()]).toEqual([false, false])
})

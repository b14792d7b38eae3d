import { nextTick } from 'vue'
import { beforeEach, expect, test } from 'vitest'
import { useCheckMarks } from './check-marks.ts'

beforeEach(() => sessionStorage.clear())

test('the same answer twice takes it back', () => {
  const check = useCheckMarks(() => 1)
  check.mark(10, true)
  check.mark(11, false)
  check.mark(10, true)
  expect([...check.marks.value]).toEqual([[11, false]])
  expect([check.here.value, check.away.value]).toEqual([0, 1])
})

test('marks outlive a reload, names do not', async () => {
  const check = useCheckMarks(() => 1)
  check.mark(10, true)
  check.unlisted.value = [{ name: '罗小山', phone: '16312345678' }]
  await nextTick()
  expect([...useCheckMarks(() => 1).marks.value]).toEqual([[10, true]])
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('罗小山')
})

test('marks of one outlet are not those of another', () => {
  useCheckMarks(() => 1).mark(10, true)
  expect(useCheckMarks(() => 2).marks.value.size).toBe(0)
})

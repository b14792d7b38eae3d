import { expect, test } from 'vitest'
import { ALL_DAY, overlaps, readTime, saySpans, sayWeek, spanOf, writeTime } from './spans.ts'

test('a keeper types hours the way people write them', () => {
  expect(['6', '600', '6:00', '06：00', '6点', '22.30', '24:00'].map(readTime)).toEqual([360, 360, 360, 360, 360, 1350, 1440])
  expect(['25:00', '6:75', '24:01', '晚上', ''].map(readTime)).toEqual([undefined, undefined, undefined, undefined, undefined])
})

test('an end before the start is on the next day', () => {
  expect(spanOf(1200, 120)).toEqual([1200, 1560])
  expect(writeTime(1560)).toBe('2:00')
  expect(saySpans([spanOf(1200, 120)])).toBe('20:00–次日 2:00')
})

test('a week is said in runs of days that are alike', () => {
  const work = [[360, 1320]] as const
  expect(sayWeek([work, work, work, work, work, [[480, 1200]], []])).toBe('周一至周五 6:00–22:00；周六 8:00–20:00；周日 不开')
  expect(sayWeek([work, work, work, work, work, [], []])).toBe('周一至周五 6:00–22:00；周六、周日 不开')
  expect(sayWeek(Array.from({ length: 7 }, () => ALL_DAY))).toBe('每天 24 小时')
})

test('spans that share a minute are seen', () => {
  expect(overlaps([[360, 720], [700, 900]])).toBe(true)
  expect(overlaps([[720, 900], [360, 720]])).toBe(false)
})

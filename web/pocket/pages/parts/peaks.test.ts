import { describe, expect, it } from 'vitest'
import { dayPart, peakAt } from './peaks.ts'

const at = (time: string): number => Date.parse(`2026-11-24T${time}:00+08:00`)

describe('the day as a rider lives it', () => {
  it.each([
    ['07:30', { state: 'ahead', peak: 'noonPeak', milliseconds: 3 * 3_600_000 }],
    ['10:30', { state: 'in', peak: 'noonPeak' }],
    ['13:29', { state: 'in', peak: 'noonPeak' }],
    ['14:20', { state: 'over', peak: 'noonPeak' }],
    ['16:20', { state: 'ahead', peak: 'eveningPeak', milliseconds: 40 * 60_000 }],
    ['19:59', { state: 'in', peak: 'eveningPeak' }],
    ['20:40', { state: 'over', peak: 'eveningPeak' }],
  ])('%s', (time, expected) => {
    expect(peakAt(at(time))).toEqual(expected)
  })

  it('has names by the city’s clock, wherever the phone thinks it is', () => {
    expect(['04:00', '08:59', '10:00', '12:00', '14:20', '20:40'].map((time) => dayPart(at(time)))).toEqual(['Night', 'Morning', 'Forenoon', 'Noon', 'Afternoon', 'Evening'])
  })
})

import { describe, expect, it } from 'vitest'
import { grouped, thisMonth, type Disclosure } from './reading.ts'

const reading = (id: number, given: Partial<Disclosure>): Disclosure => ({ id, at: '2026-11-18T15:42:00+08:00', reader: '何敏 · 幸福二村社区', employer: false, field: 'phone', purpose: 'other', matter: '', ...given })

describe('who read my data', () => {
  it('counts the month by the city’s clock', () => {
    const items = [reading(3, { at: '2026-11-30T16:30:00Z' }), reading(2, {}), reading(1, { at: '2026-10-31T16:30:00Z' })]
    expect(thisMonth(items, Date.parse('2026-11-24T06:20:00Z')).map((one) => one.id)).toEqual([2, 1])
  })

  it('puts the same person, thing and purpose into one line, newest first', () => {
    const items = [reading(4, { at: '2026-11-20T09:00:00+08:00' }), reading(3, { field: 'id_number' }), reading(2, {}), reading(1, { reader: '丁海涛 · 网格员' })]
    expect(grouped(items).map((one) => [one.latest.id, one.times])).toEqual([[4, 2], [3, 1], [1, 1]])
  })
})

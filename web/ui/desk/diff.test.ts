import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { readDay, shiftMonth, weeksOf } from './days.ts'
import { differingParts } from './diff.ts'
import DiffText from './DiffText.vue'
import { layOutSpells } from './spell-layout.ts'

const marked = (old: string, now: string): [string[], string[]] => {
  const parts = differingParts(old, now)
  return [parts.old.filter((one) => one.differs).map((one) => one.text), parts.now.filter((one) => one.differs).map((one) => one.text)]
}

describe('what differs', () => {
  it('marks the digits, place by place', () => {
    expect(marked('138****6217', '138****6271')).toEqual([['17'], ['71']])
    expect(marked('2026-09-01', '2026-09-11')).toEqual([['0'], ['1']])
  })

  it('marks the dot that came in, and rare characters as one', () => {
    expect(marked('阿依古丽买买提', '阿依古丽·买买提')).toEqual([[], ['·']])
    expect(marked('王𠮷', '王吉')).toEqual([['𠮷'], ['吉']])
    expect(marked('派遣（禾苗人力）', '派遣（众诚外包）')).toEqual([['禾苗人力'], ['众诚外包']])
  })

  it('marks nothing where all differs, however many stars both have', () => {
    expect(marked('众包', '直营')).toEqual([[], []])
    expect(marked('177****0940', '159****0032')).toEqual([[], []])
  })

  it('is read aloud as what was and what becomes', () => {
    expect(mount(DiffText, { props: { old: '众包', now: '直营' } }).text()).toMatch(/原为 ?众包.*改为 ?直营/)
  })
})

describe('a day as people type it', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026/3/1', '2026-03-01'],
    ['２０２６年３月１日', '2026-03-01'],
    ['20260301', '2026-03-01'],
  ])('%s', (typed, day) => expect(readDay(typed)).toBe(day))

  it('is refused when the calendar has no such day', () => {
    expect(readDay('2026-02-30')).toBeUndefined()
    expect(readDay('2026/13/2')).toBeUndefined()
    expect(readDay('昨天')).toBeUndefined()
  })

  it('the last of a month stays the last', () => {
    expect(shiftMonth('2026-01-31', 1)).toBe('2026-02-28')
    expect(weeksOf('2026-11-24')[0]).toEqual(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01'])
  })
})

describe('spells over time', () => {
  const layout = layOutSpells(
    [
      { lane: '云梭', label: '东直门外点', since: '2025-12-04', until: '2026-03-17', kind: 'past' },
      { lane: '青雀', label: '春秀路站', since: '2026-03-28', until: '2026-06-05', kind: 'past' },
      { lane: '疾鹿', label: '团结湖站', since: '2026-06-07', until: '2026-09-09', kind: 'live' },
      { lane: '疾鹿', label: '工体站', since: '2026-09-10', kind: 'live' },
      { lane: '青雀', label: '三里屯站', since: '2026-10-09', kind: 'self' },
    ],
    '2026-11-24',
  )

  it('the present platform stands on top; what is only said comes after', () => {
    expect(layout.lanes.map((lane) => lane.name)).toEqual(['疾鹿', '青雀', '云梭'])
  })

  it('names the break and the change of outlet', () => {
    expect(layout.gaps.map((gap) => gap.days)).toEqual([10])
    expect(layout.moves.map((move) => move.day)).toEqual(['2026-09-10'])
    expect(layout.bars.every((bar) => bar.x >= layout.left && bar.x + bar.width <= layout.todayX + 1)).toBe(true)
  })
})

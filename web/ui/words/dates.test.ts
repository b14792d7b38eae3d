import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startClock } from '../now.ts'
import { setZone } from './calendar.ts'
import { ago, ahead, by, day, dayAndTime, dayWithWeekday, relativeDay, relativeMoment, time } from './dates.ts'
import { daysLate, due, duration, left, over, tenure } from './durations.ts'
import { chooseLanguage } from './language.ts'
import { count, distance, fileSize, percent, signed, smallCell } from './numbers.ts'

const at = (moment: string): string => `${moment}:00+08:00`
const MINUTE = 60_000

beforeEach(() => startClock(() => Date.parse(at('2026-11-24T09:12'))))
afterEach(async () => {
  setZone('Asia/Shanghai')
  await chooseLanguage('zh-CN')
})

describe('dates, on a machine in New York', () => {
  it('are the city’s', () => {
    expect(day(at('2026-11-24T00:30'))).toBe('11月24日')
    expect(time(at('2026-11-24T08:47'))).toBe('8:47')
    expect(dayAndTime(at('2026-11-18T15:42'))).toBe('11月18日 15:42')
    expect(dayWithWeekday('2026-11-24')).toBe('11月24日 周二')
  })

  it('a plain day stays that day in every zone', () => {
    setZone('America/Los_Angeles')
    expect(day('2026-11-03')).toBe('11月3日')
  })

  it('name the year when it is another one', () => {
    expect(day('2025-12-04')).toBe('2025年12月4日')
  })

  it('are said as one says them', () => {
    expect(relativeDay('2026-11-23')).toBe('昨天')
    expect(relativeDay('2026-11-22')).toBe('前天')
    expect(relativeDay('2026-11-20')).toBe('周五')
    expect(relativeDay('2026-11-10')).toBe('11月10日')
    expect(relativeMoment(at('2026-11-23T21:12'))).toBe('昨天 21:12')
    expect(relativeMoment(at('2026-11-21T21:12'))).toBe('周六')
    expect(by(at('2026-11-26T18:00'))).toBe('后天（周四）下班前')
    expect(by(at('2026-11-24T20:00'))).toBe('今天 20:00 前')
    expect(ahead(at('2026-11-24T14:30'))).toBe('14:30')
    expect(ahead(at('2026-11-27T12:00'))).toBe('周五 12:00')
    expect(ahead(at('2026-12-01T12:00'))).toBe('12月1日')
    expect(ago(at('2026-11-24T09:07'))).toBe('5 分钟前')
    expect(ago('2026-11-21')).toBe('3 天前')
    expect(ago('2026-11-24')).toBe('今天') // a day has no hours to count
  })

  it('read well in English too', async () => {
    await chooseLanguage('en')
    expect(dayWithWeekday('2026-11-24')).toBe('Tue 24 Nov')
    expect(by(at('2026-11-26T18:00'))).toBe('in two days (Thu) by end of work')
    expect(tenure('2026-06-07')).toBe('5 months 17 days')
    expect(daysLate(1)).toBe('1 day late')
  })
})

describe('durations in words', () => {
  it('use the two units that matter', () => {
    expect(over(200 * MINUTE)).toBe('超 3 小时 20 分')
    expect(left(50 * MINUTE)).toBe('剩 50 分')
    expect(duration(24 * 60 * MINUTE)).toBe('1 天')
    expect(duration(52 * 60 * MINUTE)).toBe('2 天 4 小时')
    expect(duration(12 * 24 * 60 * MINUTE + 3)).toBe('12 天')
    expect(duration(20_000)).toBe('1 分')
    expect(daysLate(3)).toBe('晚 3 天')
    expect(daysLate(0)).toBe('今天没交')
  })

  it('a tenure counts months as people do', () => {
    expect(tenure('2026-06-07')).toBe('5 个月 17 天')
    expect(tenure('2025-10-24')).toBe('1 年 1 个月')
    expect(tenure('2026-11-01')).toBe('23 天')
    expect(tenure('2026-01-31', '2026-02-28')).toBe('28 天')
    expect(tenure('2026-01-31', '2026-03-01')).toBe('1 个月 1 天')
    expect(tenure('2026-11-24')).toBe('0 天')
  })

  it('a clock is late, due today, or in good time', () => {
    expect(due(at('2026-11-24T08:32'))).toMatchObject({ state: 'late', words: '超 40 分' })
    expect(due(at('2026-11-24T10:12'), at('2026-11-24T08:12'))).toEqual({ state: 'soon', words: '剩 1 小时', used: 0.5 })
    expect(due(at('2026-11-24T17:00'))).toMatchObject({ state: 'soon', words: '17:00' })
    expect(due(at('2026-11-25T12:00'))).toMatchObject({ state: 'ok', words: '明天 12:00' })
  })
})

describe('figures', () => {
  it('have separators, real minus signs and units', () => {
    expect(count(15_190)).toBe('15,190')
    expect(signed(14)).toBe('+14')
    expect(signed(-9)).toBe('−9')
    expect(percent(0.46)).toBe('46%')
    expect(distance(318)).toEqual({ figure: '320', unit: '米' })
    expect(distance(1149)).toEqual({ figure: '1.1', unit: '公里' })
    expect(fileSize(20 * 1024 * 1024)).toBe('20 MB')
  })

  it('a cell under five is never shown', () => {
    expect(smallCell(4)).toBe('<5')
    expect(smallCell(0)).toBe('0')
    expect(smallCell(5)).toBe('5')
  })
})

// Hours as people write them are read as they mean them, or sent back.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Hours, readHolidays, readHours, type Span } from './hours-text-rules.ts'

const h = (hour: number, minute = 0) => hour * 60 + minute
const daily = (...spans: Span[]) => Array.from({ length: 7 }, () => spans)
const week = (workdays: Span[], weekend: Span[]) => [...Array.from({ length: 5 }, () => workdays), weekend, weekend]
const only = (...days: number[]) => (span: Span) => Array.from({ length: 7 }, (_, day) => (days.includes(day) ? [span] : []))

const plain: [string, Span[][]][] = [
  ['24小时', daily([0, 1440])],
  ['全天24小时开放', daily([0, 1440])],
  ['24小时，全年无休', daily([0, 1440])],
  ['全年无休 8:00-20:00', daily([h(8), h(20)])],
  ['0:00-24:00', daily([0, 1440])],
  ['8:00-20:00', daily([h(8), h(20)])],
  ['每天 08:30—21:30', daily([h(8, 30), h(21, 30)])],
  ['开放时间:每日8:00～20:00', daily([h(8), h(20)])],
  ['周一至周五 8:00-20:00；周末 9:00-18:00', week([[h(8), h(20)]], [[h(9), h(18)]])],
  ['周一到周五8:00-20:00,周六、周日9:00-18:00', week([[h(8), h(20)]], [[h(9), h(18)]])],
  ['周一至周日 9:00-21:00', daily([h(9), h(21)])],
  ['星期一至星期六 7:30-22:00', only(0, 1, 2, 3, 4, 5)([h(7, 30), h(22)])],
  ['周一、三、五 9:00-17:00', only(0, 2, 4)([h(9), h(17)])],
  ['周六日 10:00-16:00', only(5, 6)([h(10), h(16)])],
  ['周五至周一 10:00-16:00', only(4, 5, 6, 0)([h(10), h(16)])],
  ['8:00-12:00,14:00-18:00', daily([h(8), h(12)], [h(14), h(18)])],
  ['上午8:00-12:00 下午2:00-6:00', daily([h(8), h(12)], [h(14), h(18)])],
  ['早8点至晚8点', daily([h(8), h(20)])],
  ['早八点半到晚上十点', daily([h(8, 30), h(22)])],
  ['8点-20点半', daily([h(8), h(20, 30)])],
  ['8-20点', daily([h(8), h(20)])],
  ['20:00-次日2:00', daily([h(20), h(26)])],
  ['22:00-6:00', daily([h(22), h(30)])],
  ['早上9点到晚上12点', daily([h(9), h(24)])],
  ['每天8:00-20:00；周日休息', [...Array.from({ length: 6 }, () => [[h(8), h(20)]] as Span[]), []]],
  ['每天8:00-20:00，周三 8:00-12:00', Array.from({ length: 7 }, (_, day) => [[h(8), day === 2 ? h(12) : h(20)]] as Span[])],
  ['Mon-Fri 8:00-20:00; Sat-Sun 9:00-18:00', week([[h(8), h(20)]], [[h(9), h(18)]])],
  ['Daily 8am-8pm', daily([h(8), h(20)])],
  ['weekdays 8:30 am to 5:30 pm', week([[h(8, 30), h(17, 30)]], [])],
  ['Monday to Saturday 9:00 - 17:00, Sunday closed', only(0, 1, 2, 3, 4, 5)([h(9), h(17)])],
]

for (const [text, weekly] of plain) {
  test(`“${text}”`, () => {
    const read = readHours(text)
    assert.ok('hours' in read, JSON.stringify(read))
    assert.deepEqual(read.hours.weekly, weekly)
  })
}

test('a holiday is a question of its own', () => {
  const of = (text: string) => {
    const read = readHours(text)
    assert.ok('hours' in read, `${text}: ${JSON.stringify(read)}`)
    return read.hours
  }
  assert.equal(of('8:00-20:00').holidays, 'as-weekly')
  assert.equal(of('8:00-20:00，节假日除外').holidays, 'closed')
  assert.equal(of('周一至周五 8:00-20:00，法定节假日休息').holidays, 'closed')
  assert.deepEqual(of('周一至周五 8:00-20:00；周末及节假日 9:00-17:00').holidays, [[h(9), h(17)]])
  assert.deepEqual(of('工作日 8:30-17:30').workdays, [[h(8, 30), h(17, 30)]])
  assert.equal(of('周一至周五 8:30-17:30').workdays, 'as-weekly')
  assert.deepEqual(readHolidays('休息'), { holidays: 'closed' })
  assert.deepEqual(readHolidays('照常'), { holidays: 'as-weekly' })
  assert.deepEqual(readHolidays('9:00-12:00'), { holidays: [[h(9), h(12)]] })
})

test('what is not understood is sent back, never guessed', () => {
  for (const text of ['看情况', '随时', '8:00', '8:00-', '25:00-26:00', '8:61-9:00', '8:00-10:00,9:00-11:00', '周八 8:00-9:00', '8:00-20:00 老板在就开', '周一', '9:00-9:00', '休息 8:00-9:00', '']) {
    assert.ok('why' in readHours(text), `${text}: ${JSON.stringify(readHours(text))}`)
  }
})

test('whatever is written by the rules of either language is read back', () => {
  const time = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15)
  const spans = fc.tuple(time, time).filter(([a, b]) => a !== b).map(([a, b]): Span[] => [[a, a < b ? b : b + 1440]])
  const pattern = fc.record({ workdays: spans, weekend: fc.option(spans, { nil: undefined }), holiday: fc.constantFrom('', '休息'), style: fc.constantFrom('周一至周五', '星期一到星期五', 'Mon-Fri'), dash: fc.constantFrom('-', '—', '～', ' 至 ') })
  const say = ([from, until]: Span, dash: string) => `${clockOf(from)}${dash}${until > 1440 ? '次日' : ''}${clockOf(until > 1440 ? until - 1440 : until)}`
  fc.assert(
    fc.property(pattern, ({ workdays, weekend, holiday, style, dash }) => {
      const text = [`${style} ${workdays.map((span) => say(span, dash)).join('，')}`, weekend ? `周末 ${weekend.map((span) => say(span, dash)).join('，')}` : '', holiday ? `节假日${holiday}` : ''].filter(Boolean).join('；')
      const expected: Hours = { weekly: week(workdays, weekend ?? []), holidays: holiday ? 'closed' : 'as-weekly', workdays: 'as-weekly' }
      assert.deepEqual(readHours(text), { hours: expected }, text)
    }),
    { numRuns: 500 },
  )
})

test('no text brings it down', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'周一至五六日末8点半:0-；，休息24小时节假日 上下午晚abc') }), (text) => {
    const read = readHours(text)
    if ('hours' in read) for (const day of read.hours.weekly) for (const [from, until] of day) assert.ok(from >= 0 && from < until && until - from <= 1440)
  }), { numRuns: 2000 })
})

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

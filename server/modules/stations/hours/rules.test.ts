// The rule against an oracle that shares nothing with it: real dates of the city's time zone, walked minute by minute.

import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CLOSES_WITHIN_DAYS, OPENS_WITHIN_DAYS, isOpenAt, openingAt, orderedSpans, type Hours, type HoursException, type Schedule, type Span } from './rules.ts'

const zone = 'Asia/Shanghai'

type Week = Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', readonly Span[]>
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Is it open in the minute that begins at `moment`? Looks at every span of the day and of the day before it. */
function oracleOpen(schedule: { week: Week; holidays: Hours['holidays']; workdays: Hours['workdays']; exceptions: readonly { from: string; until: string; spans: readonly Span[] }[]; special: ReadonlyMap<string, string> }, moment: Temporal.ZonedDateTime): boolean {
  const spansOn = (date: Temporal.PlainDate): readonly Span[] => {
    const text = date.toString()
    for (const one of schedule.exceptions.toReversed()) if (one.from <= text && text <= one.until) return one.spans
    const usual = schedule.week[names[date.dayOfWeek - 1] ?? 'monday']
    const rule = schedule.special.get(text) === 'holiday' ? schedule.holidays : schedule.special.get(text) === 'workday' ? schedule.workdays : 'as-weekly'
    if (rule === 'as-weekly') return usual
    return rule === 'closed' ? [] : rule
  }
  const date = moment.toPlainDate()
  const clock = moment.hour * 60 + moment.minute
  const yesterday = date.subtract({ days: 1 })
  return spansOn(date).some(([from, until]) => from <= clock && clock < until) || spansOn(yesterday).some(([from, until]) => from <= clock + 24 * 60 && clock + 24 * 60 < until)
}

const span = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 })).map(([from, long]): Span => [from * 15, from * 15 + long * 15])
/** What the server would have accepted. */
const day = fc.oneof({ weight: 1, arbitrary: fc.constant<Span[]>([]) }, { weight: 1, arbitrary: fc.constant<Span[]>([[0, 1440]]) }, { weight: 4, arbitrary: fc.array(span, { minLength: 1, maxLength: 3 }) })
  .map((spans) => orderedSpans(spans)).filter((read) => 'spans' in read).map((read) => ('spans' in read ? read.spans : []))
const rule = fc.oneof(fc.constant('as-weekly' as const), fc.constant('closed' as const), day)
const first = Temporal.PlainDate.from('2026-09-21')
const dates = Array.from({ length: 46 }, (_, i) => first.add({ days: i }))
const date = fc.integer({ min: 0, max: dates.length - 1 })
const city = fc.record({
  weekly: fc.tuple(day, day, day, day, day, day, day), holidays: rule, workdays: rule,
  exceptions: fc.array(fc.tuple(date, fc.integer({ min: 0, max: 4 }), day), { maxLength: 3 }),
  special: fc.array(fc.tuple(date, fc.constantFrom('holiday' as const, 'workday' as const)), { maxLength: 12 }),
  at: fc.integer({ min: 2 * 1440, max: 12 * 1440 }),
})

const firstNumber = first.toZonedDateTime('UTC').epochMilliseconds / 86_400_000

type City = typeof city extends fc.Arbitrary<infer T> ? T : never

function bothOf({ weekly, holidays, workdays, exceptions, special }: City) {
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = weekly
  const kinds = new Map(special)
  const schedule: Schedule = {
    hours: { weekly, holidays, workdays },
    exceptions: exceptions.map(([from, more, spans]): HoursException => ({ from: firstNumber + from, until: firstNumber + from + more, spans })),
    dayKind: (number) => kinds.get(number - firstNumber),
  }
  const dayText = (i: number) => first.add({ days: i }).toString()
  const walked = {
    week: { monday, tuesday, wednesday, thursday, friday, saturday, sunday }, holidays, workdays,
    exceptions: exceptions.map(([from, more, spans]) => ({ from: dayText(from), until: dayText(from + more), spans })),
    special: new Map(special.map(([i, kind]) => [dayText(i), kind])),
  }
  return { schedule, walked }
}

/** Minutes after the first midnight at which what `oracleOpen` says is first `wanted`, walking from `at`. */
function walk(walked: Parameters<typeof oracleOpen>[0], at: number, wanted: boolean, most: number): number | null {
  const midnight = first.toZonedDateTime(zone)
  for (let minute = at; minute <= at + most; minute += 1) if (oracleOpen(walked, midnight.add({ minutes: minute })) === wanted) return minute
  return null
}

describe('opening hours', () => {
  it('are those of a walk through real dates, minute by minute', () => {
    fc.assert(fc.property(city, (given) => {
      const { schedule, walked } = bothOf(given)
      const at = firstNumber * 1440 + given.at
      const expected = oracleOpen(walked, first.toZonedDateTime(zone).add({ minutes: given.at }))
      equal(openingAt(schedule, 'open', at).open, expected)
      equal(isOpenAt(schedule, 'open', at), expected)
    }), { numRuns: 3000 })
  })

  it('say when it closes and when it opens next, as the walk finds it', () => {
    fc.assert(fc.property(city, (given) => {
      const { schedule, walked } = bothOf(given)
      const at = firstNumber * 1440 + given.at
      const { open, closesAt, opensAt, reason } = openingAt(schedule, 'open', at)
      if (open) {
        const closes = walk(walked, given.at, false, CLOSES_WITHIN_DAYS * 1440)
        equal(closesAt, closes === null ? null : firstNumber * 1440 + closes)
        equal(reason === 'all-day', closes === null)
      } else {
        const opens = walk(walked, given.at, true, OPENS_WITHIN_DAYS * 1440)
        equal(opensAt, opens === null ? null : firstNumber * 1440 + opens)
      }
    }), { numRuns: 150 })
  })
})

const shop: Hours = { weekly: [[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[1320, 1560]], [], []], holidays: 'closed', workdays: [[600, 900]] }
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').epochMilliseconds / 60_000
const ordinary: Schedule = { hours: shop, exceptions: [], dayKind: () => undefined }
const clock = (minutes: number | null) => (minutes === null ? null : Temporal.Instant.fromEpochMilliseconds(minutes * 60_000).toString().slice(0, 16))

describe('a shop of the week', () => {
  it('closes at six in the afternoon, to the minute', () => {
    equal(openingAt(ordinary, 'open', at('2026-11-23T17:59')).open, true)
    equal(clock(openingAt(ordinary, 'open', at('2026-11-23T17:59')).closesAt), '2026-11-23T18:00')
    equal(openingAt(ordinary, 'open', at('2026-11-23T18:00')).open, false)
    equal(clock(openingAt(ordinary, 'open', at('2026-11-23T18:00')).opensAt), '2026-11-24T09:00')
  })
  it('is open on Friday night until two on Saturday, when nothing begins', () => {
    const night = openingAt(ordinary, 'open', at('2026-11-28T01:30'))
    deepEqual([night.open, night.reason, clock(night.closesAt), night.today], [true, 'hours', '2026-11-28T02:00', []])
  })
  it('keeps the Friday night when Saturday is closed for once', () => {
    const saturday = at('2026-11-28T00:00') / 1440
    equal(openingAt({ ...ordinary, exceptions: [{ from: saturday, until: saturday, spans: [] }] }, 'open', at('2026-11-28T01:30')).open, true)
  })
  it('is shut on a holiday, keeps its own hours on a worked Sunday, and says why', () => {
    const holiday = openingAt({ ...ordinary, dayKind: () => 'holiday' }, 'open', at('2026-11-24T10:00'))
    deepEqual([holiday.open, holiday.reason], [false, 'holiday'])
    const sunday = openingAt({ ...ordinary, dayKind: () => 'workday' }, 'open', at('2026-11-29T10:30'))
    deepEqual([sunday.open, sunday.reason, clock(sunday.closesAt)], [true, 'working-day', '2026-11-29T15:00'])
  })
  it('is shut while it is paused, and unknown where nobody has said its hours', () => {
    deepEqual([openingAt(ordinary, 'paused', at('2026-11-24T10:00')).open, openingAt(ordinary, 'paused', at('2026-11-24T10:00')).reason], [false, 'paused'])
    deepEqual([openingAt({ ...ordinary, hours: null }, 'open', at('2026-11-24T10:00')).open, openingAt({ ...ordinary, hours: null }, 'open', at('2026-11-24T10:00')).reason], [null, 'unknown'])
  })
  it('that never closes says no closing time', () => {
    const always = openingAt({ ...ordinary, hours: { weekly: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: 'as-weekly', workdays: 'as-weekly' } }, 'open', at('2026-11-24T03:00'))
    deepEqual([always.open, always.reason, always.closesAt], [true, 'all-day', null])
  })
})

describe('spans that somebody typed', () => {
  it('come out in order, joined where they touch', () => {
    deepEqual(orderedSpans([[780, 1080], [480, 720], [720, 780]]), { spans: [[480, 1080]] })
  })
  it('are refused when they overlap, end before they begin, begin tomorrow or last longer than a day', () => {
    deepEqual([[[480, 720], [700, 800]], [[600, 600]], [[1440, 1500]], [[600, 2100]]].map((spans) => orderedSpans(spans as unknown as Span[])), ['overlap', 'empty', 'begins-late', 'too-long'].map((problem) => ({ problem })))
  })
})

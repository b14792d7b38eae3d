import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { officialDays, statutoryDays } from './official-days.ts'
import { workCalendar, type Pause, type SpecialDay } from './rules.ts'

const official = officialDays().map(({ date, ...rest }): SpecialDay => ({ ...rest, date: Temporal.PlainDate.from(date) }))
const calendar = workCalendar(official)
const day = (text: string) => Temporal.PlainDate.from(text)

/** The notices, typed from their text: 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号. Days off that fall on a weekend by themselves are left out. */
const notices: Record<number, { off: string[]; worked: string[] }> = {
  2024: {
    off: ['01-01', '02-12..02-16', '04-04..04-05', '05-01..05-03', '06-10', '09-16..09-17', '10-01..10-04', '10-07'],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  2025: {
    off: ['01-01', '01-28..01-31', '02-03..02-04', '04-04', '05-01..05-02', '05-05', '06-02', '10-01..10-03', '10-06..10-08'],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    off: ['01-01..01-02', '02-16..02-20', '02-23', '04-06', '05-01', '05-04..05-05', '06-19', '09-25', '10-01..10-02', '10-05..10-07'],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}

/** By walking: nothing of it is shared with the rules. `Date` in UTC, one day after the other. */
const oracle = (special: ReadonlyMap<string, string>) => {
  const text = (date: Date) => date.toISOString().slice(0, 10)
  const next = (date: Date) => new Date(date.getTime() + 86_400_000)
  const works = (date: Date) => {
    const word = special.get(text(date))
    if (word === 'holiday') return false
    if (word === 'workday') return true
    return date.getUTCDay() !== 0 && date.getUTCDay() !== 6
  }
  const stood = (date: Date, pauses: readonly (readonly [string, string | null])[]) => pauses.some(([from, until]) => text(date) > from && (until === null || text(date) <= until))
  return {
    works: (date: string) => works(new Date(date)),
    between(from: string, until: string, pauses: readonly (readonly [string, string | null])[] = []) {
      let count = 0
      for (let at = next(new Date(from)); text(at) <= until; at = next(at)) if (works(at) && !stood(at, pauses)) count += 1
      return count
    },
    due(from: string, count: number, pauses: readonly (readonly [string, string | null])[]) {
      let left = count
      let at = new Date(from)
      // Whoever has waited ten years waits for ever.
      for (let days = 0; left > 0; days += 1) {
        if (days > 3700) return undefined
        at = next(at)
        if (works(at) && !stood(at, pauses)) left -= 1
      }
      return text(at)
    },
  }
}

describe('the calendar of 2024, 2025 and 2026', () => {
  it('is the one of the notices, on every day', () => {
    for (const [year, { off, worked }] of Object.entries(notices)) {
      const expand = (spans: string[]) => spans.flatMap((span) => {
        const [first = '', last = first] = span.split('..')
        const days = []
        for (let at = day(`${year}-${first}`); Temporal.PlainDate.compare(at, day(`${year}-${last}`)) <= 0; at = at.add({ days: 1 })) days.push(at.toString())
        return days
      })
      const [free, busy] = [new Set(expand(off)), new Set(expand(worked))]
      for (let at = day(`${year}-01-01`); at.year === Number(year); at = at.add({ days: 1 })) {
        const expected = busy.has(at.toString()) || (at.dayOfWeek <= 5 && !free.has(at.toString()))
        equal(calendar.isWorkday(at), expected, at.toString())
      }
    }
  })

  it('has a name for what is not as usual', () => {
    deepEqual(calendar.special(day('2026-02-14')), { kind: 'workday', name: '春节', nameEn: 'Spring Festival' })
    equal(calendar.special(day('2026-10-04'))?.kind, 'holiday')
    equal(calendar.special(day('2026-11-27')), undefined)
  })

  it('somebody who applies on the eve of National Day 2026 waits over it: ten working days', () => {
    equal(calendar.addWorkdays(day('2026-09-30'), 10).toString(), '2026-10-20')
  })

  it('asked on Monday and answered on Wednesday, two days are added', () => {
    const pauses = [{ from: day('2026-11-09'), until: day('2026-11-11') }]
    equal(calendar.dueOn(day('2026-11-06'), 5)?.toString(), '2026-11-13')
    equal(calendar.dueOn(day('2026-11-06'), 5, pauses)?.toString(), '2026-11-17')
    equal(calendar.workdaysUsed(day('2026-11-06'), day('2026-11-13'), pauses), 3)
    equal(calendar.dueOn(day('2026-11-06'), 5, [{ from: day('2026-11-09'), until: null }]), undefined)
    equal(calendar.dueOn(day('2026-11-06'), 1, [{ from: day('2026-11-09'), until: null }])?.toString(), '2026-11-09')
  })
})

describe('a year whose notice is not out', () => {
  it('has the thirteen days of the law', () => {
    const days = statutoryDays(2027).map(({ date }) => date)
    // Lunar New Year 2027 is 6 February, Qingming 5 April, Duanwu 9 June, Mid-autumn 15 September.
    deepEqual(days, ['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-04-05', '2027-05-01', '2027-05-02', '2027-06-09', '2027-09-15', '2027-10-01', '2027-10-02', '2027-10-03'])
  })
  it('the law of 2025 gives the same days as the notices of 2025 and 2026', () => {
    for (const year of [2025, 2026]) for (const { date } of statutoryDays(year)) equal(calendar.special(day(date))?.kind, 'holiday', date)
  })
})

describe('whatever the calendar says', () => {
  const base = day('2025-06-01')
  const someDay = fc.integer({ min: 0, max: 900 }).map((days) => base.add({ days }))
  const somePause = fc.tuple(someDay, fc.option(fc.integer({ min: 0, max: 60 }), { nil: null, freq: 8 })).map(([from, length]): Pause => ({ from, until: length === null ? null : from.add({ days: length }) }))
  const someSpecial = fc.array(fc.record({ date: someDay, kind: fc.constantFrom('holiday', 'workday', 'usual') }), { maxLength: 120 })
  const asText = (pauses: readonly Pause[]) => pauses.map(({ from, until }) => [from.toString(), until?.toString() ?? null] as const)

  it('due days, days used and days between are those one finds by walking', () => {
    fc.assert(
      fc.property(someSpecial, someDay, someDay, fc.integer({ min: 0, max: 60 }), fc.array(somePause, { maxLength: 5 }), (special, from, until, count, pauses) => {
        const rules = workCalendar(special.map((one): SpecialDay => ({ ...one, kind: one.kind as SpecialDay['kind'], name: '', nameEn: '' })))
        const walk = oracle(new Map(special.map(({ date, kind }) => [date.toString(), kind])))
        equal(rules.isWorkday(from), walk.works(from.toString()))
        equal(rules.workdaysBetween(from, until), walk.between(from.toString(), until.toString()))
        equal(rules.workdaysUsed(from, until, pauses), walk.between(from.toString(), until.toString(), asText(pauses)))
        equal(rules.addWorkdays(from, count).toString(), walk.due(from.toString(), count, []))
        equal(rules.dueOn(from, count, pauses)?.toString(), walk.due(from.toString(), count, asText(pauses)))
      }),
      { numRuns: 400 },
    )
  })

  it('an hour asked and answered on one day costs nothing, and no pause brings the day nearer', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 40 }), fc.array(somePause, { maxLength: 4 }), someDay, (from, count, pauses, asked) => {
        const due = calendar.dueOn(from, count, pauses)
        deepEqual(calendar.dueOn(from, count, [...pauses, { from: asked, until: asked }])?.toString(), due?.toString())
        if (due) equal(Temporal.PlainDate.compare(due, calendar.addWorkdays(from, count)) >= 0, true)
      }),
    )
  })
})

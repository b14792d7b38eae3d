import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { deskMay, overdueDays, promisedOn, stoppedDays, workerMay, type Reckoning, type Stop } from './rules.ts'
import { workCalendar } from '../../calendar/rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const first = day('2026-01-01')

/**
 * Written independently of the rules and of the calendar: a clerk who walks from morning to morning with a stack of
 * working days, and takes one off the stack each working day on which nobody is being asked.
 */
function clerk(applied: Temporal.PlainDate, days: number, stops: readonly Stop[], today: Temporal.PlainDate, off: ReadonlySet<string>, worked: ReadonlySet<string>): string {
  const works = (one: Temporal.PlainDate) => worked.has(one.toString()) || (one.dayOfWeek < 6 && !off.has(one.toString()))
  let stack = days
  let morning = applied
  while (stack > 0) {
    morning = morning.add({ days: 1 })
    const asked = stops.some(({ from, until }) => {
      const end = until ?? (Temporal.PlainDate.compare(today, from) < 0 ? from : today)
      return Temporal.PlainDate.compare(from, morning) < 0 && Temporal.PlainDate.compare(morning, end) <= 0
    })
    if (works(morning) && !asked) stack -= 1
  }
  return morning.toString()
}

/** Swapped days and stops one after the other, as questions are: the next is asked on the day of the answer at the soonest. */
const histories = fc.record({
  applied: fc.integer({ min: 0, max: 365 }),
  days: fc.integer({ min: 1, max: 60 }),
  gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 20 })), { maxLength: 5 }),
  open: fc.boolean(),
  waited: fc.integer({ min: 0, max: 30 }),
  off: fc.uniqueArray(fc.integer({ min: 0, max: 730 }), { maxLength: 60 }),
  worked: fc.uniqueArray(fc.integer({ min: 0, max: 730 }), { maxLength: 30 }),
})

function unfold({ applied, days, gaps, open, waited, off, worked }: typeof histories extends fc.Arbitrary<infer T> ? T : never) {
  const start = first.add({ days: applied })
  let at = start
  const stops: Stop[] = gaps.map(([before, long], i) => {
    const from = at.add({ days: before })
    at = from.add({ days: long })
    return { from, until: open && i === gaps.length - 1 ? null : at }
  })
  const today = (stops.at(-1)?.from ?? start).add({ days: waited })
  const workedDays = worked.map((n) => first.add({ days: n })).filter((one) => one.dayOfWeek > 5)
  const offDays = off.map((n) => first.add({ days: n })).filter((one) => one.dayOfWeek < 6)
  const calendar = workCalendar([...offDays.map((date) => ({ date, kind: 'holiday' as const, name: '', nameEn: '' })), ...workedDays.map((date) => ({ date, kind: 'workday' as const, name: '', nameEn: '' }))])
  return { start, days, stops, today, calendar, off: new Set(offDays.map(String)), worked: new Set(workedDays.map(String)) }
}

describe('a promise in working days', () => {
  it('ends when the clerk with the stack is through, whatever the calendar and however often it was asked', () => {
    fc.assert(fc.property(histories, (history) => {
      const { start, days, stops, today, calendar, off, worked } = unfold(history)
      equal(promisedOn(start, days, stops, today, calendar).toString(), clerk(start, days, stops, today, off, worked))
    }), { numRuns: 600 })
  })

  it('never comes sooner for having been asked, and by no more than the days the clock stood', () => {
    fc.assert(fc.property(histories, (history) => {
      const { start, days, stops, today, calendar } = unfold(history)
      const [plain, due] = [promisedOn(start, days, [], today, calendar), promisedOn(start, days, stops, today, calendar)]
      ok(Temporal.PlainDate.compare(due, plain) >= 0)
      ok(calendar.workdaysBetween(plain, due) <= stoppedDays(stops, today, calendar))
    }), { numRuns: 300 })
  })

  const usual: Reckoning = workCalendar([])
  it('of five days made on a Friday ends on the next; asked on Monday and answered on Wednesday it has two more', () => {
    equal(promisedOn(day('2026-11-20'), 5, [], day('2026-11-20'), usual).toString(), '2026-11-27')
    equal(promisedOn(day('2026-11-20'), 5, [{ from: day('2026-11-23'), until: day('2026-11-25') }], day('2026-11-25'), usual).toString(), '2026-12-01')
    equal(promisedOn(day('2026-11-20'), 5, [{ from: day('2026-11-23'), until: day('2026-11-23') }], day('2026-11-25'), usual).toString(), '2026-11-27')
  })

  it('that was broken before anything was asked stays broken; while it is asked nobody is late', () => {
    const stops = [{ from: day('2026-11-30'), until: day('2026-12-03') }]
    equal(promisedOn(day('2026-11-20'), 5, stops, day('2026-12-04'), usual).toString(), '2026-11-27')
    equal(overdueDays('in-progress', day('2026-11-27'), stops, day('2026-12-04'), usual), 2)
    equal(overdueDays('asked', day('2026-11-27'), stops, day('2026-12-04'), usual), 0)
    equal(overdueDays('approved', day('2026-11-27'), stops, day('2026-12-04'), usual), 0)
  })
})

describe('what may be done', () => {
  it('a worker answers what was asked, takes back what is open, rates what is done once', () => {
    deepEqual(workerMay({ state: 'submitted', stars: null }), ['withdraw'])
    deepEqual(workerMay({ state: 'asked', stars: null }), ['answer', 'withdraw'])
    deepEqual(workerMay({ state: 'refused', stars: null }), ['rate'])
    deepEqual(workerMay({ state: 'approved', stars: 4 }), [])
    deepEqual(workerMay({ state: 'withdrawn', stars: null }), [])
  })

  it('nobody works on what was offered to another provider; whom it was offered to decides', () => {
    const [ours, theirs, office, nobody] = [{ holds: true, isOfferedTo: false, office: false }, { holds: false, isOfferedTo: true, office: false }, { holds: false, isOfferedTo: false, office: true }, { holds: false, isOfferedTo: false, office: false }]
    deepEqual(deskMay({ state: 'in-progress', offered: true }, ours), [])
    deepEqual(deskMay({ state: 'in-progress', offered: true }, theirs), ['decide-hand-over'])
    deepEqual(deskMay({ state: 'in-progress', offered: true }, office), ['hand-over'])
    deepEqual(deskMay({ state: 'in-progress', offered: false }, nobody), [])
    ok(deskMay({ state: 'submitted', offered: false }, ours).includes('approve'))
    ok(!deskMay({ state: 'asked', offered: false }, ours).includes('approve'))
    deepEqual(deskMay({ state: 'withdrawn', offered: false }, office), [])
  })
})

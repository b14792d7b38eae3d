// Which days are worked, and what day it is after so many of them. Days are whole: the hour of the day does not count.

export type SpecialDay = { date: Temporal.PlainDate; kind: 'holiday' | 'workday' | 'usual'; name: string; nameEn: string }

/** A clock that stood: from the day somebody was asked to the day they answered; null: they have not yet. */
export type Pause = { from: Temporal.PlainDate; until: Temporal.PlainDate | null }

export type WorkCalendar = {
  isWorkday(day: Temporal.PlainDate): boolean
  /** What makes the day other than its day of the week: a holiday or a worked weekend day, with its name. */
  special(day: Temporal.PlainDate): { kind: 'holiday' | 'workday'; name: string; nameEn: string } | undefined
  /** Workdays after `from`, up to and with `until`. 0 when `until` is not after `from`. */
  workdaysBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): number
  /** The `count`-th workday after `from`; `from` itself for 0. */
  addWorkdays(from: Temporal.PlainDate, count: number): Temporal.PlainDate
  /** As workdaysBetween, without the days on which the clock stood: those after a pause's first day, up to its last. */
  workdaysUsed(from: Temporal.PlainDate, until: Temporal.PlainDate, pauses: readonly Pause[]): number
  /** The day by which what was promised within `count` workdays is due; undefined while the clock stands. */
  dueOn(from: Temporal.PlainDate, count: number, pauses?: readonly Pause[]): Temporal.PlainDate | undefined
}

/** @param days in any order; two words for one day: the later one holds */
export function workCalendar(days: readonly SpecialDay[]): WorkCalendar {
  const special = new Map(days.map((one) => [number(one.date), one]))
  // Where the calendar differs from the week: days and how many workdays more (or less) there were up to each.
  const changed = [...special].map(([day, { kind }]) => [day, changeOf(day, kind)] as const).filter(([, change]) => change !== 0).sort(([a], [b]) => a - b)
  const at = changed.map(([day]) => day)
  let sum = 0
  const sums = changed.map(([, change]) => (sum += change))

  /** Workdays up to and with a day, counted from some Monday long ago. */
  function worked(day: number): number {
    const index = firstAfter(at, day)
    return weekdays(day) + (index === 0 ? 0 : (sums[index - 1] ?? 0))
  }
  /** The first day on which `reached` says yes; it keeps saying so. */
  function firstDay(after: number, reached: (day: number) => boolean): number {
    let step = 8
    while (!reached(after + step)) step *= 2
    let [low, high] = [after, after + step]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (reached(middle)) high = middle
      else low = middle
    }
    return high
  }
  function used(from: number, until: number, stands: readonly Span[]): number {
    if (until <= from) return 0
    const stood = stands.reduce((total, [a, b]) => total + Math.max(0, worked(Math.min(b, until)) - worked(Math.min(Math.max(a, from), until))), 0)
    return worked(until) - worked(from) - stood
  }
  function addWorkdays(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
    if (count <= 0) return from
    const start = number(from)
    return plain(firstDay(start, (day) => worked(day) - worked(start) >= count))
  }

  return {
    isWorkday: (day) => worked(number(day)) > worked(number(day) - 1),
    special(day) {
      const found = special.get(number(day))
      return found && found.kind !== 'usual' ? { kind: found.kind, name: found.name, nameEn: found.nameEn } : undefined
    },
    workdaysBetween: (from, until) => used(number(from), number(until), []),
    addWorkdays,
    workdaysUsed: (from, until, pauses) => used(number(from), number(until), merge(pauses)),
    dueOn(from, count, pauses = []) {
      const stands = merge(pauses)
      const start = number(from)
      if (count <= 0) return from
      const open = stands.at(-1)
      // A clock that stands for good never gets there, unless it had got there before.
      if (open?.[1] === Infinity && used(start, open[0], stands) < count) return undefined
      return plain(firstDay(start, (day) => used(start, day, stands) >= count))
    },
  }
}

/** Days after the first, up to and with the second. */
type Span = readonly [number, number]

/** Pauses in their order, those that touch or overlap made one. */
function merge(pauses: readonly Pause[]): Span[] {
  const spans = pauses.map(({ from, until }): Span => [number(from), until === null ? Infinity : number(until)]).filter(([a, b]) => b > a).sort(([a], [b]) => a - b)
  const merged: Span[] = []
  for (const [a, b] of spans) {
    const last = merged.at(-1)
    if (last && a <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], b)]
    else merged.push([a, b])
  }
  return merged
}

/** Days since Monday, 5 January 1970. */
function number(day: Temporal.PlainDate): number {
  return Math.round(Date.UTC(day.year, day.month - 1, day.day) / 86_400_000) - 4
}

function plain(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-05').add({ days: day })
}

/** Mondays to Fridays up to and with a day. */
function weekdays(day: number): number {
  const week = Math.floor(day / 7)
  return week * 5 + Math.min(day - week * 7 + 1, 5)
}

function changeOf(day: number, kind: SpecialDay['kind']): number {
  const weekday = ((day % 7) + 7) % 7 < 5
  if (kind === 'holiday') return weekday ? -1 : 0
  return kind === 'workday' && !weekday ? 1 : 0
}

/** How many of the sorted days are not after `day`. */
function firstAfter(sorted: readonly number[], day: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low
}

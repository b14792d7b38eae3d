// What being covered means: within how many metres, in which hours, and what must not be told of few people.

/** Hours of a week, Monday 00:00 to 01:00 first. */
export const HOURS = 168

/** One byte for each hour: 1 is open. */
export type Week = Uint8Array

/** Fewer people than this are not told apart. */
export const SMALL_CELL = 5

/** An hour counts as open when at least this much of it is. */
const HALF_AN_HOUR = 30
const DAY = 1440

/**
 * The hours of a typical week in which a station is open: holidays and exceptions are not typical.
 * @param weekly seven days, Monday first, of [from, until] in minutes from midnight; until may lie beyond 1440
 */
export function openWeek(weekly: readonly (readonly (readonly number[])[])[]): Week {
  const minutes = new Uint8Array(7 * DAY)
  for (const [day, spans] of weekly.entries()) {
    for (const [from = 0, until = 0] of spans) {
      for (let at = from; at < until; at++) minutes[(day * DAY + at) % minutes.length] = 1
    }
  }
  return Uint8Array.from({ length: HOURS }, (_, hour) => {
    let open = 0
    for (let at = hour * 60; at < hour * 60 + 60; at++) open += minutes[at] ?? 0
    return open >= HALF_AN_HOUR ? 1 : 0
  })
}

/** The hours in which a station that opens every day from … until … is open; until up to from is the next day. */
export function dailyWeek(from: number, until: number): Week {
  const inside = (hour: number) => (from < until ? hour >= from && hour < until : hour >= from || hour < until)
  return Uint8Array.from({ length: HOURS }, (_, hour) => (inside(hour % 24) ? 1 : 0))
}

/** An outlet: how many work from it, and in which hours a station within reach is open. */
export type Reached = { workers: number; week: Week }

export type Shares = {
  outlets: number
  workers: number | null
  outletsByHour: (number | null)[]
  workersByHour: (number | null)[]
  outletsMean: number | null
  workersMean: number | null
}

/**
 * Shares by hour. Those of people are left out where 1 to 4 people are on one side of the line: covered or not covered,
 * they could be told apart.
 */
export function sharesOf(outlets: readonly Reached[]): Shares {
  const workers = outlets.reduce((sum, one) => sum + one.workers, 0)
  const covered = { outlets: new Float64Array(HOURS), workers: new Float64Array(HOURS) }
  for (const { workers: people, week } of outlets) {
    for (let hour = 0; hour < HOURS; hour++) {
      if (!week[hour]) continue
      covered.outlets[hour] = (covered.outlets[hour] ?? 0) + 1
      covered.workers[hour] = (covered.workers[hour] ?? 0) + people
    }
  }
  const outletsByHour = Array.from(covered.outlets, (count) => ratio(count, outlets.length))
  const shown = workers >= SMALL_CELL
  return {
    outlets: outlets.length,
    workers: peopleShown(workers),
    outletsByHour,
    workersByHour: Array.from(covered.workers, (count) => (shown && !isFew(count) && !isFew(workers - count) ? ratio(count, workers) : null)),
    outletsMean: ratio(total(covered.outlets), outlets.length * HOURS),
    // A mean over 168 hours tells nobody apart, unless all of them are few.
    workersMean: shown ? ratio(total(covered.workers), workers * HOURS) : null,
  }
}

/**
 * In how many people a part is left out: when only one part is, it could be reckoned from the whole and the others, so
 * the next smallest is left out too.
 * @param parts of the whole, changed in place
 */
export function hideWhatFollows(parts: readonly Shares[]): void {
  hideOne(parts, (one) => one.workers === null, (one) => {
    one.workers = null
    one.workersMean = null
  })
  hideOne(parts, (one) => one.workersMean === null, (one) => {
    one.workersMean = null
  })
  for (let hour = 0; hour < HOURS; hour++) {
    hideOne(parts, (one) => one.workersByHour[hour] === null, (one) => {
      one.workersByHour[hour] = null
    })
  }
}

/** A count of people as it may be shown: none, or five and more. */
export function peopleShown(people: number): number | null {
  return isFew(people) ? null : people
}

function hideOne(parts: readonly Shares[], hidden: (one: Shares) => boolean, hide: (one: Shares) => void): void {
  const peopled = parts.filter((one) => one.workers !== 0)
  if (peopled.filter(hidden).length !== 1) return
  const next = peopled.filter((one) => !hidden(one)).toSorted((a, b) => (a.workers ?? 0) - (b.workers ?? 0))[0]
  if (next) hide(next)
}

function isFew(people: number): boolean {
  return people > 0 && people < SMALL_CELL
}

/** Four digits: a tenth of a per mille. */
function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

export function union(into: Week, other: Week): void {
  for (let hour = 0; hour < HOURS; hour++) if (other[hour]) into[hour] = 1
}

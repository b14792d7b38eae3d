/** Where the bars of a person's work history stand. Pure: days in, places out. */
import { calendarOf } from '../words/index.ts'
import type { Spell } from './types.ts'

export interface Bar {
  readonly spell: Spell
  readonly x: number
  readonly width: number
  readonly y: number
}

export interface SpellLayout {
  readonly lanes: readonly { readonly name: string; readonly y: number }[]
  readonly bars: readonly Bar[]
  /** First days of the months on the axis. */
  readonly months: readonly { readonly day: string; readonly x: number }[]
  /** Breaks of a week or more between the end of one spell and the start of the next. */
  readonly gaps: readonly { readonly days: number; readonly x: number }[]
  /** Changes of outlet within a lane: the day and its place. */
  readonly moves: readonly { readonly day: string; readonly x: number }[]
  /** From the end of a spell to the start of the next in another lane. */
  readonly joins: readonly { readonly path: string }[]
  readonly todayX: number
  /** Where the bars begin, right of the names. */
  readonly left: number
  readonly height: number
}

const LANE = 44
const TOP = 35
const BAR = 22

/** Lanes stand newest first; the axis runs from the month of the first spell to `today`. `width` in pixels. */
export function layOutSpells(spells: readonly Spell[], today: string, width = 700): SpellLayout {
  const left = width < 520 ? 68 : 128
  const right = width - 11
  const dated = [...spells].sort((a, b) => a.since.localeCompare(b.since))
  const first = dated[0]?.since ?? today
  const start = calendarOf(`${first.slice(0, 7)}-01`).ordinal
  const end = Math.max(start + 28, calendarOf(today).ordinal)
  const xOf = (day: string): number => left + ((Math.min(end, calendarOf(day).ordinal) - start) / (end - start)) * (right - left)

  const order = [...new Set(dated.map((one) => one.lane))].sort((a, b) => lastDay(dated, b, today).localeCompare(lastDay(dated, a, today)))
  const lanes = order.map((name, at) => ({ name, y: TOP + at * LANE }))
  const yOf = (spell: Spell): number => lanes.find((lane) => lane.name === spell.lane)?.y ?? TOP

  const known = dated.filter((one) => one.kind !== 'self')
  const follow = known.flatMap((spell, at) => {
    const before = known[at - 1]
    return before?.until === undefined ? [] : [{ before, until: before.until, spell }]
  })
  const height = TOP + Math.max(1, lanes.length) * LANE + 7
  return {
    lanes,
    bars: dated.map((spell) => ({ spell, x: xOf(spell.since), width: Math.max(3, xOf(spell.until ?? today) - xOf(spell.since)), y: yOf(spell) })),
    months: monthStarts(first, today, Math.floor((right - left) / 46)).map((day) => ({ day, x: xOf(day) })),
    gaps: follow
      .map(({ until, spell }) => ({ days: calendarOf(spell.since).ordinal - calendarOf(until).ordinal - 1, x: (xOf(until) + xOf(spell.since)) / 2 }))
      .filter((gap) => gap.days >= 7),
    moves: follow.filter(({ before, spell }) => before.lane === spell.lane).map(({ spell }) => ({ day: spell.since, x: xOf(spell.since) })),
    joins: follow.filter(({ before, spell }) => before.lane !== spell.lane).map(({ before, until, spell }) => ({ path: join(xOf(until), yOf(before), xOf(spell.since), yOf(spell)) })),
    todayX: xOf(today),
    left,
    height,
  }
}

export { BAR as BAR_HEIGHT }

/** Where somebody was known to be last; what they only say themselves comes after. */
function lastDay(spells: readonly Spell[], lane: string, today: string): string {
  return spells.reduce((last, one) => (one.lane === lane && one.kind !== 'self' && (one.until ?? today) > last ? (one.until ?? today) : last), '')
}

/** At most `most` month marks: every month, every second, every third … */
function monthStarts(first: string, today: string, most: number): string[] {
  const from = calendarOf(first)
  const to = calendarOf(today)
  const total = (to.year - from.year) * 12 + to.month - from.month + 1
  const step = Math.ceil(total / Math.max(1, most))
  return Array.from({ length: Math.ceil(total / step) }, (_, at) => new Date(Date.UTC(from.year, from.month - 1 + at * step, 1)).toISOString().slice(0, 10))
}

function join(fromX: number, fromY: number, toX: number, toY: number): string {
  const a = fromY + BAR / 2
  const b = toY + BAR / 2
  if (toX - fromX < 6) return `M${toX} ${fromY < toY ? fromY + BAR : fromY}V${fromY < toY ? toY : toY + BAR}`
  const middle = (fromX + toX) / 2
  return `M${fromX} ${a}C${middle} ${a} ${middle} ${b} ${toX} ${b}`
}

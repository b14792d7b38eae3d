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
  readonly height: number
}

export const LEFT = 128
export const RIGHT = 689
const LANE = 44
const TOP = 35
const BAR = 22

/** Lanes stand newest first, as in a letter of application; the axis runs from the month of the first spell to `today`. */
export function layOutSpells(spells: readonly Spell[], today: string): SpellLayout {
  const dated = [...spells].sort((a, b) => a.since.localeCompare(b.since))
  const first = dated[0]?.since ?? today
  const start = calendarOf(`${first.slice(0, 7)}-01`).ordinal
  const end = Math.max(start + 28, calendarOf(today).ordinal)
  const xOf = (day: string): number => LEFT + ((Math.min(end, calendarOf(day).ordinal) - start) / (end - start)) * (RIGHT - LEFT)

  const names = [...new Set([...dated].sort((a, b) => lastDay(b, today).localeCompare(lastDay(a, today)) || b.since.localeCompare(a.since)).map((one) => one.lane))]
  const regular = new Set(dated.filter((one) => one.kind !== 'self').map((one) => one.lane))
  const order = [...names.filter((one) => regular.has(one)), ...names.filter((one) => !regular.has(one))]
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
    months: monthStarts(first, today).map((day) => ({ day, x: xOf(day) })),
    gaps: follow
      .map(({ until, spell }) => ({ days: calendarOf(spell.since).ordinal - calendarOf(until).ordinal - 1, x: (xOf(until) + xOf(spell.since)) / 2 }))
      .filter((gap) => gap.days >= 7),
    moves: follow.filter(({ before, spell }) => before.lane === spell.lane).map(({ spell }) => ({ day: spell.since, x: xOf(spell.since) })),
    joins: follow.filter(({ before, spell }) => before.lane !== spell.lane).map(({ before, until, spell }) => ({ path: join(xOf(until), yOf(before), xOf(spell.since), yOf(spell)) })),
    todayX: xOf(today),
    height,
  }
}

export { BAR as BAR_HEIGHT }

function lastDay(spell: Spell, today: string): string {
  return spell.until ?? today
}

/** At most twelve month marks: every month, every second, every third … */
function monthStarts(first: string, today: string): string[] {
  const from = calendarOf(first)
  const to = calendarOf(today)
  const total = (to.year - from.year) * 12 + to.month - from.month + 1
  const step = Math.ceil(total / 12)
  return Array.from({ length: Math.ceil(total / step) }, (_, at) => new Date(Date.UTC(from.year, from.month - 1 + at * step, 1)).toISOString().slice(0, 10))
}

function join(fromX: number, fromY: number, toX: number, toY: number): string {
  const a = fromY + BAR / 2
  const b = toY + BAR / 2
  if (toX - fromX < 6) return `M${toX} ${fromY < toY ? fromY + BAR : fromY}V${fromY < toY ? toY : toY + BAR}`
  const middle = (fromX + toX) / 2
  return `M${fromX} ${a}C${middle} ${a} ${middle} ${b} ${toX} ${b}`
}

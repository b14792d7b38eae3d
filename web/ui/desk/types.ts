/** Shapes that pages hand to the desk's components. */
import type { IconComponent } from '../icons/icon.ts'

export interface TabChoice<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly count?: number | undefined
  /** Counters only: how the figure is drawn. */
  readonly tone?: 'calm' | 'ask' | 'wrong' | undefined
  /** Counters only: a few words in vermilion behind the label. */
  readonly note?: string | undefined
}

export type SortDirection = 'ascending' | 'descending'
export interface Sort {
  readonly key: string
  readonly direction: SortDirection
}

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** Text of the cell; also its tooltip when it does not fit. A slot `cell-<key>` may draw it instead. */
  readonly text?: ((row: Row) => string) | undefined
  /** CSS length; columns without one share what is left. */
  readonly width?: string | undefined
  readonly align?: 'start' | 'end' | undefined
  /** Drawn in ink-500: everything but the name. */
  readonly quiet?: boolean | undefined
  /** The header becomes a button that emits `update:sort`. */
  readonly sortable?: boolean | undefined
  /** Left out below 1150 px. */
  readonly onlyWide?: boolean | undefined
}

export interface MenuEntry {
  readonly label: string
  readonly icon?: IconComponent | undefined
  readonly hint?: string | undefined
  readonly run?: (() => void) | undefined
  readonly href?: string | undefined
  /** Draws a tick place: one of several choices. */
  readonly checked?: boolean | undefined
  readonly danger?: boolean | undefined
  readonly disabled?: boolean | undefined
}
/** A line between groups, or a small heading over one. */
export type MenuPart = MenuEntry | 'line' | { readonly heading: string }

export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly label: string
  /** Grey words at the end: a code, the place above. */
  readonly hint?: string | undefined
  readonly disabled?: boolean | undefined
}

export interface Place {
  readonly code: string
  readonly name: string
  /** Grey words at the end: a count. */
  readonly hint?: string | undefined
  /** Undefined while not fetched yet; see `leaf`. */
  readonly children?: readonly Place[] | undefined
  /** Nothing below it. */
  readonly leaf?: boolean | undefined
}

export interface Spell {
  /** Who one worked for; spells of one lane share a line. */
  readonly lane: string
  readonly label: string
  /** Days, `2026-03-24`; `until` is undefined while it goes on. */
  readonly since: string
  readonly until?: string | undefined
  readonly kind: 'live' | 'past' | 'self'
  /** Grey words before the bar: 兼跑，待核. */
  readonly note?: string | undefined
}

/** Hours of the day as numbers: 10.5 is half past ten. */
export interface Peak {
  readonly name: string
  readonly from: number
  readonly to: number
}

export interface MapDot {
  readonly id: string
  readonly name: string
  /** WGS 84, as the wire gives it. */
  readonly position: readonly [longitude: number, latitude: number]
  readonly headcount?: number | undefined
  /** shut: hollow; away: dashed, not in service; gap: a ring round people far from a station; pick: a place proposed. */
  readonly state?: 'late' | 'soon' | 'good' | 'station' | 'shut' | 'away' | 'gap' | 'pick' | undefined
}

/** One person's changes in a roster preview. */
export interface Change {
  readonly id: string
  /** The cells before the field: row, name, identifier's tail, outlet. */
  readonly who: readonly string[]
  /** Which of them is the name, drawn in ink-900. */
  readonly name: number
  readonly fields: readonly {
    readonly name: string
    readonly old: string
    readonly now: string
    /** What another source says. */
    readonly evidence?: string | undefined
    /** It says otherwise. */
    readonly doubt?: boolean | undefined
  }[]
}

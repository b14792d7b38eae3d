import type { Component } from 'vue'
import type { IconComponent } from '../icons/icon.ts'

/** Where something leads: RouterLink with its `to`, or a plain address. */
export interface Leading {
  readonly as?: Component | string | undefined
  readonly to?: string | undefined
  readonly href?: string | undefined
}

export interface TabItem {
  readonly key: string
  readonly label: string
  readonly to: string
  readonly icon?: IconComponent | undefined
  /** Drawn as the lantern that hangs from the rope: one at most. Its `icon` is drawn in it, a microphone without one. */
  readonly hangs?: boolean | undefined
}

export type LampState = 'lit' | 'done' | 'late' | 'unlit'

/** The six, always in this order. */
export const amenities = ['charge', 'swap', 'meal', 'toilet', 'rest', 'medicine'] as const
export type Amenity = (typeof amenities)[number]

/** Hours of the day as numbers: 10.5 is half past ten. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface OpeningDay {
  /** 一, 今天, 元旦. */
  readonly name: string
  /** None: closed. Past midnight an hour goes beyond 24. */
  readonly spans: readonly Span[]
  readonly kind?: 'today' | 'other' | undefined
}

export interface Seer {
  readonly who: string
  /** What exactly: 看事和照片，不看手机号. */
  readonly what: string
  readonly sees: boolean
}

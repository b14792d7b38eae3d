/** What the official calendar says of the coming days: holidays, and weekend days that are worked instead. */
import { shallowRef, type ShallowRef } from 'vue'
import type { SpecialDays } from '../stations/station/hours.ts'

const known = shallowRef<SpecialDays>(new Map())

/** Empty until the calendar is there, and without a network: then a week looks usual, and today is right all the same. */
export function useSpecialDays(): Readonly<ShallowRef<SpecialDays>> {
  return known
}

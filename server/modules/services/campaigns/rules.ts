// Care campaigns decided from facts alone: which step follows which, passes, progress, and what a report may show.

import type { campaignJoinings, campaignStates } from '../../../../contract/campaigns.ts'

export type CampaignState = (typeof campaignStates)[number]
export type CampaignJoining = (typeof campaignJoinings)[number]

const steps: Record<CampaignState, readonly CampaignState[]> = { draft: ['planned'], planned: ['draft', 'running', 'ended'], running: ['ended'], ended: [], reported: [] }

/** What somebody may do to a campaign by hand. Called off before it began, it ends without having run. */
export function mayStep(from: CampaignState, to: CampaignState, announced: boolean): boolean {
  return steps[from].includes(to) && !(to === 'draft' && announced)
}

/** The state that the calendar brings about by itself. The last day is a day of the campaign. */
export function stateByDay(campaign: { state: CampaignState; starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate }, today: Temporal.PlainDate): CampaignState {
  const { state } = campaign
  if (state !== 'planned' && state !== 'running') return state
  if (Temporal.PlainDate.compare(today, campaign.ends_on) > 0) return 'ended'
  return Temporal.PlainDate.compare(today, campaign.starts_on) >= 0 ? 'running' : state
}

export function takesSignUps(joining: CampaignJoining): boolean {
  return joining !== 'walk-in'
}

export function takesWalkIns(joining: CampaignJoining): boolean {
  return joining !== 'sign-up'
}

/** In place of a trade: nobody asked what a walk-in does. */
export const WALK_IN = 'walk-in'

/** What was given against what was meant to be; it may pass it. */
export function progressOf(given: number, target: number | null): { given: number; target: number | null; share: number | null } {
  return { given, target, share: target === null ? null : given / target }
}

/** Seconds for which one pass is shown; it is taken for as long again. */
export const PASS_SECONDS = 60
export const PASS_LENGTH = 8

/** @returns number of the step a pass is made for, when the next one comes, and until when this one is taken */
export function passStep(now: Temporal.Instant): { step: number; refreshIn: number; expiresAt: Temporal.Instant } {
  const length = PASS_SECONDS * 1000
  const step = Math.floor(now.epochMilliseconds / length)
  return { step, refreshIn: Math.ceil(((step + 1) * length - now.epochMilliseconds) / 1000), expiresAt: Temporal.Instant.fromEpochMilliseconds((step + 2) * length) }
}

/** Eight letters of 32 from the first 40 bits of a keyed hash: too many to try within two minutes. @param hex at least ten digits */
export function passCode(hex: string, alphabet: string): string {
  const bits = BigInt(`0x${hex.replaceAll('-', '').slice(0, 10)}`)
  return Array.from({ length: PASS_LENGTH }, (_, i) => alphabet.charAt(Number((bits >> BigInt(5 * (PASS_LENGTH - 1 - i))) & 31n))).join('')
}

export function passPayload(city: number, code: string): string {
  return `WSP:${city}:${code}`
}

/** As it was scanned or typed; undefined: no pass of this city. @param folded without spaces and dashes, in capitals */
export function readPass(city: number, folded: string): string | undefined {
  const [, scannedCity, scanned] = /^WSP:(\d{6}):(.*)$/.exec(folded) ?? []
  if (scannedCity !== undefined && Number(scannedCity) !== city) return undefined
  const code = scanned ?? folded
  return code.length === PASS_LENGTH && /^[A-Z2-9]+$/.test(code) ? code : undefined
}

/**
 * Hides every cell from 1 to below `smallest`, and then the smallest of the others, until what is hidden cannot be
 * worked out from the total: at least two cells, of together at least `smallest`. Nobody is in an empty cell; it stays.
 */
export function hideSmall<C extends { count: number }>(cells: readonly C[], smallest: number): (Omit<C, 'count'> & { count: number | null })[] {
  const hidden = new Set<C>(cells.filter(({ count }) => count > 0 && count < smallest))
  if (hidden.size > 0) {
    const others = cells.filter((cell) => cell.count > 0 && !hidden.has(cell)).sort((a, b) => a.count - b.count)
    while ((hidden.size < 2 || sum([...hidden]) < smallest) && others.length > 0) hidden.add(others.shift() as C)
  }
  return cells.map((cell) => ({ ...cell, count: hidden.has(cell) ? null : cell.count }))
}

/** The most first; what is hidden last, by its name: its place in the row must not say how much it is. */
export function byCount<C extends { name: string; count: number | null }>(cells: readonly C[]): C[] {
  return [...cells].sort((a, b) => (b.count ?? -1) - (a.count ?? -1) || (a.name < b.name ? -1 : 1))
}

/** Every day from the first to the last, also those on which nothing was given. @param cells by ISO day */
export function everyDay<C extends { key: string; name: string; count: number }>(cells: readonly C[], from: Temporal.PlainDate, until: Temporal.PlainDate): (C | { key: string; name: string; count: number })[] {
  const known = new Map(cells.map((cell) => [cell.key, cell]))
  const keys = new Set(known.keys())
  for (let day = from; Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) keys.add(day.toString())
  return [...keys].sort().map((key) => known.get(key) ?? { key, name: key, count: 0 })
}

/** Which days of a chart are named: the first, the last, and at most six between, evenly. @returns positions */
export function labelledDays(count: number): number[] {
  const step = Math.max(1, Math.ceil((count - 1) / 7))
  const at = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
  const last = count - 1
  // The last day is always named; what would stand too close before it is not.
  return count === 0 ? [] : [...at.filter((one) => one === 0 || last - one >= step * 0.75), ...(last === 0 ? [] : [last])]
}

function sum(cells: readonly { count: number }[]): number {
  return cells.reduce((total, { count }) => total + count, 0)
}

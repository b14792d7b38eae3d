// What a simulated city holds, in a page of text.

import type { SimulatedCity } from './city/simulate-city.ts'
import { isoDay } from './days.ts'

export function summarise(city: SimulatedCity): string {
  const { places, companies, outlets, registry } = city
  const open = registry.engagements.filter((one) => one.until === undefined)
  const present = registry.workers.filter((worker) => worker.state === 'present').length
  const perWorker = tally(open, (one) => one.workerId)
  const several = [...perWorker.values()].filter((count) => count > 1).length
  const standing = companies.list.map((company) => company.standingOn).filter((day) => day !== undefined)
  const lines = [
    `${places.list[0]?.name ?? ''} ${city.city}, seed ${city.seed}, ${isoDay(city.from)} to ${isoDay(city.today)}. People, companies and boundaries are invented.`,
    `places      ${words(tally(places.list, (place) => place.kind))}`,
    `companies   ${companies.list.length}: ${words(tally(companies.list, (company) => company.kind))}; rosters of ${standing.length} stand, the oldest of ${isoDay(Math.min(...standing))}`,
    `outlets     ${outlets.list.length}: ${words(tally(outlets.list, (outlet) => outlet.kind))}`,
    `workers     ${present} present, ${registry.workers.length - present} gone; ${((several / present) * 100).toFixed(1)} % at several companies`,
    `by trade    ${words(tally(open, (one) => one.outlet.trade))}`,
    `by kind     ${words(tally(open, (one) => one.kind))}`,
    `engagements ${open.length} go on, ${registry.engagements.length - open.length} are over; ${words(tally(registry.engagements, (one) => one.standing))}`,
    `tenure      ${meanTenure(city).toFixed(0)} days on average since those present came; food riders ${meanTenure(city, 'food-delivery').toFixed(0)}`,
    `statements  ${words(tally(registry.statements, (one) => one.source))}`,
    `rosters     ${words(tally(registry.rosters, (roster) => roster.state))}`,
    `also        ${registry.checks.length} visits, ${registry.duplicates.length} pairs, ${registry.disclosures.length} disclosures, ${registry.events.length} events, ${registry.accounts.length} accounts`,
  ]
  return lines.join('\n')
}

/**
 * Mean number of days since those who are at an outlet now came to its company, moves between its outlets not counted;
 * second jobs left out.
 */
export function meanTenure(city: SimulatedCity, trade?: string): number {
  let days = 0
  let people = 0
  for (const { spell, until, outlet } of city.registry.engagements) {
    const standing = city.companies.list[outlet.companyId - 1]?.standingOn
    if (!spell || until !== undefined || spell.second || standing === undefined || (trade !== undefined && outlet.trade !== trade)) continue
    days += standing - spell.hiredOn
    people += 1
  }
  return people === 0 ? 0 : days / people
}

function tally<T, K>(list: readonly T[], key: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

function words(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${count} ${word}`).join(', ')
}

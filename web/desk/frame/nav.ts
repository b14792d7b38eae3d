/** The order of the nav. An entry shows once a page names it (`nav` in pages/index.ts) and the person may see it. */
import type { RouteLocationRaw } from 'vue-router'
import { IconHelp, IconHistory, IconKey, IconQueue, IconRoster, IconService, IconSettings, IconStation, type IconComponent } from '../../ui/icons/index.ts'
import { frame } from './state.ts'

const order = [
  { key: 'queue', icon: IconQueue, foot: false, parts: [] },
  { key: 'registry', icon: IconRoster, foot: false, parts: ['workers', 'outlets', 'rosters', 'matching'] },
  { key: 'network', icon: IconStation, foot: false, parts: ['stations', 'counter', 'coverage', 'partners'] },
  { key: 'services', icon: IconService, foot: false, parts: ['applications', 'catalogue', 'redeem', 'vouchers', 'campaigns', 'settlement'] },
  { key: 'roles', icon: IconKey, foot: false, parts: [] },
  { key: 'audit', icon: IconHistory, foot: false, parts: [] },
  { key: 'settings', icon: IconSettings, foot: true, parts: [] },
  { key: 'help', icon: IconHelp, foot: true, parts: [] },
] as const

type Entry = (typeof order)[number]
export type NavKey = Entry['key'] | Entry['parts'][number]

export interface NavLink {
  readonly key: NavKey
  readonly to: RouteLocationRaw
}

export interface NavPart {
  readonly key: Entry['key']
  readonly icon: IconComponent
  readonly foot: boolean
  /** Where it leads: its own page, or the first of its parts. */
  readonly to: RouteLocationRaw
  readonly parts: readonly NavLink[]
}

/** The entries this person can use now. Reactive. */
export function navNow(): NavPart[] {
  return order.flatMap(({ key, icon, foot, parts }) => {
    const links = parts.flatMap((part) => linkTo(part))
    const to = linkTo(key)[0]?.to ?? links[0]?.to
    return to === undefined ? [] : [{ key, icon, foot, to, parts: links }]
  })
}

function linkTo(key: NavKey): NavLink[] {
  const page = frame.pages.find((one) => one.nav === key && frame.may(one))
  return page === undefined ? [] : [{ key, to: { name: page.name } }]
}

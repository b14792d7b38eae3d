/**
 * What the frame shows, filled by whoever knows it (session, queue). A part without its data or deed is not drawn:
 * no search box that finds nothing, no bell that never rings.
 */
import { shallowReactive } from 'vue'
import type { Place } from '../../ui/desk/types.ts'
import type { DeskPage } from '../router.ts'
import type { NavKey } from './nav.ts'

export interface Frame {
  /** Who is signed in. `post` is place and office: 三里屯街道 · 党群工作办. */
  me: { readonly name: string; readonly post: string } | undefined
  /** Draws the demo mark. */
  demo: boolean
  /** From the top place to the one in hand. Without it there is no switcher. */
  scope: readonly Place[]
  scoping: Scoping | undefined
  /** Small figures in the nav. */
  counts: Partial<Record<NavKey, number>>
  notices: { readonly unread: number; readonly open: () => void } | undefined
  /** Runs a search from the bar; without it there is no box. */
  find: ((term: string) => void) | undefined
  signOut: (() => void) | undefined
  /** Demo only: back to the choice of personas. */
  switchPersona: (() => void) | undefined
  /** Whether the person may see a page; those they may not are left out of the nav. */
  may: (page: DeskPage) => boolean
  /** @internal set by the router */
  pages: readonly DeskPage[]
  /** @internal a page is on its way */
  going: boolean
}

export interface Scoping {
  /** Places the person may choose at the top level. */
  readonly roots: readonly Place[]
  readonly below: (code: string) => Promise<readonly Place[]>
  /** By name, pinyin or initials. */
  readonly find: (term: string) => Promise<readonly Place[]>
  readonly choose: (place: Place) => void
}

export const frame: Frame = shallowReactive<Frame>({
  me: undefined,
  demo: false,
  scope: [],
  scoping: undefined,
  counts: {},
  notices: undefined,
  find: undefined,
  signOut: undefined,
  switchPersona: undefined,
  may: () => true,
  pages: [],
  going: false,
})

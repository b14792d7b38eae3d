/** What the phone's frame needs to know. */
import { shallowReactive } from 'vue'
import type { PocketPage } from '../router.ts'

export interface Frame {
  /** Whether the person may see a page; a tab whose root they may not see is left out. */
  may: (page: PocketPage) => boolean
  /** @internal set by the router */
  pages: readonly PocketPage[]
  /** @internal which way the last step went */
  move: 'deeper' | 'back'
}

export const frame: Frame = shallowReactive<Frame>({ may: () => true, pages: [], move: 'deeper' })

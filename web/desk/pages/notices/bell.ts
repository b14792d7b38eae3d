/** The bell in the bar: how many notices are unread, asked at the start and once a minute. */
import type { Router } from 'vue-router'
import { call, useMe } from '../../data/index.ts'
import { frame } from '../../frame/state.ts'

let lead: (() => void) | undefined

/** Once at the start; staff alone have a bell here. */
export function hangBell(router: Router): void {
  lead = () => void router.push({ name: 'notices' })
  void countNotices()
  setInterval(() => document.visibilityState === 'visible' && void countNotices(), 60_000)
}

export async function countNotices(): Promise<void> {
  const { me } = useMe()
  const open = lead
  if (me.value === undefined || me.value.kind !== 'staff' || open === undefined) {
    frame.notices = undefined
    return
  }
  // Without an answer the bell stays as it was: it is not worth a complaint.
  const unread = await call('GET /me/notices/unread').then(({ data }) => data.count, () => frame.notices?.unread ?? 0)
  frame.notices = { unread, open }
}

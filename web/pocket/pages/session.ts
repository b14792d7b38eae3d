/** Opens the app with what the device knows of the session, and keeps pages shut that need somebody. */
import type { Router } from 'vue-router'
import { remembered } from '../../ui/remembered.ts'
import { chooseCity, me, onSignedOut, takeUpSession, watchNetwork } from '../data/index.ts'
import { frame } from '../frame/state.ts'

export async function takeUp(router: Router): Promise<void> {
  const asked = Number(new URLSearchParams(location.search).get('city'))
  if (asked) chooseCity(asked)
  watchNetwork()
  frame.may = (page) => page.open === true || me.value !== undefined
  router.beforeEach((to) => {
    const page = to.meta.pocket
    if (page === undefined || page.open === true || me.value !== undefined) return true
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath }, replace: true }
  })
  await takeUpSession(router.resolve(location.pathname).meta.pocket?.sameForAll === true)
  // The session ended while a page was open: in again, and back to it.
  onSignedOut(() => {
    // The answer may come before the first page has: then the address says where one is going.
    const shown = router.currentRoute.value
    const here = shown.matched.length > 0 ? shown : router.resolve(location.pathname + location.search)
    if (here.meta.pocket?.open === true || remembered('leaving') === 'yes') return
    void router.replace({ name: 'sign-in', query: here.fullPath === '/' ? { again: '1' } : { to: here.fullPath, again: '1' } })
  })
}

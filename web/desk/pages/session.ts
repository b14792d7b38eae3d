/** Takes up the session before the app is mounted, fills the frame, and keeps pages shut that need somebody. */
import { watch, watchEffect } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'
import type { Place as PlaceNode } from '../../ui/desk/types.ts'
import { chooseCity, city, loadCities, loadMe, onSignedOut, signOut, useMe, useScope } from '../data/index.ts'
import { frame } from '../frame/state.ts'
import type { DeskPage } from '../router.ts'
import { countNotices, hangBell } from './notices/bell.ts'

export async function takeUpSession(router: Router): Promise<void> {
  await loadCities()
  const asked = Number(new URLSearchParams(location.search).get('city'))
  if (asked) chooseCity(asked)
  await loadMe().catch(() => undefined)
  const { me, can } = useMe()
  const may = (page: DeskPage): boolean => page.open === true || (me.value !== undefined && (page.needs?.some(can) ?? true))

  frame.may = may
  router.beforeEach((to) => guard(to))
  onSignedOut(() => leaveForSignIn(router, router.currentRoute.value.fullPath))

  function guard(to: RouteLocationNormalized) {
    const page = to.meta.page
    if (page === undefined || page.open === true) return true
    if (me.value === undefined) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
    // A worker's pages are in the pocket app.
    if (me.value.kind === 'worker') {
      location.assign('/')
      return false
    }
    return may(page) || { name: 'not-found', params: { rest: to.path.slice(1).split('/') } }
  }

  fillFrame(router)
  hangBell(router)
  watch(me, () => void countNotices())
}

function fillFrame(router: Router): void {
  const { me, can } = useMe()
  const scope = useScope()

  watchEffect(() => {
    const person = me.value
    frame.demo = person?.demo ?? city.value?.demo ?? false
    frame.me = person === undefined ? undefined : { name: person.name, post: person.title }
    frame.find = person !== undefined && can('worker.read') ? (term) => void router.push({ name: 'workers', query: { search: term } }) : undefined
    frame.signOut = person === undefined ? undefined : () => void leave(router)
    frame.switchPersona = person?.demo ? () => void leave(router) : undefined
  })
  watchEffect(() => {
    const person = me.value
    const way = scope.path.value.map((place): PlaceNode => ({ code: String(place.code), name: place.name }))
    frame.scope = person === undefined ? [] : way.length > 0 ? way : scope.here.value === '' ? [] : [{ code: '', name: scope.here.value }]
    frame.scoping = person === undefined || scope.reach.value.length === 0 ? undefined : { roots: scope.tree.value, below: scope.below, find: scope.find, choose: (place) => scope.choose(Number(place.code)) }
  })
}

async function leave(router: Router): Promise<void> {
  await signOut().catch(() => undefined)
  await leaveForSignIn(router, '/')
}

async function leaveForSignIn(router: Router, from: string): Promise<void> {
  if (router.currentRoute.value.meta.page?.open === true) return
  await router.push({ name: 'sign-in', query: from === '/' ? {} : { to: from } })
}

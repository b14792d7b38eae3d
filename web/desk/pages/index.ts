/**
 * The desk's pages: one line each (see `DeskPage`). An entry of the nav shows once a page names it.
 */
import { watch } from 'vue'
import type { Router } from 'vue-router'
import { loadCities, loadMe, useMe, useScope } from '../data/index.ts'
import { frame } from '../frame/state.ts'
import type { DeskPage } from '../router.ts'
import { registryPages } from './registry/pages.ts'
import { rosterPages } from './rosters/pages.ts'

export const pages: readonly DeskPage[] = [...registryPages, ...rosterPages]

/** Runs before the app is mounted: takes up the session, fills `frame`, guards the pages. */
export async function prepare(router: Router): Promise<void> {
  await loadCities()
  await loadMe()
  const { me, can } = useMe()
  const scope = useScope()
  frame.may = (page) => page.needs?.some(can) ?? true
  watch(
    [me, scope.here, scope.path, scope.tree],
    () => {
      frame.demo = me.value?.demo ?? false
      frame.me = me.value === undefined ? undefined : { name: me.value.name, post: me.value.title }
      frame.scope = scope.place.value === undefined ? [{ code: '', name: scope.here.value }] : scope.path.value.map((one) => ({ code: String(one.code), name: one.name }))
      frame.scoping = scope.tree.value.length === 0 ? undefined : { roots: scope.tree.value, below: scope.below, find: scope.find, choose: (place) => scope.choose(Number(place.code)) }
    },
    { immediate: true },
  )
  router.beforeEach((to) => {
    const page = to.meta.page
    if (page === undefined || page.open === true || me.value === undefined || frame.may(page)) return true
    return { name: 'not-found', params: { rest: to.path.slice(1).split('/') }, replace: true }
  })
}

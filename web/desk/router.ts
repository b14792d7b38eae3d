/** From the list of pages to a router: lazy pages, titles, the focus, and words in time. */
import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import { wordsReady } from '../ui/words/index.ts'
import type { Verb } from '../../contract/permissions.ts'
import type { NavKey } from './frame/nav.ts'
import { frame } from './frame/state.ts'

export interface DeskPage {
  /** Below `/desk/`: '/workers/:id?'. */
  readonly path: string
  readonly name: string
  readonly page: () => Promise<Component>
  /** The entry of the nav that is "here" on this page; the first page that names it is where it leads. */
  readonly nav?: NavKey | undefined
  /** For the window's title; called again when the language changes. */
  readonly title: () => string
  /** Without bar and nav: the sign-in page. */
  readonly bare?: boolean | undefined
  /** Seen by those whose role holds one of these; by everybody signed in where there are none. */
  readonly needs?: readonly Verb[] | undefined
  /** Seen by people who are not signed in. */
  readonly open?: boolean | undefined
}

declare module 'vue-router' {
  interface RouteMeta {
    page?: DeskPage
  }
}

export function makeRouter(pages: readonly DeskPage[]): Router {
  const router = createRouter({
    history: createWebHistory('/desk/'),
    scrollBehavior: (to, from, saved) => (to.name === from.name ? false : (saved ?? { top: 0 })),
    routes: [
      ...pages.map((page) => ({ path: page.path, name: page.name, component: page.page, meta: { page } })),
      { path: '/:rest(.*)*', name: 'not-found', component: () => import('./frame/NotFound.vue') },
    ],
  })
  frame.pages = pages
  router.beforeEach((to, from) => {
    frame.going = to.name !== from.name
  })
  router.beforeResolve(wordsReady)
  router.afterEach((to, from, failure) => {
    frame.going = false
    if (failure === undefined && from.matched.length > 0 && to.name !== from.name) focusContent()
  })
  router.onError((error: unknown, to) => fetchAfresh(error, to))
  return router
}

/** After a new version is out, old pages point to files that are gone: load the page anew, once. */
function fetchAfresh(error: unknown, to: RouteLocationNormalized): void {
  frame.going = false
  const gone = error instanceof TypeError && /import|fetch|module/i.test(error.message)
  if (!gone || sessionStorage.getItem('waystation.afresh') === to.fullPath) return
  sessionStorage.setItem('waystation.afresh', to.fullPath)
  location.assign(`/desk${to.fullPath}`)
}

function focusContent(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('.nav, .top-bar') !== null) document.getElementById('content')?.focus({ preventScroll: true })
  })
}

/** From the list of pages to a router: lazy pages, titles, words in time, and a way back that always leads somewhere. */
import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import { wordsReady } from '../ui/words/language.ts'
import { frame } from './frame/state.ts'

export type TabKey = 'home' | 'stations' | 'join' | 'say' | 'services' | 'tasks' | 'me'

export interface PocketPage {
  readonly path: string
  readonly name: string
  /** A component for the first screen (it is in the first load), a function for all others. */
  readonly page: Component | (() => Promise<Component>)
  /** Called again when the language changes. */
  readonly title: () => string
  /** This page is what the tab opens; tab bar and kept state come with it. */
  readonly tab?: TabKey | undefined
  /** An inner page that keeps the tab bar, with this tab lit. */
  readonly within?: TabKey | undefined
  /** Name of the page that "back" leads to when one came from outside (a link, a scan). */
  readonly up?: string | undefined
  /** Seen by people who are not signed in. */
  readonly open?: boolean | undefined
  /** Looks the same whoever looks: shown before the server has said who that is. */
  readonly sameForAll?: boolean | undefined
}

declare module 'vue-router' {
  interface RouteMeta {
    pocket?: PocketPage
  }
}

export function makeRouter(pages: readonly PocketPage[]): Router {
  const router = createRouter({
    history: createWebHistory('/'),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
      ...pages.map((page) => ({ path: page.path, name: page.name, component: page.page, meta: { pocket: page } })),
      { path: '/:rest(.*)*', name: 'not-found', component: () => import('./frame/NotFound.vue') },
    ],
  })
  frame.pages = pages
  let depth = depthNow()
  router.beforeResolve(wordsReady)
  router.afterEach(() => {
    const next = depthNow()
    frame.move = next < depth ? 'back' : 'deeper'
    depth = next
  })
  router.onError((error: unknown, to) => fetchAfresh(error, to))
  return router
}

/** One step back within the app; from outside, up to the page's parent or the home. */
export function goBack(router: Router): void {
  if (depthNow() > 0) router.back()
  else void router.replace({ name: router.currentRoute.value.meta.pocket?.up ?? frame.pages[0]?.name ?? 'not-found' })
}

/** How many of our pages lie under this one; vue-router keeps it in the history entry. */
function depthNow(): number {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'position' in state && typeof state.position === 'number' && 'back' in state && state.back !== null ? state.position : 0
}

/** After a new version is out, old pages point to files that are gone: load the page anew, once. */
function fetchAfresh(error: unknown, to: RouteLocationNormalized): void {
  const gone = error instanceof TypeError && /import|fetch|module/i.test(error.message)
  if (!gone || !navigator.onLine || sessionStorage.getItem('waystation.afresh') === to.fullPath) return
  sessionStorage.setItem('waystation.afresh', to.fullPath)
  location.assign(to.fullPath)
}

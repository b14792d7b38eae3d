/**
 * Draws a page that people open first, on the server: its list can be read before any script has come. It is drawn as
 * for somebody who is not signed in and has chosen nothing; ui/boot.ts hides it from everybody else, and the app takes
 * its place. Built by vite.first.config.ts, called by server/platform/http/first-page.ts.
 */
import { createSSRApp, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { standClock } from '../../ui/now.ts'
import { holdAnswers } from '../data/answers.ts'
import { loadCities } from '../data/client.ts'
import { pages } from '../pages/index.ts'

interface Drawn {
  readonly page: Component
  readonly router: Router
}

const known = new Map<string, Promise<Drawn>>()

/**
 * @param name of the page, as its route
 * @param answers by address, as they go along with the page; the cities must be among them
 * @param at milliseconds: what is open now is said as of then
 */
export async function draw(name: string, answers: Readonly<Record<string, unknown>>, at: number): Promise<string> {
  let found = known.get(name)
  if (found === undefined) known.set(name, (found = pageAt(name)))
  const { page, router } = await found
  const app = createSSRApp(page).use(router)
  holdAnswers(answers)
  await loadCities()
  // From here to the end of the components' setup nothing waits, so that no other page's answers come between.
  standClock(at)
  holdAnswers(answers)
  return renderToString(app)
}

async function pageAt(name: string): Promise<Drawn> {
  const router = createRouter({ history: createMemoryHistory(), routes: pages.map((page) => ({ path: page.path, name: page.name, component: {}, meta: { pocket: page } })) })
  await router.push({ name })
  const load = pages.find((one) => one.name === name)?.page
  if (typeof load !== 'function') throw new Error(`There is no page ${name}`)
  return { page: ((await (load as () => Promise<unknown>)()) as { default: Component }).default, router }
}

import '../ui/pocket.css'
import { createApp } from 'vue'
import { pressAgain } from '../ui/drawn.ts'
import { startClock } from '../ui/now.ts'
import { remembered } from '../ui/remembered.ts'
import { startWords } from '../ui/words/language.ts'
import App from './App.vue'
import { within } from './data/within.ts'
import { pages, prepare } from './pages/index.ts'
import { makeRouter } from './router.ts'
import type { Router } from 'vue-router'

const PATIENCE = 300

async function start(): Promise<void> {
  const router = makeRouter(pages)
  fetchPage(router)
  await Promise.all([prepare(router), startWords()])
  const app = createApp(App).use(router)
  // Page and frame in one frame of the screen; a page that is slow to come is waited for on the frame.
  await within(PATIENCE, router.isReady())
  if ('drawn' in document.documentElement.dataset) await painted()
  app.mount('#app')
  pressAgain()
  // After the first screen; without network the next start looks for updates.
  import('./frame/updates.ts').then(({ watchForUpdates }) => watchForUpdates(), () => undefined)
}

/** What the server drew is seen before this machine is busy with the same. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}

/** The first page's file is on its way while the session is taken up. */
function fetchPage(router: Router): void {
  const { page, open } = router.resolve(location.pathname).meta.pocket ?? {}
  if (open !== true && !remembered('account')) return // the sign-in comes first
  if (typeof page === 'function') void (page as () => Promise<unknown>)().catch(() => undefined) // the router says what is wrong
}

startClock()
void start()

import '../ui/pocket.css'
import { createApp } from 'vue'
import { startClock } from '../ui/now.ts'
import { startWords } from '../ui/words/language.ts'
import App from './App.vue'
import { pages, prepare } from './pages/index.ts'
import { makeRouter } from './router.ts'

async function start(): Promise<void> {
  const router = makeRouter(pages)
  await Promise.all([prepare(router), startWords()])
  createApp(App).use(router).mount('#app')
  // After the first screen; without network the next start looks for updates.
  import('./frame/updates.ts').then(({ watchForUpdates }) => watchForUpdates(), () => undefined)
}

startClock()
void start()

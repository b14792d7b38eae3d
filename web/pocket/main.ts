import '../ui/pocket.css'
import { createApp } from 'vue'
import { startClock } from '../ui/now.ts'
import { startWords } from '../ui/words/language.ts'
import App from './App.vue'
import { watchForUpdates } from './frame/updates.ts'
import { pages, prepare } from './pages/index.ts'
import { makeRouter } from './router.ts'

async function start(): Promise<void> {
  const router = makeRouter(pages)
  await Promise.all([prepare(router), startWords()])
  createApp(App).use(router).mount('#app')
  watchForUpdates()
}

startClock()
void start()

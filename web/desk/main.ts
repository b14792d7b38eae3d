import '../ui/desk.css'
import { createApp } from 'vue'
import { startClock } from '../ui/now.ts'
import { startWords } from '../ui/words/index.ts'
import App from './App.vue'
import { pages, prepare } from './pages/index.ts'
import { makeRouter } from './router.ts'

async function start(): Promise<void> {
  const router = makeRouter(pages)
  await Promise.all([prepare(router), startWords()])
  createApp(App).use(router).mount('#app')
}

startClock()
void start()

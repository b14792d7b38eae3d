import '../ui/desk.css'
import { createApp } from 'vue'
import { startClock } from '../ui/now.ts'
import { startWords } from '../ui/words/index.ts'
import App from './App.vue'
import Unreachable from './frame/Unreachable.vue'
import { pages, prepare } from './pages/index.ts'
import { makeRouter } from './router.ts'

async function start(): Promise<void> {
  const router = makeRouter(pages)
  const [prepared] = await Promise.allSettled([prepare(router), startWords()])
  if (prepared.status === 'rejected') createApp(Unreachable, { problem: prepared.reason }).mount('#app')
  else createApp(App).use(router).mount('#app')
}

startClock()
void start()

/** Draws the scene named in the address (`#Parts`) at one standing moment, so that two pictures can be compared. */
import { createApp, h, type Component, type VNode } from 'vue'
import { startClock } from '../now.ts'
import { startWords } from '../words/index.ts'

type Load = () => Promise<{ readonly default: Component }>

export async function showScene(scenes: Readonly<Record<string, Load>>, moment: string, around: (scene: VNode) => VNode | VNode[]): Promise<void> {
  const load = scenes[location.hash.slice(1)] ?? scenes['Parts']
  if (load === undefined) return
  startClock(() => Date.parse(moment))
  await startWords()
  const { default: scene } = await load()
  createApp({ render: () => around(h(scene)) }).mount('#app')
  addEventListener('hashchange', () => location.reload())
}

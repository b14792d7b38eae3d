import '../desk.css'
import './gallery.css'
import { h } from 'vue'
import Toaster from '../desk/Toaster.vue'
import { showScene } from './show-scene.ts'

void showScene(
  {
    Parts: () => import('./scenes/PartsScene.vue'),
    Queue: () => import('./scenes/QueueScene.vue'),
    Roster: () => import('./scenes/RosterScene.vue'),
    Outlets: () => import('./scenes/OutletsScene.vue'),
    Worker: () => import('./scenes/WorkerScene.vue'),
  },
  '2026-11-24T09:12:00+08:00',
  (scene) => h('div', { class: 'alone' }, [h('main', { class: 'sheet' }, [scene]), h(Toaster)]),
)

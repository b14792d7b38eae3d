import '../pocket.css'
import './gallery.css'
import { h } from 'vue'
import Toaster from '../pocket/Toaster.vue'
import { showScene } from './show-scene.ts'

void showScene(
  {
    Parts: () => import('./scenes/PocketParts.vue'),
    Home: () => import('./scenes/PocketHome.vue'),
    Privacy: () => import('./scenes/PocketPrivacy.vue'),
    SignIn: () => import('./scenes/PocketSignIn.vue'),
  },
  '2026-12-29T14:20:00+08:00',
  (scene) => [scene, h(Toaster)],
)

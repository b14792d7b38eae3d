/** The kit by itself: `vite --config web/ui/gallery/vite.config.ts`. Not part of the product. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { appConfig } from '../build/shared.ts'

export default defineConfig(appConfig({ root: fileURLToPath(new URL('.', import.meta.url)), base: '/', port: 5175 }))

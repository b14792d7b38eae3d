import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { appConfig } from '../ui/build/shared.ts'

export default defineConfig(appConfig({ root: fileURLToPath(new URL('.', import.meta.url)), base: '/desk/', port: 5174 }))

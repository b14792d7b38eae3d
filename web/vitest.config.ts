import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  test: {
    include: ['**/*.test.ts'],
    environment: 'happy-dom',
    // Two cores are shared with the server's tests.
    maxWorkers: 2,
    env: { TZ: 'America/New_York' }, // times are the city's, wherever the reader is
    restoreMocks: true,
  },
})

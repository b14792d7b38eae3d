/** What the server draws itself (first/draw.ts): a module for Node with all it needs, beside what browsers get. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  publicDir: false,
  build: { ssr: 'first/draw.ts', outDir: 'dist-first', emptyOutDir: true, target: 'node20' },
  ssr: { noExternal: true },
})

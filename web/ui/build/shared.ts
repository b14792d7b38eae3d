/** What both apps' builds have in common. The policy on the server is `script-src 'self'; style-src 'self'`. */
import vue from '@vitejs/plugin-vue'
import type { UserConfig } from 'vite'
import { bootScript } from './boot-script.ts'
import { compressed } from './compressed.ts'

export interface AppBuild {
  /** Folder of the app, where its index.html is. */
  readonly root: string
  /** Where the server mounts it, with slashes at both ends. */
  readonly base: string
  /** Port of the development server. */
  readonly port: number
}

export function appConfig(app: AppBuild): UserConfig {
  return {
    root: app.root,
    base: app.base,
    plugins: [vue(), bootScript(), compressed()],
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      sourcemap: false,
      target: ['es2020', 'chrome87', 'firefox90', 'safari14'],
      cssMinify: 'lightningcss',
      // An inline preload helper or data: URL would need holes in the policy.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: {
          // All English in one file: one request for those who read it, nothing for the others.
          codeSplitting: { groups: [{ name: 'english', test: /\/words\/.*\.en\.ts$|\.en\.ts$/ }] },
        },
      },
    },
    server: {
      host: '127.0.0.1',
      port: app.port,
      strictPort: true,
      proxy: { '/api': { target: process.env['WAYSTATION_API'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
    },
    preview: { host: '127.0.0.1', port: app.port + 100, strictPort: true },
  }
}

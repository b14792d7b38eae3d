import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { firstLoad } from '../ui/build/first-load.ts'
import { firstPages } from '../ui/build/first-pages.ts'
import { appConfig } from '../ui/build/shared.ts'

export default defineConfig(
  mergeConfig(appConfig({ root: fileURLToPath(new URL('.', import.meta.url)), base: '/', port: 5173 }), {
    build: {
      rolldownOptions: {
        output: {
          // Thirty crumbs compress worse than two files.
          codeSplitting: {
            groups: [
              // Vue with its router, and what both lists of stations need: over HTTP/1.1 each crumb would be a journey of its own.
              { name: 'app', test: /node_modules\/(@vue|vue|vue-router)\/|\/web\/(ui\/pocket\.css$|pocket\/(pages\/stations\/(list\/(StationFilters|StationRoad|StationStop|use-stations)|fullness|opening|six)|data\/(stations|position)|words\/(stations|amenities|opening|hours)\.ts)|ui\/(pocket\/(SegmentSwitch|AmenityRow|Seats|types)|words\/later))/, priority: 2 },
              { name: 'shared', test: /\/web\/(pocket\/(data\/(client|deed|index|keeping|letters|network|problems|seen|session|within)|frame|router|words\/data|pages\/parts)|ui\/(words|pocket\/(BigButton|EmptyState|ErrorState|Lantern|ScreenHead|SkeletonRows|words)|icons\/(icon|first)|[a-zA-Z-]+\.(ts|vue)))|\/contract\//, minShareCount: 5 },
            ],
          },
        },
      },
    },
    plugins: [
      firstLoad({ script: 60, style: 20, firstScreens: { 'sign-in': /\/SignInPage\.vue/, home: /\/HomePage\.vue|\/data\/store\.ts/, stations: /\/StationsPage\.vue|\/data\/store\.ts/ } }),
      firstPages({
        stations: { modules: /\/StationsPage\.vue/, asks: ['/api/v1/cities', '/api/v1/{city}/stations?limit=20'] },
        map: { modules: /\/PublicMapPage\.vue/, asks: ['/api/v1/cities', '/api/v1/{city}/stations?limit=20'], onTouch: true },
      }),
      VitePWA({
        // Registered by frame/updates.ts: an inline script would break the policy, and the reader decides when to change over.
        injectRegister: null,
        registerType: 'prompt',
        manifest: {
          name: '驿站 Waystation',
          short_name: '驿站',
          description: '在哪儿干活、谁看过你的信息，看得见，改得了。',
          lang: 'zh-CN',
          start_url: '/',
          scope: '/',
          display: 'standalone',
          background_color: '#fbfaf7',
          theme_color: '#fbfaf7',
          icons: [
            { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
            { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
            { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          ],
        },
        workbox: {
          // The shell only. There is no runtime caching at all: answers of the API hold personal data.
          globPatterns: ['**/*.{js,css,html,svg,webmanifest}'],
          // Pages with the server's answers in them are never kept.
          globIgnores: ['stations.html', 'map.html'],
          navigateFallback: '/index.html',
          navigateFallbackDenylist: [/^\/(api|desk|healthz|readyz|metrics)(\/|$)/],
          cleanupOutdatedCaches: true,
        },
      }),
    ],
  }),
)

import type { DeskPage } from '../../router.ts'
import { t as coverage } from '../../words/coverage.ts'
import { t as partners } from '../../words/partners.ts'
import { t as imports } from '../../words/station-imports.ts'
import { t as life } from '../../words/station-life.ts'
import { t } from '../../words/stations.ts'

export const stationPages: readonly DeskPage[] = [
  { path: '/stations', name: 'stations', nav: 'stations', needs: ['station.read'], title: () => t('stations'), page: () => import('./network/StationsPage.vue') },
  { path: '/stations/:id(\\d+)', name: 'station', nav: 'stations', needs: ['station.read'], title: () => t('station'), page: () => import('./station/StationPage.vue') },
  { path: '/counter', name: 'counters', nav: 'counter', needs: ['station.keep'], title: () => life('counters'), page: () => import('./counter/CountersPage.vue') },
  { path: '/stations/:id(\\d+)/counter', name: 'counter', bare: true, needs: ['station.keep'], title: () => life('counter'), page: () => import('./counter/CounterPage.vue') },
  { path: '/stations/imports', name: 'station-imports', nav: 'stations', needs: ['station.import'], title: () => imports('imports'), page: () => import('./imports/ImportsPage.vue') },
  { path: '/stations/imports/:id(\\d+)', name: 'station-import', nav: 'stations', needs: ['station.import'], title: () => imports('imports'), page: () => import('./imports/ImportPage.vue') },
  { path: '/coverage', name: 'coverage', nav: 'coverage', needs: ['coverage.read'], title: () => coverage('coverage'), page: () => import('./coverage/CoveragePage.vue') },
  { path: '/partners/:id(\\d+)?', name: 'partners', nav: 'partners', needs: ['partner.read'], title: () => partners('partners'), page: () => import('./partners/PartnersPage.vue') },
]

import type { DeskPage } from '../../router.ts'
import { t as partners } from '../../words/partners.ts'
import { t as life } from '../../words/station-life.ts'
import { t } from '../../words/stations.ts'

export const stationPages: readonly DeskPage[] = [
  { path: '/stations', name: 'stations', nav: 'stations', needs: ['station.read'], title: () => t('stations'), page: () => import('./network/StationsPage.vue') },
  { path: '/stations/:id(\\d+)', name: 'station', nav: 'stations', needs: ['station.read'], title: () => t('station'), page: () => import('./station/StationPage.vue') },
  { path: '/counter', name: 'counters', nav: 'counter', needs: ['station.keep'], title: () => life('counters'), page: () => import('./counter/CountersPage.vue') },
  { path: '/stations/:id(\\d+)/counter', name: 'counter', bare: true, needs: ['station.keep'], title: () => life('counter'), page: () => import('./counter/CounterPage.vue') },
  { path: '/partners/:id(\\d+)?', name: 'partners', nav: 'partners', needs: ['partner.read'], title: () => partners('partners'), page: () => import('./partners/PartnersPage.vue') },
]

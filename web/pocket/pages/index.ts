/** The phone's pages: one line each (see `PocketPage`). A tab shows once a page is its root. */
import type { Router } from 'vue-router'
import type { PocketPage } from '../router.ts'
import { t } from '../words/titles.ts'
import { takeUp } from './session.ts'

export const pages: readonly PocketPage[] = [
  { path: '/', name: 'home', page: () => import('./home/HomePage.vue'), title: () => t('home'), tab: 'home' },
  { path: '/stations', name: 'stations', page: () => import('./stations/StationsPage.vue'), title: () => t('stations'), tab: 'stations', open: true, sameForAll: true },
  { path: '/join', name: 'join', page: () => import('./scan/ScanPage.vue'), title: () => t('join'), tab: 'join' },
  { path: '/services', name: 'services', page: () => import('./services/catalogue/ServicesPage.vue'), title: () => t('services'), tab: 'services', open: true },
  { path: '/me', name: 'me', page: () => import('./me/MePage.vue'), title: () => t('me'), tab: 'me' },

  { path: '/stations/:id(\\d+)', name: 'station', page: () => import('./stations/station/StationPage.vue'), title: () => t('station'), up: 'stations', open: true, sameForAll: true },
  { path: '/map', name: 'map', page: () => import('./stations/PublicMapPage.vue'), title: () => t('map'), open: true, sameForAll: true },
  { path: '/s/:code', name: 'check-in', page: () => import('./check-in/CheckInPage.vue'), title: () => t('checkIn'), up: 'stations', open: true },
  { path: '/remarks', name: 'remarks', page: () => import('./remarks/RemarksPage.vue'), title: () => t('remarks'), up: 'me' },

  { path: '/services/:id(\\d+)', name: 'service', page: () => import('./services/catalogue/ServicePage.vue'), title: () => t('services'), up: 'services', open: true },
  { path: '/services/:id(\\d+)/apply', name: 'apply', page: () => import('./services/apply/ApplyPage.vue'), title: () => t('apply'), up: 'services' },
  { path: '/applications', name: 'applications', page: () => import('./services/track/ApplicationsPage.vue'), title: () => t('applications'), within: 'services', up: 'services' },
  { path: '/applications/:id(\\d+)', name: 'application', page: () => import('./services/track/ApplicationPage.vue'), title: () => t('application'), up: 'applications' },
  { path: '/vouchers', name: 'vouchers', page: () => import('./vouchers/VouchersPage.vue'), title: () => t('vouchers'), within: 'services', up: 'services' },
  { path: '/vouchers/:id(\\d+)', name: 'voucher', page: () => import('./vouchers/VoucherPage.vue'), title: () => t('vouchers'), up: 'vouchers' },
  { path: '/campaigns', name: 'campaigns', page: () => import('./campaigns/CampaignsPage.vue'), title: () => t('campaigns'), within: 'services', up: 'services', open: true },
  { path: '/campaigns/:id(\\d+)', name: 'campaign', page: () => import('./campaigns/CampaignPage.vue'), title: () => t('campaigns'), up: 'campaigns', open: true },
  { path: '/campaigns/:id(\\d+)/pass', name: 'pass', page: () => import('./campaigns/PassPage.vue'), title: () => t('pass'), up: 'campaigns' },
  { path: '/notices', name: 'notices', page: () => import('./notices/NoticesPage.vue'), title: () => t('notices'), up: 'home' },
  { path: '/me/notices', name: 'notice-channels', page: () => import('./notices/ChannelsPage.vue'), title: () => t('noticeChannels'), up: 'me' },

  { path: '/i/:code', name: 'poster', page: () => import('./join/PosterPage.vue'), title: () => t('join'), up: 'join', open: true },
  { path: '/work', name: 'work', page: () => import('./work/WorkPage.vue'), title: () => t('work'), within: 'me', up: 'me' },
  { path: '/work/:id(\\d+)', name: 'work-detail', page: () => import('./work/DetailPage.vue'), title: () => t('detail'), up: 'work' },
  { path: '/me/privacy', name: 'privacy', page: () => import('./privacy/PrivacyPage.vue'), title: () => t('privacy'), within: 'me', up: 'me' },
  { path: '/me/leave', name: 'leave', page: () => import('./privacy/LeavePage.vue'), title: () => t('leave'), up: 'privacy' },
  { path: '/me/phones', name: 'phones', page: () => import('./me/PhonesPage.vue'), title: () => t('phones'), up: 'me' },
  { path: '/me/unsent', name: 'unsent', page: () => import('./me/UnsentPage.vue'), title: () => t('unsent'), up: 'me' },

  { path: '/help', name: 'help', page: () => import('./me/HelpPage.vue'), title: () => t('help'), up: 'home', open: true },
  { path: '/sign-in', name: 'sign-in', page: () => import('./sign-in/SignInPage.vue'), title: () => t('signIn'), open: true },
  { path: '/goodbye', name: 'goodbye', page: () => import('./privacy/GoodbyePage.vue'), title: () => t('goodbye'), open: true },
]

/** Runs before the app is mounted: takes up the session and guards the pages. */
export const prepare = (router: Router): Promise<void> => takeUp(router)

import type { DeskPage } from '../../router.ts'
import { t as applications } from '../../words/applications.ts'
import { t as campaigns } from '../../words/campaigns.ts'
import { t as catalogue } from '../../words/catalogue.ts'
import { t as vouchers } from '../../words/vouchers.ts'

export const servicePages: readonly DeskPage[] = [
  { path: '/applications/:id(\\d+)?', name: 'applications', nav: 'applications', needs: ['application.read'], title: () => applications('applications'), page: () => import('./applications/ApplicationsPage.vue') },
  { path: '/applications/new', name: 'application-new', nav: 'applications', needs: ['application.submit'], title: () => applications('apply'), page: () => import('./applications/NewApplicationPage.vue') },
  { path: '/redeem', name: 'redeem', nav: 'redeem', needs: ['voucher.redeem'], title: () => vouchers('redeem'), page: () => import('./vouchers/RedeemPage.vue') },
  { path: '/vouchers/:id(\\d+)?', name: 'vouchers', nav: 'vouchers', needs: ['voucher.read'], title: () => vouchers('vouchers'), page: () => import('./vouchers/VouchersPage.vue') },
  { path: '/settlement', name: 'settlement', nav: 'settlement', needs: ['voucher.read'], title: () => vouchers('settlement'), page: () => import('./vouchers/SettlementPage.vue') },
  { path: '/catalogue', name: 'catalogue', nav: 'catalogue', needs: ['service.read'], title: () => catalogue('catalogue'), page: () => import('./catalogue/CataloguePage.vue') },
  { path: '/catalogue/new', name: 'catalogue-new', nav: 'catalogue', needs: ['service.write'], title: () => catalogue('add'), page: () => import('./catalogue/EntryPage.vue') },
  { path: '/catalogue/:id(\\d+)', name: 'catalogue-entry', nav: 'catalogue', needs: ['service.read'], title: () => catalogue('editor'), page: () => import('./catalogue/EntryPage.vue') },
  { path: '/campaigns', name: 'campaigns', nav: 'campaigns', needs: ['campaign.read'], title: () => campaigns('campaigns'), page: () => import('./campaigns/CampaignsPage.vue') },
  { path: '/campaigns/:id(\\d+)', name: 'campaign', nav: 'campaigns', needs: ['campaign.read'], title: () => campaigns('campaigns'), page: () => import('./campaigns/CampaignPage.vue') },
  { path: '/campaigns/:id(\\d+)/report', name: 'campaign-report', nav: 'campaigns', needs: ['campaign.read'], title: () => campaigns('report'), page: () => import('./campaigns/ReportPage.vue') },
]

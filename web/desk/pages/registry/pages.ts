import type { DeskPage } from '../../router.ts'
import { t } from '../../words/registry.ts'

export const registryPages: readonly DeskPage[] = [
  { path: '/workers/:id(\\d+)?', name: 'workers', nav: 'workers', needs: ['worker.read'], title: () => t('workers'), page: () => import('./workers/WorkersPage.vue') },
  { path: '/outlets', name: 'outlets', nav: 'outlets', needs: ['outlet.read'], title: () => t('outlets'), page: () => import('./outlets/OutletsPage.vue') },
  { path: '/outlets/:id(\\d+)', name: 'outlet', nav: 'outlets', needs: ['outlet.read'], title: () => t('outlets'), page: () => import('./outlets/OutletPage.vue') },
  { path: '/outlets/:id(\\d+)/check', name: 'outlet-check', nav: 'outlets', needs: ['check.write'], title: () => t('check'), page: () => import('./check/CheckPage.vue') },
  { path: '/outlets/:id(\\d+)/poster', name: 'outlet-poster', nav: 'outlets', needs: ['poster.write'], title: () => t('poster'), page: () => import('./outlets/PosterPage.vue') },
  { path: '/companies', name: 'companies', nav: 'outlets', needs: ['company.read'], title: () => t('companies'), page: () => import('./companies/CompaniesPage.vue') },
  { path: '/companies/:id(\\d+)', name: 'company', nav: 'outlets', needs: ['company.read'], title: () => t('companies'), page: () => import('./companies/CompanyPage.vue') },
  { path: '/verify', name: 'verify', nav: 'matching', needs: ['engagement.confirm'], title: () => t('matching'), page: () => import('./verify/VerifyPage.vue') },
]

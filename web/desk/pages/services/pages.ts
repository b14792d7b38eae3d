import type { DeskPage } from '../../router.ts'
import { t as applications } from '../../words/applications.ts'

export const servicePages: readonly DeskPage[] = [
  { path: '/applications/:id(\\d+)?', name: 'applications', nav: 'applications', needs: ['application.read'], title: () => applications('applications'), page: () => import('./applications/ApplicationsPage.vue') },
  { path: '/applications/new', name: 'application-new', nav: 'applications', needs: ['application.submit'], title: () => applications('apply'), page: () => import('./applications/NewApplicationPage.vue') },
]

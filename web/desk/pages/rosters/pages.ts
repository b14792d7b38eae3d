import type { DeskPage } from '../../router.ts'
import { t } from '../../words/rosters.ts'

export const rosterPages: readonly DeskPage[] = [
  { path: '/rosters', name: 'rosters', nav: 'rosters', needs: ['roster.read'], title: () => t('rosters'), page: () => import('./list/RostersPage.vue') },
  { path: '/rosters/upload', name: 'roster-upload', nav: 'rosters', needs: ['roster.upload'], title: () => t('upload'), page: () => import('./upload/UploadPage.vue') },
  { path: '/rosters/:id(\\d+)', name: 'roster', nav: 'rosters', needs: ['roster.read'], title: () => t('roster'), page: () => import('./preview/RosterPage.vue') },
]

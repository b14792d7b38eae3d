/** The pages of every office: the way in, the queue, roles, audit, settings, help. */
import type { DeskPage } from '../router.ts'
import { t as frame } from '../words/frame.ts'
import { t as notices } from '../words/notices.ts'
import { t as signIn } from '../words/sign-in.ts'

export const officePages: readonly DeskPage[] = [
  { path: '/', name: 'queue', nav: 'queue', needs: ['queue.read'], title: () => frame('queue'), page: () => import('./queue/QueuePage.vue') },
  { path: '/roles', name: 'roles', nav: 'roles', needs: ['account.read'], title: () => frame('roles'), page: () => import('./roles/RolesPage.vue') },
  { path: '/audit', name: 'audit', nav: 'audit', needs: ['audit.read'], title: () => frame('audit'), page: () => import('./audit/AuditPage.vue') },
  { path: '/settings', name: 'settings', nav: 'settings', title: () => frame('settings'), page: () => import('./settings/SettingsPage.vue') },
  { path: '/help', name: 'help', nav: 'help', title: () => frame('help'), page: () => import('./help/HelpPage.vue') },
  { path: '/notices', name: 'notices', title: () => notices('notices'), page: () => import('./notices/NoticesPage.vue') },
  { path: '/sign-in', name: 'sign-in', bare: true, open: true, title: () => signIn('title'), page: () => import('./sign-in/SignIn.vue') },
  { path: '/invitation', name: 'invitation', bare: true, open: true, title: () => signIn('invitationTitle'), page: () => import('./sign-in/Invitation.vue') },
  { path: '/messages', name: 'messages', bare: true, open: true, title: () => signIn('messages'), page: () => import('./sign-in/Messages.vue') },
]

import type { noticesOperations } from '../../../contract/notices.ts'
import type { Routes } from '../../platform/http/call.ts'
import { addChannel, listChannels, removeChannel, testChannel } from './channels/channels.ts'
import { choose, showChoices } from './choices/choices.ts'
import { showQuietHours } from './quiet/quiet-hours.ts'
import { countUnread, listMyNotices, markRead } from './reading/my-notices.ts'

export const routes: Routes<typeof noticesOperations> = {
  'GET /me/notices': listMyNotices,
  'GET /me/notices/unread': countUnread,
  'POST /me/notices/readings': markRead,
  'GET /me/notice-channels': showChoices,
  'PUT /me/notice-channels': choose,
  'GET /quiet-hours': showQuietHours,
  'GET /notice-channels': listChannels,
  'POST /notice-channels': addChannel,
  'POST /notice-channels/{id}/tests': testChannel,
  'DELETE /notice-channels/{id}': removeChannel,
}

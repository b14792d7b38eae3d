import type { attachmentsOperations } from '../../../contract/attachments.ts'
import type { Routes } from '../../platform/http/call.ts'
import { deleteAttachment } from './delete-attachment.ts'
import { serveAttachment, servePhoto } from './serve-attachment.ts'
import { uploadAttachment } from './upload-attachment.ts'

export const routes: Routes<typeof attachmentsOperations> = {
  'POST /attachments': uploadAttachment,
  'GET /attachments/{id}': serveAttachment,
  'DELETE /attachments/{id}': deleteAttachment,
  'GET /photos/{id}': servePhoto,
}

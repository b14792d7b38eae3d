// Photos and PDFs that people add to something: uploaded once, then bound to the thing they belong to. On the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Id, IdParams, Instant, nullable, oneOf } from './schema.ts'

export const attachmentTypes = ['image/jpeg', 'application/pdf'] as const

/** As other modules show what belongs to their things. */
export const AttachmentView = Type.Object({
  id: Id,
  name: Type.String({ description: 'as the sender called it' }),
  type: oneOf(attachmentTypes, { description: 'every photo is kept as JPEG' }),
  bytes: Type.Integer(),
  width: nullable(Type.Integer({ description: 'pixels; null for a PDF' })),
  height: nullable(Type.Integer()),
  added_at: Instant,
})

export const attachmentsOperations = operations({
  'POST /attachments': { summary: 'Uploads a photo (JPEG, PNG, WebP) or a PDF, multipart field `file`; kept a day until something is made of it', access: 'signed-in', rate: 60, body: 'multipart', reply: AttachmentView, status: 201, transaction: 'own', problems: ['too-large', 'unsupported-file', 'invalid-request', 'too-many', 'unavailable'] },
  'GET /attachments/{id}': { summary: 'The file, for whoever may see what it belongs to', access: 'signed-in', params: IdParams, query: Type.Object({ inline: Type.Optional(Type.Boolean({ default: false, description: 'true: to be shown, not saved' })) }), reply: 'file', transaction: 'own' },
  'DELETE /attachments/{id}': { summary: 'Takes back a file of mine that nothing was made of yet', access: 'signed-in', params: IdParams, reply: 'none', problems: ['wrong-state'] },
  'GET /photos/{id}': { summary: 'A photo of something public, such as the entrance of a station', access: 'public', params: IdParams, reply: 'file', transaction: 'own' },
})

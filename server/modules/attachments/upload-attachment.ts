// POST /attachments: looked at and made harmless in another process, encrypted, stored, and put on record.

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../platform/http/call.ts'
import { once } from '../../platform/http/once.ts'
import { invalidField, Problem } from '../../platform/http/problem.ts'
import { nameOf } from '../../platform/files/files.ts'
import type { CleanMedia } from '../../platform/media/clean-media.ts'
import { RefusedMedia } from '../../platform/media/refused-media.ts'
import { attachmentsFolder, UNBOUND_HOURS } from './jobs.ts'
import { shown } from './show.ts'
import { refusalWords, untitled } from './words.ts'

type Upload = Call<'POST /attachments'>

/** Uploads of one account that nothing has been made of: more is no use of a form. */
const MOST_UNBOUND = 40

export async function uploadAttachment(call: Upload): Promise<Reply<'POST /attachments'>> {
  const { attachmentMaxBytes } = call.services.config
  const tooLarge = () => new Problem('too-large', { limit: `${Math.round(attachmentMaxBytes / 1024 / 1024)} MB` })
  if (Number(call.request.headers['content-length'] ?? 0) > attachmentMaxBytes + 65_536) throw tooLarge()
  await call.inTransaction('read', requireRoom)
  const part = await call.request.file({ limits: { fileSize: attachmentMaxBytes, files: 1 }, throwFileSizeLimit: false })
  if (!part) throw invalidField('file', call.language === 'en' ? 'Send the photo or PDF in the field `file`' : '请在 file 字段里上传照片或 PDF')
  const content = await part.toBuffer()
  if (part.file.truncated) throw tooLarge()
  const hash = createHash('sha256').update(content).digest('hex')
  const cleaned = await clean(call, content)
  const { files, keyring } = call.services
  const key = await files.put(attachmentsFolder(call.city.code), cleaned.content)
  let taken = false
  try {
    return await call.inTransaction('write', (inside) =>
      once(inside, 201, { hash, name: part.filename }, async () => {
        taken = true
        const row = await inside.tx
          .insertInto('attachment')
          .values({
            account_id: call.actor.account, worker_id: call.actor.worker || null, name: keyring.seal(fileName(part.filename, cleaned, call)), type: cleaned.type, bytes: cleaned.content.length,
            width: cleaned.width, height: cleaned.height, file_key: keyring.seal(key), added_at: call.now,
          })
          .returning(['id', 'name', 'type', 'bytes', 'width', 'height', 'added_at'])
          .executeTakeFirstOrThrow()
        return shown(call.services, { ...row, type: cleaned.type })
      }),
    )
  } catch (error) {
    taken = false
    throw error
  } finally {
    if (!taken) await files.delete(nameOf(key))
  }
}

async function requireRoom({ tx, actor, now }: Context): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from attachment where account_id = ${actor.account} and kind is null and added_at > ${now.subtract({ hours: UNBOUND_HOURS })}`.execute(tx)
  if ((rows[0]?.count ?? 0) >= MOST_UNBOUND) throw new Problem('too-many', { seconds: 3600 })
}

async function clean(call: Upload, content: Buffer): Promise<CleanMedia> {
  try {
    return await call.services.media.clean(content)
  } catch (error) {
    if (!(error instanceof RefusedMedia)) throw error
    if (error.reason === 'busy') throw new Problem('unavailable')
    throw new Problem('unsupported-file', { why: refusalWords(error.reason, call.language), reason: error.reason })
  }
}

/** As the sender called it, without folders and control characters, with the ending of what it is now. */
function fileName(given: string, { type }: CleanMedia, { language }: Context): string {
  const last = (given.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  const stem = last.replace(/\.[^.]{1,8}$/, '').slice(0, 100) || untitled(type, language)
  return `${stem}.${type === 'image/jpeg' ? 'jpg' : 'pdf'}`
}

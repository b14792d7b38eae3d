// Sealed files: each is encrypted with a key of its own before it leaves the process. The key stays, sealed, in the row
// that knows the file: forgetting it makes the bytes worthless, in every copy and backup of the store.

import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import type { FileStore } from './file-store.ts'

/** Where a file lies and what opens it, one word: keep it sealed in a column. */
export type FileKey = string

export type Files = {
  /** @param folder of one module in one city: "110105/attachments" */
  put(folder: string, content: Buffer): Promise<FileKey>
  /** @throws FileGone when it is not there any more, or was changed */
  get(key: FileKey): Promise<Buffer>
  /** @param name of a key, see `nameOf`: safe to hand to a job, as it opens nothing */
  delete(name: string): Promise<void>
  /** Deletes what no row knows: a crash between storing and recording, or between a commit and its job. */
  sweep(folder: string, known: readonly FileKey[], olderThan: Temporal.Instant): Promise<number>
}

export class FileGone extends Error {
  constructor() {
    super('A stored file is gone, or was changed')
  }
}

export function createFiles(store: FileStore): Files {
  return {
    async put(folder, content) {
      const name = `${folder}/${randomUUID()}`
      const secret = randomBytes(32)
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      // Bound to its name: two files of the store cannot be swapped.
      cipher.setAAD(Buffer.from(name))
      const sealed = Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
      await store.put(name, sealed)
      return `${name} ${secret.toString('base64url')}`
    },
    async get(key) {
      const [name = '', secret = ''] = key.split(' ')
      const sealed = await store.get(name)
      if (!sealed || sealed.length < NONCE + TAG) throw new FileGone()
      try {
        const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secret, 'base64url'), sealed.subarray(0, NONCE), { authTagLength: TAG })
        decipher.setAAD(Buffer.from(name))
        decipher.setAuthTag(sealed.subarray(-TAG))
        return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
      } catch {
        throw new FileGone()
      }
    },
    delete: (name) => store.delete(name),
    async sweep(folder, known, olderThan) {
      const kept = new Set(known.map(nameOf))
      let deleted = 0
      for await (const { name, changedAt } of store.list(`${folder}/`)) {
        if (kept.has(name) || Temporal.Instant.compare(changedAt, olderThan) >= 0) continue
        await store.delete(name)
        deleted += 1
      }
      return deleted
    },
  }
}

export function nameOf(key: FileKey): string {
  return key.split(' ')[0] ?? ''
}

const NONCE = 12
const TAG = 16

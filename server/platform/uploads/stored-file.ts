// The uploaded file on disk until its roster is decided: encrypted with a key of its own, under a name that says
// nothing. Forgetting the key (roster.file_key) makes the bytes worthless, wherever a copy of the disk went.

import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Where a stored file lies and the key that opens it: one word, kept sealed in roster.file_key. */
export type FileKey = string

export type StoredFile = { key: FileKey; bytes: number; hash: Buffer }

export function uploadsFolder(dataFolder: string, city: number): string {
  return join(dataFolder, 'uploads', String(city))
}

/** Streams a file to disk: at no time is more than a chunk of it in memory, and never in the clear on disk. */
export async function storeFile(folder: string, source: Readable): Promise<StoredFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = randomUUID()
  const secret = randomBytes(32)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const hash = createHash('sha256')
  let bytes = 0
  const path = join(folder, name)
  try {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Buffer>) {
        yield nonce
        for await (const chunk of chunks) {
          bytes += chunk.length
          hash.update(chunk)
          yield cipher.update(chunk)
        }
        yield cipher.final()
        yield cipher.getAuthTag()
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    )
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { key: `${name} ${secret.toString('base64url')}`, bytes, hash: hash.digest() }
}

/**
 * Makes a readable copy that lasts as long as `work`: zip archives are read from their end.
 * @throws when the file is gone or was changed
 */
export async function withClearFile<T>(folder: string, key: FileKey, work: (path: string) => Promise<T>): Promise<T> {
  const { path, secret } = parts(folder, key)
  const clear = join(folder, `${CLEAR}${randomUUID()}`)
  try {
    const { size } = await stat(path)
    const file = await open(path)
    const ends = Buffer.alloc(NONCE + TAG)
    try {
      await file.read(ends, 0, NONCE, 0)
      await file.read(ends, NONCE, TAG, size - TAG)
    } finally {
      await file.close()
    }
    // A stream cannot end before it starts: an empty file has no bytes between nonce and tag.
    if (size === NONCE + TAG) return await writeFile(clear, '', { mode: 0o600 }).then(() => work(clear))
    const decipher = createDecipheriv('aes-256-gcm', secret, ends.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAuthTag(ends.subarray(NONCE))
    await pipeline(createReadStream(path, { start: NONCE, end: size - TAG - 1 }), decipher, createWriteStream(clear, { mode: 0o600, flags: 'wx' }))
    return await work(clear)
  } finally {
    await rm(clear, { force: true })
  }
}

export async function deleteFile(folder: string, key: FileKey): Promise<void> {
  await rm(parts(folder, key).path, { force: true })
}

/** Deletes what no roster knows (a crash between storing and recording) and clear copies a killed process left. */
export async function sweepFiles(folder: string, known: readonly FileKey[], olderThan: Temporal.Instant): Promise<number> {
  const kept = new Set(known.map((key) => key.split(' ')[0]))
  let deleted = 0
  for (const name of await readdir(folder).catch(() => [])) {
    if (kept.has(name)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile() || found.mtimeMs >= olderThan.epochMilliseconds) continue
    await rm(path, { force: true })
    deleted += 1
  }
  return deleted
}

const NONCE = 12
const TAG = 16
const CLEAR = 'reading-'

function parts(folder: string, key: FileKey): { path: string; secret: Buffer } {
  const [name = '', secret = ''] = key.split(' ')
  return { path: join(folder, name), secret: Buffer.from(secret, 'base64url') }
}

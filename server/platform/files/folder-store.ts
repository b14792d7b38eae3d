// Files in a folder of this machine, for one server.

import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore } from './file-store.ts'

export function createFolderStore(root: string): FileStore {
  const path = (name: string) => {
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*(\.[a-z0-9-]+\.part)?$/.test(name)) throw new Error('Not the name of a stored file')
    return join(root, name)
  }
  return {
    async put(name, content) {
      const target = path(name)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      // Written beside its place and moved there: nobody ever finds half of it.
      const part = `${target}.${randomUUID()}.part`
      try {
        const file = await open(part, 'wx', 0o600)
        try {
          await file.writeFile(content)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(part, target)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    get: (name) => readFile(path(name)).catch(absent),
    delete: (name) => rm(path(name), { force: true }),
    async *list(prefix) {
      const found = await readdir(join(root, prefix), { withFileTypes: true, recursive: true }).catch(absent)
      for (const entry of found ?? []) {
        if (!entry.isFile()) continue
        const full = join(entry.parentPath, entry.name)
        const about = await stat(full).catch(absent)
        if (about) yield { name: full.slice(root.length + 1).replaceAll('\\', '/'), changedAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(about.mtimeMs)) }
      }
    },
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

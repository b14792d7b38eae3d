// Where files lie: a folder of this machine, or a bucket of an S3-compatible store.

import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { FileStore } from './file-store.ts'
import { createFolderStore } from './folder-store.ts'
import { createS3Store } from './s3-store.ts'

export function openFileStore(config: Pick<Config, 'files' | 'dataFolder'>): FileStore {
  return config.files.store === 's3' ? createS3Store(config.files.s3) : createFolderStore(join(config.dataFolder, 'files'))
}

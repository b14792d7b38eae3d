import { resolve } from 'node:path'
import { openFileStore } from '../platform/files/store.ts'
import { backup } from './backup.ts'
import { claimKeys } from './claim-keys.ts'
import { migrateAll } from './migrate.ts'
import { PlainFailure } from './plain-failure.ts'
import { restore } from './restore.ts'
import { withDatabase } from './with-database.ts'

export async function backupTo([file]: string[]): Promise<void> {
  const target = fileOf(file, 'backup')
  const { tables, files, bytes } = await withDatabase((owner, config) => backup(owner, target, config.files.store === 'folder' ? openFileStore(config) : undefined))
  console.log(`已备份 ${tables} 张表、${files} 个文件、${megabytes(bytes)} 到 ${target}，请妥善保管。 / ${tables} tables, ${files} files, ${megabytes(bytes)} backed up; keep the file safe.`)
}

export async function restoreFrom([file]: string[]): Promise<void> {
  const source = fileOf(file, 'restore')
  const { cities, tables, files } = await withDatabase(async (owner, config, keyring) => {
    await migrateAll(owner)
    await claimKeys(owner, keyring)
    return restore(owner, source, keyring.fingerprint, openFileStore(config))
  })
  console.log(`已恢复 ${cities} 个城市、${tables} 张表、${files} 个文件。 / ${cities} cities, ${tables} tables, ${files} files restored.`)
}

function fileOf(file: string | undefined, command: string): string {
  if (!file) throw new PlainFailure(`用法：npm run ${command} -- 文件`, `Usage: npm run ${command} -- FILE`)
  return resolve(file)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

// A worker's photos and papers: listed on request, gone with them.

import { sql } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { nameOf } from '../../platform/files/files.ts'
import { registerPersonalData, type PersonalDataSection } from '../access/index.ts'
import { sendDeletion } from './jobs.ts'

registerPersonalData({ name: 'attachments', export: exportOwn, erase: eraseOwn })

async function exportOwn({ tx, services }: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const { rows } = await sql<{ id: number; name: Buffer; type: string; bytes: number; added_at: Temporal.Instant; kind: string | null }>`
    select id, name, type, bytes, added_at, kind from attachment where worker_id = any(${[...workers]}::int8[]) order by id`.execute(tx)
  return [{
    key: 'attachments', title: ['我的照片和文件', 'My photos and documents'],
    columns: { name: ['名称', 'Name'], added_at: ['上传于', 'Added'], bytes: ['字节', 'Bytes'] },
    rows: rows.map((row) => Object.assign(row, { name: services.keyring.open(row.name) })),
  }]
}

/** The keys go with the rows, in the transaction of leaving; the bytes, worthless by then, right after it. */
async function eraseOwn(context: Context, workers: readonly number[]): Promise<void> {
  const { rows } = await sql<{ file_key: Buffer }>`delete from attachment where worker_id = any(${[...workers]}::int8[]) returning file_key`.execute(context.tx)
  await sendDeletion(context, rows.map((row) => nameOf(context.services.keyring.open(row.file_key))))
}

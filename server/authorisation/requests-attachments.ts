import type { attachmentsOperations } from '../../contract/attachments.ts'
import type { Making, RequestOf } from './sample.ts'

/** An upload of whoever asks; in the other world, of somebody else. */
async function upload({ world, home, actor, owner, services: { files, keyring } }: Making): Promise<number> {
  const key = keyring.seal(await files.put('110105/attachments', Buffer.from(world.mark)))
  const [row] = await owner("insert into attachment (account_id, name, type, bytes, file_key, added_at) values ($1, $2, 'image/jpeg', 1, $3, now()) returning id", [world === home ? actor.account : 1, keyring.seal(world.mark), key])
  return Number(row?.id)
}

export const attachmentsRequests: Record<keyof typeof attachmentsOperations, RequestOf> = {
  'POST /attachments': { about: 'none', make: () => ({ path: '/attachments', file: 'no photo' }) },
  'GET /attachments/{id}': { about: 'path', make: async (given) => ({ path: `/attachments/${await upload(given)}` }) },
  'DELETE /attachments/{id}': { about: 'path', make: async (given) => ({ path: `/attachments/${await upload(given)}` }) },
  'GET /photos/{id}': { about: 'path', make: async (given) => ({ path: `/photos/${await upload(given)}` }) },
}

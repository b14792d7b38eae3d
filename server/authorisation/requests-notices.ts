import type { noticesOperations } from '../../contract/notices.ts'
import type { Making, RequestOf } from './sample.ts'

const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0000'

/** Nobody is called: the address is of no host that is allowed. */
async function channel({ world, owner, services: { keyring } }: Making): Promise<number> {
  const [row] = await owner("insert into notice_channel (place, kind, name, url, topics, added_by, added_at) values ($1, 'wecom', $2, $3, '{stations}', 1, now()) returning id", [world.grid, `${world.mark}群`, keyring.seal('https://nowhere.test/')])
  return Number(row?.id)
}

export const noticesRequests: Record<keyof typeof noticesOperations, RequestOf> = {
  'GET /me/notices': { about: 'none', make: () => ({ path: '/me/notices' }) },
  'GET /me/notices/unread': { about: 'none', make: () => ({ path: '/me/notices/unread' }) },
  'POST /me/notices/readings': { about: 'none', make: () => ({ path: '/me/notices/readings', body: { up_to: 1 } }) },
  'GET /me/notice-channels': { about: 'none', make: () => ({ path: '/me/notice-channels' }) },
  'PUT /me/notice-channels': { about: 'none', make: () => ({ path: '/me/notice-channels', body: { items: [{ topic: 'campaigns', channel: 'app' }] } }) },
  'GET /quiet-hours': { about: 'none', make: () => ({ path: '/quiet-hours' }) },
  'GET /notice-channels': { about: 'list', make: async (given) => (await channel(given), { path: '/notice-channels?limit=200' }) },
  'POST /notice-channels': { about: 'body', make: ({ world }) => ({ path: '/notice-channels', body: { place: world.grid, kind: 'wecom', name: '工作群', url, topics: ['stations'] } }) },
  'POST /notice-channels/{id}/tests': { about: 'path', make: async (given) => ({ path: `/notice-channels/${await channel(given)}/tests`, body: {} }) },
  'DELETE /notice-channels/{id}': { about: 'path', make: async (given) => ({ path: `/notice-channels/${await channel(given)}` }) },
}

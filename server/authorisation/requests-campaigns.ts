import type { campaignsOperations } from '../../contract/campaigns.ts'
import { json } from '../platform/database/json.ts'
import { fresh, type Making, type RequestOf } from './sample.ts'

type State = 'draft' | 'planned' | 'running' | 'ended'

/** Of the grid, with the world's station. Announced ones are for everybody to read. */
async function campaign({ world, sql }: Making, state: State = 'running', announced = false): Promise<number> {
  const now = Temporal.Now.instant()
  const today = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return sql(async (tx) => {
    const { id } = await tx
      .insertInto('campaign')
      .values({ name: fresh(`${world.mark}活动`), season: 'winter-warmth', place: world.grid, state, announced_at: announced ? now : null, starts_on: today.subtract({ days: 1 }), ends_on: today.add({ days: 1 }), joining: 'both', other_costs: json([]) as never, ended_at: state === 'ended' ? now : null, created_by: 1, created_at: now })
      .returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('campaign_station').values({ campaign_id: id, station_id: world.station, partner_id: world.partner }).execute()
    return id
  })
}

const ofCampaign = (rest: string, { body, state }: { body?: unknown; state?: State } = {}): RequestOf => ({ about: 'path', make: async (given) => ({ path: `/campaigns/${await campaign(given, state)}${rest}`, ...(body === undefined ? {} : { body }) }) })
/** What is announced, everybody may read and join. */
const mine = (rest: string, body?: unknown): RequestOf => ({ about: 'none', make: async (given) => ({ path: `/me/campaigns/${await campaign(given, 'running', true)}${rest}`, ...(body === undefined ? {} : { body }) }) })

export const campaignsRequests: Record<keyof typeof campaignsOperations, RequestOf> = {
  'GET /campaigns': { about: 'list', make: async (given) => (await campaign(given), { path: '/campaigns?limit=200' }) },
  'POST /campaigns': { about: 'body', make: ({ world }) => ({ path: '/campaigns', body: { place: world.grid, name: fresh(world.mark), season: 'summer-heat', starts_on: '2090-07-01', ends_on: '2090-07-31', joining: 'both' } }) },
  'GET /campaigns/{id}': ofCampaign(''),
  'PATCH /campaigns/{id}': ofCampaign('', { body: { target: 100 } }),
  'POST /campaigns/{id}/state': ofCampaign('/state', { body: { to: 'ended' } }),
  'POST /campaigns/{id}/announcement': ofCampaign('/announcement', { body: {} }),
  'DELETE /campaigns/{id}': ofCampaign('', { state: 'draft' }),
  'GET /campaigns/{id}/stock': ofCampaign('/stock'),
  'POST /campaigns/{id}/hand-outs': { about: 'path', make: async (given) => ({ path: `/campaigns/${await campaign(given)}/hand-outs`, body: { station_id: given.world.station, walk_ins: 1 } }) },
  'GET /campaigns/{id}/events': ofCampaign('/events'),
  'GET /campaigns/{id}/report': ofCampaign('/report', { state: 'ended' }),
  'PUT /campaigns/{id}/report': ofCampaign('/report', { state: 'ended', body: { summary: '都发到了' } }),
  'GET /campaigns/{id}/report/file': ofCampaign('/report/file', { state: 'ended' }),
  'GET /announced-campaigns': { about: 'none', make: () => ({ path: '/announced-campaigns' }) },
  'GET /announced-campaigns/{id}': { about: 'none', make: async (given) => ({ path: `/announced-campaigns/${await campaign(given, 'planned', true)}` }) },
  'GET /me/campaigns': { about: 'none', make: () => ({ path: '/me/campaigns' }) },
  'GET /me/campaigns/{id}': mine(''),
  'POST /me/campaigns/{id}/sign-up': mine('/sign-up', {}),
  'DELETE /me/campaigns/{id}/sign-up': mine('/sign-up'),
  'GET /me/campaigns/{id}/pass': mine('/pass'),
}

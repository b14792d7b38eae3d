import type { registryOperations } from '../../contract/registry.ts'
import { fresh, type RequestOf } from './sample.ts'
import type { World } from './world.ts'

const list = (path: string): RequestOf => ({ about: 'list', make: () => ({ path }) })
const withOutlet = (rest: string, body?: unknown): RequestOf => ({ about: 'path', make: ({ world }) => ({ path: `/outlets/${world.outlet}${rest}`, ...(body === undefined ? {} : { body }) }) })
const withWorker = (rest: string, body?: unknown): RequestOf => ({ about: 'path', make: async ({ world }) => ({ path: `/workers/${(await world.worker()).worker}${rest}`, ...(body === undefined ? {} : { body }) }) })
const withEngagement = (rest: string, body?: unknown, kind: 'worker' | 'declared' = 'worker'): RequestOf => ({ about: 'path', make: async ({ world }) => ({ path: `/engagements/${(await world[kind]()).engagement}${rest}`, ...(body === undefined ? {} : { body }) }) })
const withPair = (rest: string, body?: (keep: number) => unknown): RequestOf => ({
  about: 'path',
  async make({ world }) {
    const { pair, keep } = await world.pair()
    return { path: `/duplicates/${pair}${rest}`, ...(body ? { body: body(keep) } : {}) }
  },
})
/** An engagement of the worker who asks, or of somebody else. */
const withOwn = (rest: string, body: unknown): RequestOf => ({
  about: 'path',
  async make({ world, home, actor, sql }) {
    const { engagement } = world === home && actor.worker > 0 ? await ownEngagement(home, actor.worker, sql) : await world.worker()
    return { path: `/me/engagements/${engagement}${rest}`, body }
  },
})

async function ownEngagement(home: World, worker: number, sql: Parameters<RequestOf['make']>[0]['sql']): Promise<{ engagement: number }> {
  const { engagement } = await home.worker()
  await sql((tx) => tx.updateTable('engagement').set({ worker_id: worker, until_on: null, ended_by: null }).where('id', '=', engagement).execute())
    // Only one open spell of a worker at an outlet: the one there is serves.
    .catch(() => undefined)
  const open = await sql((tx) => tx.selectFrom('engagement').select('id').where('worker_id', '=', worker).where('until_on', 'is', null).executeTakeFirst())
  return { engagement: open?.id ?? engagement }
}

/** Valid by GB 32100, each time another. */
function creditCode(): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const body = `91110105${fresh('M').replace(/\D/g, '').padStart(9, '0')}`
  const sum = [...body].reduce((total, one, i) => total + alphabet.indexOf(one) * (3 ** i % 31), 0)
  return body + (alphabet[(31 - (sum % 31)) % 31] ?? '')
}

export const registryRequests: Record<keyof typeof registryOperations, RequestOf> = {
  'GET /trades': { about: 'none', make: () => ({ path: '/trades' }) },
  'PUT /trades/{code}': { about: 'none', make: () => ({ path: '/trades/night-market', body: { name: '夜市', name_en: 'Night market' } }) },
  'GET /brands': { about: 'none', make: () => ({ path: '/brands' }) },
  'POST /brands': { about: 'none', make: () => ({ path: '/brands', body: { name: fresh('品牌'), trade: 'food-delivery' } }) },

  'GET /companies': list('/companies?limit=200'),
  'GET /companies/export': list('/companies/export?format=csv'),
  'POST /companies': { about: 'body', make: ({ world }) => ({ path: '/companies', body: { name: fresh('公司'), short_name: fresh('公司'), credit_code: creditCode(), kind: 'platform', trade: 'food-delivery', place: world.township } }) },
  'GET /companies/{id}': { about: 'path', make: ({ world }) => ({ path: `/companies/${world.company}` }) },
  'PATCH /companies/{id}': { about: 'path', make: ({ world }) => ({ path: `/companies/${world.company}`, body: { cadence_days: 2 } }) },
  'POST /companies/{id}/reminders': { about: 'path', make: ({ world }) => ({ path: `/companies/${world.company}/reminders` }) },

  'GET /outlets': list('/outlets?limit=200'),
  'GET /outlets/export': list('/outlets/export?format=csv'),
  'GET /outlets/summary': list('/outlets/summary'),
  'POST /outlets': { about: 'body', make: ({ world }) => ({ path: '/outlets', body: { company_id: world.company, name: fresh('网点'), kind: 'delivery-station', place: world.community } }) },
  'GET /outlets/{id}': withOutlet(''),
  'PATCH /outlets/{id}': withOutlet('', { address: '某处' }),
  'GET /outlets/{id}/people': withOutlet('/people'),
  'POST /outlets/{id}/checks': withOutlet('/checks', { findings: [] }),
  'GET /outlets/{id}/checks': withOutlet('/checks'),
  'POST /outlets/{id}/posters': withOutlet('/posters'),
  'GET /outlets/{id}/posters': withOutlet('/posters'),
  'DELETE /posters/{code}': { about: 'path', make: async ({ world }) => ({ path: `/posters/${await world.poster()}` }) },
  'GET /posters/{code}': { about: 'none', make: async ({ world }) => ({ path: `/posters/${await world.poster()}` }) },

  'GET /workers': list('/workers?limit=200'),
  'GET /workers/export': list('/workers/export?format=csv'),
  'GET /workers/summary': list('/workers/summary'),
  'POST /workers': { about: 'body', make: ({ world }) => ({ path: '/workers', body: { name: '新来的', outlet_id: world.outlet, kind: 'direct' } }) },
  'GET /workers/{id}': withWorker(''),
  'POST /workers/{id}/disclosures': withWorker('/disclosures', { field: 'phone', purpose: 'other', matter: '核对' }),
  'GET /workers/{id}/disclosures': withWorker('/disclosures'),
  'POST /engagements/{id}/settlements': withEngagement('/settlements', { field: 'kind', source: 'roster' }),
  'DELETE /engagements/{id}/settlements/{field}': {
    about: 'path',
    async make({ world, sql }) {
      const { engagement } = await world.worker()
      await sql((tx) => tx.insertInto('settlement').values({ engagement_id: engagement, field: 'kind', source: 'roster', settled_by: 1, settled_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).execute())
      return { path: `/engagements/${engagement}/settlements/kind` }
    },
  },

  'GET /engagements': list('/engagements?limit=200'),
  'POST /engagements': { about: 'body', make: async ({ world, home }) => ({ path: '/engagements', body: { worker_id: (await home.worker()).worker, outlet_id: world.outlet, kind: 'crowd' } }) },
  'GET /engagements/{id}': withEngagement(''),
  'POST /engagements/{id}/end': withEngagement('/end', {}),
  'POST /engagements/{id}/confirmation': withEngagement('/confirmation', { confirmed: true }, 'declared'),

  'GET /duplicates': list('/duplicates?limit=200'),
  'POST /duplicates/{id}/merge': withPair('/merge', (keep) => ({ keep })),
  'DELETE /duplicates/{id}/merge': withPair('/merge'),
  'POST /duplicates/{id}/dismissal': withPair('/dismissal'),

  'GET /me/engagements': { about: 'none', make: () => ({ path: '/me/engagements' }) },
  'POST /me/engagements': { about: 'none', make: async ({ world }) => ({ path: '/me/engagements', body: { poster: await world.poster(), name: '自己' } }) },
  'PUT /me/engagements/{id}/statement': withOwn('/statement', { post: '骑手' }),
  'POST /me/engagements/{id}/end': withOwn('/end', {}),

  'GET /queue': list('/queue'),
  'GET /pulse': list('/pulse'),
  'GET /filters': { about: 'none', make: () => ({ path: '/filters?list=outlets' }) },
  'POST /filters': { about: 'none', make: () => ({ path: '/filters', body: { list: 'outlets', name: fresh('筛选'), query: {} } }) },
  'DELETE /filters/{id}': {
    about: 'path',
    async make({ world, home, actor, owner }) {
      const account = world === home ? actor.account : (await world.colleague()).account
      const [filter] = await owner("insert into saved_filter (account_id, list, name, query, created_at) values ($1, 'outlets', $2, '{}', now()) returning id", [account, fresh('筛选')])
      return { path: `/filters/${filter?.id ?? 0}` }
    },
  },
}

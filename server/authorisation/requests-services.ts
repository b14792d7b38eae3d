import type { applicationsOperations } from '../../contract/applications.ts'
import type { ServiceContent, servicesOperations } from '../../contract/services.ts'
import { orderedJson } from '../platform/database/json.ts'
import { fresh, type Making, type RequestOf } from './sample.ts'

const since = Temporal.Instant.from('2026-01-01T00:00:00Z')
const today = Temporal.PlainDate.from('2026-01-01')
const both = (text: string) => ({ zh: text, en: '' })

/** One that may be published. */
export function sampleContent(title: string, provider: number | null = null): ServiceContent {
  return {
    group: 'functional', icon: 'papers', provider_id: provider, title: both(title), summary: both('代跑'), description: both('替您跑一趟'), eligibility: { all: [] }, eligibility_note: both(''),
    form: { type: 'object', properties: { phone: { 'type': 'string', 'x-widget': 'phone', 'format': 'cn-phone', 'title': '联系电话', 'x-title-en': 'Phone' } }, required: [] },
    documents: [{ code: 'id_card', title: both('身份证'), note: both(''), how: 'either', required: false, identity: true }], steps: [{ code: 'check', title: both('审核'), note: both('') }, { code: 'done', title: both('办结'), note: both('') }],
    promised_days: 5, monthly_quota: null, price_fen: 0, price_note: both(''), where: both('线上'), places: [], station_ids: [],
  }
}

async function service({ world, sql }: Making, state: 'draft' | 'published' | 'retired' | 'changed' = 'published'): Promise<number> {
  const content = sampleContent(`${world.mark}${fresh('事项')}`, world.partner)
  const published = state !== 'draft'
  return sql(async (tx) => {
    const draft = state === 'draft' || state === 'changed' ? (orderedJson(content) as never) : null
    // A service is a draft or has a version; the version refers to the service.
    const { id } = await tx.insertInto('service').values({ place: world.township, position: 1, grp: 'functional', provider_id: world.partner, title: content.title.zh, draft, version: published ? 1 : null, retired_at: state === 'retired' ? since : null, changed_at: since, created_at: since }).returning('id').executeTakeFirstOrThrow()
    if (published) await tx.insertInto('service_version').values({ service_id: id, version: 1, content: orderedJson(content) as never, published_at: since, published_by: 1 }).execute()
    return id
  })
}

type Like = { worker?: number; state?: 'submitted' | 'asked' | 'approved'; offered?: boolean; document?: boolean }

async function application(given: Making, { worker, state = 'submitted', offered = false, document = false }: Like = {}): Promise<{ id: number; document: number }> {
  const { world, sql, services: { keyring, files }, owner } = given
  const about = await service(given)
  const whose = worker ?? (await world.worker()).worker
  const closed = state === 'approved' ? { closed_at: since } : {}
  const { id } = await sql((tx) =>
    tx.insertInto('application').values({ service_id: about, version: 1, worker_id: whose, place: world.grid, provider_id: world.partner, offered_to: offered ? world.partner : null, state, answers: keyring.seal(JSON.stringify({ phone: '13800000000' })), eligibility: 'yes', submitted_at: since, submitted_by: 1, on_behalf: false, consent_id: 1, consent_way: 'in-the-app', promised_days: 5, due_on: today, ...closed }).returning('id').executeTakeFirstOrThrow(),
  )
  if (state === 'asked') await sql((tx) => tx.insertInto('application_stop').values({ application_id: id, from_on: today }).execute())
  if (!document) return { id, document: 0 }
  const key = keyring.seal(await files.put('110105/attachments', Buffer.from(world.mark)))
  const [file] = await owner("insert into attachment (account_id, worker_id, kind, ref, bound_at, name, type, bytes, file_key, added_at) values (1, $1, 'application-document', $2, now(), $3, 'image/jpeg', 1, $4, now()) returning id", [whose, id, keyring.seal(world.mark), key])
  const row = await sql((tx) => tx.insertInto('application_document').values({ application_id: id, code: 'id_card', attachment_id: Number(file?.id), identity: false, added_at: since }).returning('id').executeTakeFirstOrThrow())
  return { id, document: row.id }
}

/** The worker's own, or somebody else's. */
const whose = ({ world, home, actor }: Making) => (world === home && actor.worker > 0 ? { worker: actor.worker } : {})

const withService = (rest: string, body?: unknown, state?: Parameters<typeof service>[1], prefix = '/catalogue'): RequestOf => ({ about: 'path', make: async (given) => ({ path: `${prefix}/${await service(given, state)}${rest}`, ...(body === undefined ? {} : { body }) }) })
const publicly = (request: RequestOf): RequestOf => ({ ...request, about: 'none' })
const withApplication = (rest: string, body?: unknown, like: Like = {}): RequestOf => ({ about: 'path', make: async (given) => ({ path: `/applications/${(await application(given, like)).id}${rest}`, ...(body === undefined ? {} : { body }) }) })
const withMine = (rest: string, body?: unknown, like: Like = {}): RequestOf => ({ about: 'path', make: async (given) => ({ path: `/me/applications/${(await application(given, { ...like, ...whose(given) })).id}${rest}`, ...(body === undefined ? {} : { body }) }) })
const withDocument = (prefix: string): RequestOf => ({
  about: 'path',
  async make(given) {
    const { id, document } = await application(given, { document: true, ...(prefix === '' ? {} : whose(given)) })
    return { path: `${prefix}/applications/${id}/documents/${document}` }
  },
})

export const servicesRequests: Record<keyof typeof servicesOperations, RequestOf> = {
  'GET /services': { about: 'none', make: () => ({ path: '/services' }) },
  'GET /services/{id}': withService('', undefined, 'published', '/services'),
  'GET /me/services/{id}': publicly(withService('', undefined, 'published', '/me/services')),
  'PUT /me/services/{id}/draft': publicly(withService('/draft', { answers: { phone: '138' } }, 'published', '/me/services')),
  'DELETE /me/services/{id}/draft': publicly(withService('/draft', undefined, 'published', '/me/services')),
  'GET /catalogue': { about: 'list', make: async (given) => ({ path: `/catalogue?search=${encodeURIComponent('事项')}${(await service(given)) > 0 ? '' : ''}` }) },
  'POST /catalogue': { about: 'body', make: ({ world }) => ({ path: '/catalogue', body: { place: world.township, content: sampleContent(fresh('新事项')) } }) },
  'PUT /catalogue/order': { about: 'body', make: async (given) => ({ path: '/catalogue/order', body: { ids: [await service(given)] } }) },
  'POST /catalogue/preview': { about: 'none', make: () => ({ path: '/catalogue/preview', body: { content: sampleContent('看看') } }) },
  'POST /catalogue/reach': { about: 'list', make: () => ({ path: '/catalogue/reach', body: { eligibility: { all: [{ fact: 'engagement', in: ['direct'] }] } } }) },
  'GET /catalogue/{id}': withService(''),
  'PUT /catalogue/{id}/draft': withService('/draft', { content: sampleContent('改一改') }),
  'DELETE /catalogue/{id}/draft': withService('/draft', undefined, 'changed'),
  'POST /catalogue/{id}/publication': withService('/publication', {}, 'draft'),
  'POST /catalogue/{id}/retirement': withService('/retirement', {}),
  'DELETE /catalogue/{id}/retirement': withService('/retirement', undefined, 'retired'),
  'GET /catalogue/{id}/versions/{version}': withService('/versions/1'),
  'GET /refusal-reasons': { about: 'none', make: () => ({ path: '/refusal-reasons' }) },
  'PUT /refusal-reasons/{code}': { about: 'none', make: () => ({ path: '/refusal-reasons/too_far', body: { words: { zh: '太远', en: 'Too far' } } }) },
}

export const applicationsRequests: Record<keyof typeof applicationsOperations, RequestOf> = {
  'GET /me/applications': { about: 'list', make: async (given) => ({ path: `/me/applications${(await application(given, whose(given))).id > 0 ? '' : '?'}` }) },
  'POST /me/applications': { about: 'none', make: async (given) => ({ path: '/me/applications', body: { service_id: await service(given), version: 1, answers: {}, consent_version: '2026-11' } }) },
  'GET /me/applications/{id}': withMine(''),
  'GET /me/applications/{id}/documents/{document}': withDocument('/me'),
  'POST /me/applications/{id}/answers': withMine('/answers', { words: '补上了' }, { state: 'asked' }),
  'POST /me/applications/{id}/withdrawal': withMine('/withdrawal', {}),
  'POST /me/applications/{id}/rating': withMine('/rating', { stars: 5 }, { state: 'approved' }),
  'GET /applications': { about: 'list', make: async (given) => ({ path: `/applications?limit=200${(await application(given)).id > 0 ? '' : '&'}` }) },
  'GET /applications/export': { about: 'list', make: () => ({ path: '/applications/export?format=csv' }) },
  'GET /applications/summary': { about: 'list', make: () => ({ path: '/applications/summary' }) },
  'POST /applications': { about: 'body', make: async (given) => ({ path: '/applications', body: { worker_id: (await given.world.worker()).worker, service_id: await service(given), answers: {}, consent: { way: 'spoken', note: '当面说的' } } }) },
  'POST /applications/deeds': { about: 'body', harmless: true, make: async (given) => ({ path: '/applications/deeds', body: { ids: [(await application(given)).id], deed: { do: 'approve' } } }) },
  'GET /applications/{id}': withApplication(''),
  'GET /applications/{id}/documents/{document}': withDocument(''),
  'POST /applications/{id}/disclosures': withApplication('/disclosures', { field: 'phone' }),
  'POST /applications/{id}/steps': withApplication('/steps', { step: 0 }),
  'POST /applications/{id}/questions': withApplication('/questions', { words: '缺一张照片', documents: ['id_card'] }),
  'POST /applications/{id}/answers': withApplication('/answers', { words: '本人送来了' }, { state: 'asked' }),
  'POST /applications/{id}/approval': withApplication('/approval', {}),
  'POST /applications/{id}/refusal': withApplication('/refusal', { reason: 'other' }),
  'POST /applications/{id}/hand-over': { about: 'path', make: async (given) => ({ path: `/applications/${(await application(given)).id}/hand-over`, body: { provider_id: given.home.partner, words: '转给你们' } }) },
  'DELETE /applications/{id}/hand-over': withApplication('/hand-over', undefined, { offered: true }),
  'POST /applications/{id}/hand-over/decision': withApplication('/hand-over/decision', { accept: true }, { offered: true }),
  'GET /application-providers': { about: 'none', make: () => ({ path: '/application-providers' }) },
}

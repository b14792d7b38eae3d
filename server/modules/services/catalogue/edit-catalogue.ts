// /catalogue: what staff edit, without programming. A draft beside what is published; publishing adds a version.

import { sql } from 'kysely'
import type { ServiceContent } from '../../../../contract/services.ts'
import { orderedJson } from '../../../platform/database/json.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { inReach, reachesPlace, wholeCode } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, notFound, Problem } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { partnerNames } from '../../stations/index.ts'
import { words } from '../words.ts'
import { contentFindings } from './findings.ts'
import { catalogueEntry, catalogueRows, getVisibleService, lockService, readCatalogue, stateOf, type ServiceRow } from './store.ts'
import { stateWords } from './words.ts'

export async function listCatalogue(call: Call<'GET /catalogue'>): Promise<Reply<'GET /catalogue'>> {
  return { items: await catalogueRows(call, await readCatalogue(call, call.query)) }
}

export async function getCatalogueEntry(call: Call<'GET /catalogue/{id}'>): Promise<Reply<'GET /catalogue/{id}'>> {
  return catalogueEntry(call, call.params.id)
}

export async function addService(call: Call<'POST /catalogue'>): Promise<Reply<'POST /catalogue'>> {
  const { content } = call.body
  const place = wholeCode(call.body.place)
  if (!(await describePlaces(call.tx, [place])).has(place) || !reachesPlace(call, place)) throw invalidField('place', words(call.language, '没有这个辖区，或不在您的管辖范围内', 'There is no such place in your reach'))
  const provider = await knownProvider(call, content)
  // After all others, whoever keeps them.
  const { rows } = await beyondScope(call, () => sql<{ id: number }>`
    insert into service (place, position, grp, provider_id, title, draft, changed_at, created_at)
    select ${place}, coalesce(max(position), 0) + 10, ${content.group}, ${provider}::int8, ${content.title.zh}, ${orderedJson(content)}, ${call.now}::timestamptz, ${call.now}::timestamptz from service
    returning id`.execute(call.tx))
  const id = rows[0]?.id ?? 0
  await call.emit({ kind: 'service.added', place, subject: id })
  return catalogueEntry(call, id)
}

export async function saveDraft(call: Call<'PUT /catalogue/{id}/draft'>): Promise<Reply<'PUT /catalogue/{id}/draft'>> {
  const { content } = call.body
  const service = await lockService(call, call.params.id)
  call.requireMatch(service.revision)
  const unpublished = service.version === null ? sql`, grp = ${content.group}, provider_id = ${await knownProvider(call, content)}::int8, title = ${content.title.zh}` : sql``
  await sql`update service set draft = ${orderedJson(content)}, changed_at = ${call.now}, revision = revision + 1 ${unpublished} where id = ${service.id}`.execute(call.tx)
  await call.emit({ kind: 'service.changed', place: service.place, subject: service.id })
  return catalogueEntry(call, service.id)
}

/** A service that was never published goes with its draft. */
export async function dropDraft(call: Call<'DELETE /catalogue/{id}/draft'>): Promise<void> {
  const service = await lockService(call, call.params.id)
  call.requireMatch(service.revision)
  if (service.draft === null) throw wrongState(call, service)
  if (service.version === null) await call.tx.deleteFrom('service').where('id', '=', service.id).execute()
  else await sql`update service set draft = null, changed_at = ${call.now}, revision = revision + 1 where id = ${service.id}`.execute(call.tx)
  await call.emit({ kind: 'service.draft-dropped', place: service.place, subject: service.id })
}

export async function publish(call: Call<'POST /catalogue/{id}/publication'>): Promise<Reply<'POST /catalogue/{id}/publication'>> {
  const service = await lockService(call, call.params.id)
  call.requireMatch(service.revision)
  const content = service.draft
  if (content === null || service.retired_at !== null) throw wrongState(call, service)
  const findings = await contentFindings(call, content, service.place)
  if (findings.length > 0) throw new Problem('invalid-request', {}, findings.map(({ field, message }) => ({ field: `content.${field}`, message })))
  const version = (service.version ?? 0) + 1
  await call.tx.insertInto('service_version').values({ service_id: service.id, version, content: orderedJson(content) as never, published_at: call.now, published_by: call.actor.account }).execute()
  await sql`update service set draft = null, version = ${version}, grp = ${content.group}, provider_id = ${content.provider_id}::int8, title = ${content.title.zh}, changed_at = ${call.now}, revision = revision + 1 where id = ${service.id}`.execute(call.tx)
  await call.emit({ kind: 'service.published', place: service.place, subject: service.id, data: { version } })
  return catalogueEntry(call, service.id)
}

export async function retire(call: Call<'POST /catalogue/{id}/retirement'>): Promise<Reply<'POST /catalogue/{id}/retirement'>> {
  return setRetired(call, true)
}

export async function bringBack(call: Call<'DELETE /catalogue/{id}/retirement'>): Promise<Reply<'DELETE /catalogue/{id}/retirement'>> {
  return setRetired(call, false)
}

async function setRetired(call: Context & { params: { id: number } }, retired: boolean): Promise<Reply<'GET /catalogue/{id}'>> {
  const service = await lockService(call, call.params.id)
  call.requireMatch(service.revision)
  if (stateOf(service) !== (retired ? 'published' : 'retired')) throw wrongState(call, service)
  await sql`update service set retired_at = ${retired ? call.now : null}, changed_at = ${call.now}, revision = revision + 1 where id = ${service.id}`.execute(call.tx)
  await call.emit({ kind: retired ? 'service.retired' : 'service.brought-back', place: service.place, subject: service.id })
  return catalogueEntry(call, service.id)
}

export async function readVersion(call: Call<'GET /catalogue/{id}/versions/{version}'>): Promise<Reply<'GET /catalogue/{id}/versions/{version}'>> {
  await getVisibleService(call, call.params.id)
  const row = await call.tx.selectFrom('service_version').select(['version', 'published_at', 'content']).where('service_id', '=', call.params.id).where('version', '=', call.params.version).executeTakeFirst()
  if (!row) throw notFound()
  return { version: row.version, published_at: row.published_at, content: row.content as unknown as ServiceContent }
}

/**
 * An office orders what it keeps; what others keep stays between. Positions are dealt anew to all, so that two that were
 * added at once do not share one.
 */
export async function orderCatalogue(call: Call<'PUT /catalogue/order'>): Promise<Reply<'PUT /catalogue/order'>> {
  const { rows: own } = await sql<{ id: number }>`select s.id from service s where ${inReach(call, { place: 's.place' })}`.execute(call.tx)
  const mine = new Set(own.map(({ id }) => id))
  if (call.body.ids.some((id) => !mine.has(id))) throw notFound()
  await beyondScope(call, async () => {
    const { rows } = await sql<{ id: number; position: number }>`select s.id, s.position from service s order by s.id for update`.execute(call.tx)
    const standing = rows.toSorted((a, b) => a.position - b.position || a.id - b.id).map(({ id }) => id)
    const ordered = [...call.body.ids, ...standing.filter((id) => mine.has(id) && !call.body.ids.includes(id))]
    const dealt = standing.map((id) => (mine.has(id) ? (ordered.shift() ?? id) : id))
    await sql`update service s set position = o.n * 10 from unnest(${dealt}::int8[]) with ordinality as o (id, n) where o.id = s.id and s.position <> o.n * 10`.execute(call.tx)
  })
  await call.emit({ kind: 'catalogue.ordered', place: call.city.code * 1e9, data: { services: call.body.ids.length } })
  return { items: await catalogueRows(call, await readCatalogue(call, {})) }
}

/** A draft may name a provider that is not there; its row may not. */
async function knownProvider(call: Context, { provider_id: id }: ServiceContent): Promise<number | null> {
  return id !== null && (await partnerNames(call.tx, [id])).has(id) ? id : null
}

function wrongState(call: Context, service: ServiceRow): Problem {
  return new Problem('wrong-state', { state: stateWords(call.language, stateOf(service)) })
}

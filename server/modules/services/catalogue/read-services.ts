// GET /services: what anybody may know of the catalogue.

import { sql } from 'kysely'
import type { ServiceContent } from '../../../../contract/services.ts'
import { wholeCode } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { knownCalendar } from '../../calendar/index.ts'
import { describePlaces } from '../../places/index.ts'
import { partnerNames, stationNames } from '../../stations/index.ts'
import { promisedOn } from '../applications/rules.ts'
import { ruleWords } from '../eligibility/describe-rule.ts'
import { getPublished, isOfferedAt, takenThisMonth } from './store.ts'

type Card = { id: number; place: number; content: ServiceContent }

export async function listServices(call: Call<'GET /services'>): Promise<Reply<'GET /services'>> {
  const { group, provider, place } = call.query
  const { rows } = await sql<Card>`
    select s.id, s.place, v.content from service s join service_version v on v.service_id = s.id and v.version = s.version
    where s.retired_at is null and ${group ? sql`s.grp = ${group}` : sql`true`} and ${provider === undefined ? sql`true` : sql`s.provider_id = ${provider}`}
    order by s.position, s.id`.execute(call.tx)
  const offered = rows.filter((row) => isOfferedAt({ place: row.place, published: row.content }, place === undefined ? null : wholeCode(place)))
  const partners = await partnerNames(call.tx, offered.map((row) => row.content.provider_id))
  const taken = await takenThisMonth(call, offered.map((row) => row.id))
  return {
    items: offered.map(({ id, content }) => ({
      id, group: content.group, icon: content.icon, title: content.title, summary: content.summary, provider: named(content.provider_id, partners), promised_days: content.promised_days, price_fen: content.price_fen, price_note: content.price_note,
      quota_left: left(content.monthly_quota, taken.get(id)), documents: content.documents.length,
    })),
  }
}

export async function readService(call: Call<'GET /services/{id}'>): Promise<Reply<'GET /services/{id}'>> {
  return publicView(call, await getPublished(call, call.params.id))
}

async function publicView(call: Context, row: Awaited<ReturnType<typeof getPublished>>): Promise<Reply<'GET /services/{id}'>> {
  const content = row.published
  const partners = await partnerNames(call.tx, [content.provider_id])
  const stations = await stationNames(call.tx, content.station_ids)
  return {
    id: row.id, version: row.version, state: 'published', place: row.place, place_name: (await describePlaces(call.tx, [row.place])).get(row.place)?.name ?? '', provider: named(content.provider_id, partners), content, eligibility_words: await ruleWords(call, content.eligibility),
    quota_left: left(content.monthly_quota, (await takenThisMonth(call, [row.id])).get(row.id)), promised_on: promisedOn(call.today, content.promised_days, [], call.today, await knownCalendar(call)), stations: [...stations].map(([id, name]) => ({ id, name })),
  }
}

function named(id: number | null, partners: Map<number, string>): { id: number; name: string } | null {
  return id === null ? null : { id, name: partners.get(id) ?? '' }
}

function left(quota: number | null, taken = 0): number | null {
  return quota === null ? null : Math.max(0, quota - taken)
}

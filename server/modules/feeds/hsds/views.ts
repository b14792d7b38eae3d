// Partners, stations and services as HSDS has them. The office that keeps the catalogue is an organisation, too; and
// resting at the stations of an organisation is one of its services.

import type { Static } from 'typebox'
import type { HsdsAttribute, HsdsLocation, HsdsOrganizationCard, HsdsService, HsdsServiceCard } from '../../../../contract/feeds.ts'
import { amenities } from '../../../../contract/stations.ts'
import type { Context } from '../../../platform/http/call.ts'
import { words } from '../../../platform/words.ts'
import type { PublishedService } from '../../services/index.ts'
import { stationWords, type FeedException, type FeedPartner, type FeedStation } from '../../stations/index.ts'
import { provinceOf } from './provinces.ts'
import { clock, schedulesOf } from './schedule-rules.ts'
import { uuidOf } from './uuid-rules.ts'

type Asking = Pick<Context, 'city' | 'language'>
type Location = Static<typeof HsdsLocation>
type Organization = Static<typeof HsdsOrganizationCard>
type ServiceCard = Static<typeof HsdsServiceCard>
type Attribute = Static<typeof HsdsAttribute>

/** Of the office itself. */
export const OFFICE = 0

export function organizationId({ city }: Asking, partner: number | null): string {
  return partner === null || partner === OFFICE ? uuidOf(city.code, 'office', 0) : uuidOf(city.code, 'organization', partner)
}

export function officeView({ city, language }: Asking): Organization {
  return { id: uuidOf(city.code, 'office', 0), name: words(language, `${city.name}新就业群体服务`, `${city.name}: services for platform workers`), description: words(language, '管理服务目录的单位', 'The office that keeps the catalogue of services') }
}

export function organizationView(asking: Asking, partner: FeedPartner): Organization {
  return { id: organizationId(asking, partner.id), name: partner.name, ...(partner.short_name === partner.name ? {} : { alternate_name: partner.short_name }), description: stationWords.partnerKind(asking.language, partner.kind) }
}

/** @param places names by code, from the city down */
export function locationView(asking: Asking, station: FeedStation, places: ReadonlyMap<number, { name: string; fullName: string }>, exceptions: readonly FeedException[]): Location {
  const { city, language } = asking
  const id = uuidOf(city.code, 'location', station.id)
  const place = places.get(station.place)
  const township = places.get(station.place - (station.place % 1_000_000))
  return {
    ...locationCard(asking, station),
    addresses: [{ id: uuidOf(city.code, 'address', station.id), location_id: id, address_1: station.address || (place?.fullName ?? station.name), city: city.name, ...(township ? { region: township.name } : {}), state_province: provinceOf(city.code, language), postal_code: '', country: 'CN', address_type: 'physical' }],
    schedules: [...weekly(asking, station, id), ...exceptions.flatMap((one) => exceptional(asking, one, id))],
    attributes: station.amenities.map((amenity) => attribute(asking, 'location', id, amenity)),
  }
}

export function locationCard(asking: Asking, station: FeedStation) {
  const { city, language } = asking
  const facilities = station.amenities.map((one) => stationWords.amenity(language, one)).join(words(language, '、', ', '))
  const sentences = [stationWords.kind(language, station.kind), facilities, words(language, `服务对象：${stationWords.audience(language, station.audience)}`, `For ${stationWords.audience(language, station.audience)}`), station.status === 'paused' ? words(language, `暂停开放${station.pause_note ? `：${station.pause_note}` : ''}`, `Paused${station.pause_note ? `: ${station.pause_note}` : ''}`) : '']
  return {
    id: uuidOf(city.code, 'location', station.id), location_type: 'physical' as const, organization_id: organizationId(asking, station.partner_id), name: station.name, description: sentences.filter(Boolean).join(words(language, '。', '. ')),
    ...(station.entrance_note ? { transportation: station.entrance_note } : {}), latitude: station.lat, longitude: station.lon, external_identifier: `${city.code}-${station.id}`, external_identifier_type: 'Waystation',
  }
}

function weekly({ city, language }: Asking, station: FeedStation, location: string): Location['schedules'] {
  if (!station.hours) return []
  const description = stationWords.hours(language, station.hours)
  return schedulesOf(station.hours.weekly).map(({ byday, opens_at, closes_at, nextDay, allDay }, at) => ({
    id: uuidOf(city.code, 'schedule', station.id, at), location_id: location, timezone: 8, freq: 'WEEKLY' as const, interval: 1, byday, opens_at, closes_at, description,
    ...(allDay ? { notes: words(language, '全天开放', 'open day and night') } : nextDay ? { notes: words(language, '到第二天才关门', 'closes on the next day') } : {}),
  }))
}

/** Numbers of schedules above those of a week. */
const EXCEPTIONS = 2 ** 20

function exceptional({ city, language }: Asking, one: FeedException, location: string): Location['schedules'] {
  const days = { valid_from: one.from_on.toString(), valid_to: one.until_on.toString(), timezone: 8 }
  if (one.spans.length === 0) return [{ id: uuidOf(city.code, 'schedule', one.id, EXCEPTIONS), location_id: location, ...days, description: words(language, '不开放', 'closed'), ...(one.reason ? { notes: one.reason } : {}) }]
  return one.spans.map(([from, until], at) => ({ id: uuidOf(city.code, 'schedule', one.id, EXCEPTIONS + 1 + at), location_id: location, ...days, opens_at: clock(from), closes_at: clock(until), description: words(language, '这几天的时间', 'hours of these days'), ...(one.reason ? { notes: one.reason } : {}) }))
}

export function attribute({ city, language }: Asking, entity: 'location' | 'service', link: string, amenity: string): Attribute {
  const at = (amenities as readonly string[]).indexOf(amenity)
  const term = uuidOf(city.code, 'term', at + 1)
  const name = stationWords.amenity(language, amenity)
  // The link's own numbers, so that no two attributes share an id.
  const [, high = '', low = '', , last = ''] = link.split('-')
  const thing = Number.parseInt(last, 16)
  return { id: uuidOf(city.code, 'attribute', thing, ((Number.parseInt(high + low.slice(1), 16) % 2 ** 20) * 64 + at + 1) % 2 ** 28), link_id: link, taxonomy_term_id: term, link_entity: entity, taxonomy_term: { id: term, code: amenity, name, description: name, taxonomy: 'Waystation amenities', language: language === 'en' ? 'en' : 'zh' } }
}

/** Resting at the stations of one organisation. */
export function restView(asking: Asking, partner: FeedPartner): ServiceCard {
  const { city, language } = asking
  return {
    id: uuidOf(city.code, 'rest', partner.id), organization_id: organizationId(asking, partner.id), name: words(language, `${partner.short_name} · 驿站歇脚`, `${partner.short_name}: rest at a station`), description: words(language, '进来坐坐、喝水、充电，不用预约。各站设施和时间见地点。', 'Sit down, drink, charge a phone, without an appointment. Facilities and hours: see each location.'),
    status: 'active', fees_description: words(language, '免费', 'free of charge'), organization: organizationView(asking, partner),
  }
}

export function serviceView(asking: Asking, { id, content, published_at }: PublishedService, partner: FeedPartner | undefined): ServiceCard {
  const { city, language } = asking
  const say = (both: { zh: string; en: string }) => words(language, both.zh, both.en || both.zh)
  const steps = content.steps.map((step, at) => `${at + 1}. ${say(step.title)}${say(step.note) ? `: ${say(step.note)}` : ''}`).join('\n')
  const promise = words(language, `承诺 ${content.promised_days} 个工作日内办好`, `Done within ${content.promised_days} working days`)
  const price = content.price_fen === 0 ? words(language, '免费', 'free of charge') : words(language, `${content.price_fen / 100} 元`, `${content.price_fen / 100} CNY`)
  return {
    id: uuidOf(city.code, 'service', id), organization_id: organizationId(asking, partner?.id ?? null), name: say(content.title), ...(language === 'en' || !content.title.en ? {} : { alternate_name: content.title.en }), description: say(content.description) || say(content.summary), status: 'active',
    application_process: `${steps}\n${promise}`, fees_description: [price, say(content.price_note)].filter(Boolean).join(words(language, '，', ', ')), ...(say(content.eligibility_note) ? { eligibility_description: say(content.eligibility_note) } : {}),
    last_modified: published_at.toString(), organization: partner ? organizationView(asking, partner) : officeView(asking),
  }
}

/** What a nested service has besides. */
export function serviceParts(asking: Asking, { id, place, content }: PublishedService, places: ReadonlyMap<number, { name: string; fullName: string }>): Pick<Static<typeof HsdsService>, 'service_areas' | 'cost_options' | 'required_documents' | 'attributes'> {
  const { city, language } = asking
  const service = uuidOf(city.code, 'service', id)
  const say = (both: { zh: string; en: string }) => words(language, both.zh, both.en || both.zh)
  const areas = content.places.length > 0 ? content.places : [place]
  return {
    service_areas: areas.map((code, at) => ({ id: uuidOf(city.code, 'area', id, at), service_id: service, name: places.get(code)?.fullName ?? '', extent: String(code), extent_type: 'GB/T 2260' })),
    cost_options: [{ id: uuidOf(city.code, 'cost', id), service_id: service, currency: 'CNY', amount: content.price_fen / 100, ...(say(content.price_note) ? { amount_description: say(content.price_note) } : {}) }],
    required_documents: content.documents.map((document, at) => ({ id: uuidOf(city.code, 'document', id, at), service_id: service, document: [say(document.title), say(document.note)].filter(Boolean).join(words(language, '：', ': ')) })),
    attributes: [],
  }
}

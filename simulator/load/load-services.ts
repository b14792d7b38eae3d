// The catalogue, applications, vouchers and campaigns. What workers filled in and codes are sealed on the way.

import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { copyRows, date, instant, json } from './copy.ts'
import type { Client } from './copy.ts'

export async function loadServices(client: Client, { registry, city, today }: SimulatedCity, keyring: Keyring): Promise<void> {
  const { services, months, applications, stops, steps, consents } = registry.services
  const root = city * 1e9
  await copyRows(client, 'consent', ['id', 'worker_id', 'purpose', 'version', 'granted', 'at', 'by_account'], consents, (one) => [one.id, one.workerId, one.purpose, one.version, one.granted, instant(one.at), one.byAccount])
  await copyRows(client, 'service', ['id', 'place', 'position', 'grp', 'provider_id', 'title', 'version', 'changed_at', 'created_at'], services, (one) => [one.id, root, one.id * 10, one.content.group, one.content.provider_id, one.content.title.zh, 1, instant(one.publishedAt), instant(one.publishedAt)])
  await copyRows(client, 'service_version', ['service_id', 'version', 'content', 'published_at', 'published_by'], services, (one) => [one.id, 1, json(one.content), instant(one.publishedAt), one.publishedBy])
  await copyRows(client, 'service_month', ['service_id', 'month', 'taken'], months, (one) => [one.serviceId, date(one.month), one.taken])
  await copyRows(
    client,
    'application',
    ['id', 'service_id', 'version', 'worker_id', 'place', 'provider_id', 'offered_to', 'state', 'step', 'answers', 'eligibility', 'submitted_at', 'submitted_by', 'on_behalf', 'consent_id', 'consent_way', 'consent_note', 'consent_by', 'promised_days', 'due_on', 'asked_words', 'asked_fields', 'refusal_code', 'result_words', 'closed_at', 'stars', 'rating_words', 'rated_at', 'quota_month'],
    applications,
    (one) => [
      one.id, one.serviceId, 1, one.workerId, one.place, one.providerId, one.offeredTo, one.state, one.step, keyring.seal(JSON.stringify(one.answers)), 'not-asked', instant(one.submittedAt), one.submittedBy, one.onBehalf, one.consentId, one.consentWay, one.consentNote, one.consentBy,
      one.promisedDays, date(one.dueOn), one.askedWords, `{${one.askedFields.join(',')}}`, one.refusalCode, one.resultWords, instant(one.closedAt), one.stars, one.ratingWords, instant(one.ratedAt), date(one.quotaMonth),
    ],
  )
  await copyRows(client, 'application_stop', ['application_id', 'from_on', 'until_on'], stops, (one) => [one.applicationId, date(one.from), date(one.until)])
  await copyRows(client, 'application_step', ['application_id', 'kind', 'at', 'by_account', 'who', 'step', 'provider_id', 'reason', 'words', 'due_on'], steps, (one) => [one.applicationId, one.kind, instant(one.at), one.by, one.who, one.step, one.providerId, one.reason, one.words, date(one.dueOn)])
  await loadCampaigns(client, registry.services, root)
  await loadVouchers(client, registry.services, { root, keyring, today })
}

async function loadCampaigns(client: Client, { campaigns, counts, campaignWorkers }: SimulatedCity['registry']['services'], root: number): Promise<void> {
  await copyRows(
    client,
    'campaign',
    ['id', 'name', 'season', 'purpose', 'place', 'state', 'announced_at', 'starts_on', 'ends_on', 'joining', 'capacity', 'target', 'per_worker', 'rule', 'signed_up', 'handed_out', 'walk_ins', 'notified', 'told_up_to', 'summary', 'other_costs', 'ended_at', 'forgotten_on', 'created_by', 'created_at'],
    campaigns,
    (one) => [
      one.id, one.name, one.season, one.purpose, root, one.state, instant(one.announcedAt), date(one.startsOn), date(one.endsOn), one.joining, one.capacity, one.target, one.perWorker, json(one.rule), one.signedUp, one.handedOut, one.walkIns, one.notified,
      one.notified > 0 ? 1_000_000_000 : 0, one.summary, json(one.otherCosts), instant(one.endedAt), date(one.forgottenOn), 2, instant(one.createdAt),
    ],
  )
  await copyRows(client, 'campaign_station', ['campaign_id', 'station_id', 'partner_id'], campaigns.flatMap((one) => one.stations.map((station) => ({ campaign: one.id, ...station }))), (one) => [one.campaign, one.id, one.partner])
  await copyRows(client, 'campaign_good', ['campaign_id', 'good_id', 'position', 'unit_cost_fen', 'planned', 'handed'], campaigns.flatMap((one) => one.goods.map((good, position) => ({ campaign: one.id, position, ...good }))), (one) => [one.campaign, one.good, one.position, one.unitCostFen, one.planned, one.handed])
  await copyRows(client, 'campaign_worker', ['campaign_id', 'worker_id', 'signed_up', 'received'], campaignWorkers, (one) => [one.campaignId, one.workerId, one.signedUp, one.received])
  await copyRows(client, 'campaign_count', ['campaign_id', 'cut', 'key', 'people'], counts, (one) => [one.campaignId, one.cut, one.key, one.people])
}

async function loadVouchers(client: Client, { batches, vouchers, redemptions, settlements }: SimulatedCity['registry']['services'], { root, keyring, today }: { root: number; keyring: Keyring; today: number }): Promise<void> {
  await copyRows(
    client,
    'voucher_batch',
    ['id', 'title', 'terms', 'value_fen', 'place', 'campaign_id', 'service_id', 'quota', 'issued', 'redeemed', 'expired', 'cancelled', 'valid_from', 'valid_until', 'per_worker', 'claimable', 'state', 'created_by', 'created_at'],
    batches,
    (one) => [one.id, one.title, one.terms, one.valueFen, root, one.campaignId, one.serviceId, one.quota, one.issued, one.redeemed, one.expired, one.cancelled, date(one.validFrom), date(one.validUntil), one.perWorker, one.claimable, one.state, 2, `${String(date(one.validFrom - 1))}T02:00:00Z`],
  )
  await copyRows(client, 'voucher_batch_partner', ['batch_id', 'partner_id'], batches.flatMap((one) => one.partners.map((partner) => ({ batch: one.id, partner }))), (one) => [one.batch, one.partner])
  await copyRows(
    client,
    'voucher',
    ['id', 'batch_id', 'place', 'worker_id', 'origin', 'source_id', 'code_hash', 'code', 'code_tail', 'state', 'issued_on', 'valid_from', 'valid_until', 'ended_on', 'reason'],
    vouchers,
    (one) => [one.id, one.batchId, root, one.workerId, one.origin, one.sourceId, one.forgotten ? null : keyring.hash('voucher', one.code), one.forgotten ? null : keyring.seal(one.code), one.code.slice(-3), one.state, date(one.issuedOn), date(one.validFrom), date(one.validUntil), date(one.endedOn), one.reason],
  )
  const taken = new Map<string, number>()
  const going = new Set(batches.filter((one) => one.validUntil >= today).map(({ id }) => id))
  for (const one of vouchers) if (one.workerId !== undefined && one.state !== 'cancelled' && going.has(one.batchId)) taken.set(`${one.batchId}/${one.workerId}`, (taken.get(`${one.batchId}/${one.workerId}`) ?? 0) + 1)
  await copyRows(client, 'voucher_taken', ['batch_id', 'worker_id', 'times'], taken, ([key, times]) => [...key.split('/').map(Number), times])
  await copyRows(client, 'voucher_settlement', ['id', 'partner_id', 'place', 'month', 'redeemed', 'redeemed_fen', 'taken_back', 'taken_back_fen', 'closed_by', 'closed_at'], settlements, (one) => [one.id, one.partnerId, one.place, date(one.month), one.redeemed, one.redeemedFen, 0, 0, one.closedBy, instant(one.closedAt)])
  await copyRows(client, 'voucher_redemption', ['id', 'voucher_id', 'batch_id', 'partner_id', 'partner_place', 'batch_place', 'station_id', 'value_fen', 'code_tail', 'redeemed_at', 'redeemed_by', 'month', 'settlement_id'], redemptions, (one) => [
    one.id, one.voucher.id, one.voucher.batchId, one.partnerId, one.partnerPlace, root, one.stationId, one.valueFen, one.voucher.code.slice(-3), instant(one.at), one.by, date(one.month), one.settlementId,
  ])
}

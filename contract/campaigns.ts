// Care campaigns on the wire: from plan to report.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, Name, PlaceCode, Position, nullable, oneOf, page, pageQuery } from './schema.ts'
import { Eligibility, EligibilityRule } from './services.ts'

export const campaignStates = ['draft', 'planned', 'running', 'ended', 'reported'] as const
export const campaignSeasons = ['spring-festival', 'spring', 'summer-heat', 'mid-autumn', 'autumn', 'winter-warmth', 'other'] as const
export const campaignJoinings = ['sign-up', 'walk-in', 'both'] as const
export const campaignCuts = ['station', 'day', 'trade'] as const

const Named = Type.Object({ id: Id, name: Type.String() })
const Fen = Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'money in fen' })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const closed = { additionalProperties: false } as const

export const CampaignProgress = Type.Object({ given: Type.Integer({ description: 'handed out at stations, and vouchers that workers hold or have used' }), target: nullable(Type.Integer()), share: nullable(Type.Number({ description: '0 to 1; may pass 1' })) })
export const CampaignStation = Type.Object({ id: Id, name: Type.String(), address: Type.String(), position: Position })
export const CampaignGoods = Type.Object({ good_id: Id, name: Type.String(), unit: Type.String({ description: '份, 箱' }), unit_cost_fen: Type.Integer(), planned: Type.Integer(), handed: Type.Integer(), left: Type.Integer({ description: 'in stock at the stations that hand out' }) })
export const CampaignBatch = Type.Object({ id: Id, title: Type.String(), value_fen: Type.Integer(), quota: Type.Integer(), issued: Type.Integer(), redeemed: Type.Integer() })

export const CampaignRow = Type.Object({
  id: Id, name: Type.String(), season: oneOf(campaignSeasons), place: PlaceCode, place_name: Type.String(), state: oneOf(campaignStates), announced_at: nullable(Instant), starts_on: Day, ends_on: Day, joining: oneOf(campaignJoinings),
  capacity: nullable(Type.Integer({ description: 'seats for signing up' })), signed_up: Type.Integer(), handed_out: Type.Integer({ description: 'with a pass' }), walk_ins: Type.Integer(), vouchers: Type.Integer(), progress: CampaignProgress, revision: Type.Integer(),
})
export const CampaignView = Type.Object({
  ...CampaignRow.properties, purpose: Type.String(), per_worker: Type.Integer({ description: 'how often one worker may be given' }), rule: EligibilityRule, rule_words: Type.String({ description: 'the rule, for people; empty: everybody' }), stations: Type.Array(CampaignStation), goods: Type.Array(CampaignGoods), batches: Type.Array(CampaignBatch),
  notified: nullable(Type.Integer({ description: 'workers who were told. Where the rule looks at the age: in steps of the smallest cell, and null below it' })), forgotten_on: nullable(Day), forget_due_on: nullable(Day), may: Type.Object({ write: Type.Boolean(), hand_out: Type.Boolean() }),
})
export const CampaignStock = Type.Object({ good_id: Id, name: Type.String(), unit: Type.String(), station: Named, left: Type.Integer() })

/** What everybody may know of an announced campaign. */
export const AnnouncedCampaign = Type.Object({
  id: Id, name: Type.String(), season: oneOf(campaignSeasons), purpose: Type.String(), place: PlaceCode, place_name: Type.String(), rule_words: Type.String({ description: 'for whom, in words; empty: everybody' }), state: oneOf(['planned', 'running', 'ended', 'reported']), starts_on: Day, ends_on: Day, joining: oneOf(campaignJoinings),
  seats_left: nullable(Type.Integer()), progress: CampaignProgress, stations: Type.Array(CampaignStation), goods: Type.Array(Type.Object({ name: Type.String(), unit: Type.String() })), vouchers: Type.Array(Type.Object({ title: Type.String(), value_fen: Type.Integer() })),
})
export const MyCampaign = Type.Object({
  ...AnnouncedCampaign.properties, eligibility: Eligibility, signed_up: Type.Boolean(), received: Type.Integer(), per_worker: Type.Integer(), may_sign_up: Type.Boolean(), may_show_pass: Type.Boolean(),
  offers: Type.Array(Type.Object({ batch_id: Id, title: Type.String(), value_fen: Type.Integer(), left: Type.Integer(), mine: Type.Integer(), per_worker: Type.Integer() })),
})

const campaignBody = {
  name: Name, season: oneOf(campaignSeasons), purpose: Type.Optional(Type.String({ maxLength: 1000 })), starts_on: Day, ends_on: Day, joining: oneOf(campaignJoinings), capacity: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 }))), target: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 10_000_000 }))),
  per_worker: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 1 })), rule: Type.Optional(EligibilityRule), station_ids: Type.Optional(Type.Array(Id, { maxItems: 300 })),
  goods: Type.Optional(Type.Array(Type.Object({ good_id: Id, unit_cost_fen: Fen, planned: Count }, closed), { maxItems: 20, description: 'goods of the stations’ stock; each recipient gets one of each, or what the keeper chooses' })),
}

export const CampaignCell = Type.Object({ key: Type.String(), name: Type.String(), count: nullable(Type.Integer({ description: 'null: hidden, so that nobody can be made out' })) })
export const CampaignReport = Type.Object({
  campaign: CampaignRow, written: Type.Boolean(), summary: Type.String(), smallest: Type.Integer({ description: 'cells below are hidden, and so many others that they cannot be worked out' }),
  totals: Type.Object({ given: Type.Integer(), target: nullable(Type.Integer()), signed_up: Type.Integer(), handed_out: Type.Integer(), walk_ins: Type.Integer(), vouchers_issued: Type.Integer(), vouchers_redeemed: Type.Integer() }),
  by_station: Type.Array(CampaignCell), by_day: Type.Array(CampaignCell), by_trade: Type.Array(CampaignCell),
  costs: Type.Object({ goods: Type.Array(Type.Object({ name: Type.String(), handed: Type.Integer(), unit_cost_fen: Type.Integer(), fen: Type.Integer() })), vouchers_fen: Type.Integer({ description: 'redeemed so far' }), others: Type.Array(Type.Object({ label: Type.String(), fen: Type.Integer() })), total_fen: Type.Integer(), per_given_fen: nullable(Type.Integer()) }),
})

const HandedOut = Type.Object({ handed_out: Type.Integer(), walk_ins: Type.Integer(), progress: CampaignProgress, stock: Type.Array(CampaignStock, { description: 'what is left at this station' }) })

export const campaignsOperations = operations({
  // offices and stations
  'GET /campaigns': { summary: 'Campaigns in reach, newest first; a keeper sees those of their station', access: 'campaign.read', query: Type.Object({ state: Type.Optional(oneOf(campaignStates)), season: Type.Optional(oneOf(campaignSeasons)), place: Type.Optional(PlaceCode), station: Type.Optional(Id), search: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })), ...pageQuery }), reply: page(CampaignRow) },
  'POST /campaigns': { summary: 'Adds a campaign as a draft', access: 'campaign.write', body: Type.Object({ place: PlaceCode, ...campaignBody }, closed), reply: CampaignView, status: 201, problems: ['rule'] },
  'GET /campaigns/{id}': { summary: 'One campaign', access: 'campaign.read', params: IdParams, reply: CampaignView },
  'PATCH /campaigns/{id}': { summary: 'Changes a campaign; after its end nothing is changed', access: 'campaign.write', params: IdParams, body: Type.Partial(Type.Object(campaignBody), closed), reply: CampaignView, problems: ['rule', 'wrong-state', 'changed-meanwhile'] },
  'POST /campaigns/{id}/state': { summary: 'A step on: plan it, begin it, end it; a plan that is not announced goes back to draft', access: 'campaign.write', params: IdParams, body: Type.Object({ to: oneOf(['draft', 'planned', 'running', 'ended']) }, closed), reply: CampaignView, problems: ['wrong-state', 'rule'] },
  'POST /campaigns/{id}/announcement': { summary: 'Announces it: everybody can read it, and the target group who agreed is told', access: 'campaign.write', params: IdParams, body: Type.Object({}, closed), reply: CampaignView, problems: ['wrong-state'] },
  'DELETE /campaigns/{id}': { summary: 'Throws a draft away', access: 'campaign.write', params: IdParams, reply: 'none', problems: ['wrong-state'] },
  'GET /campaigns/{id}/stock': { summary: 'Goods by station', access: 'campaign.read', params: IdParams, query: Type.Object({ station: Type.Optional(Id) }), reply: Type.Object({ items: Type.Array(CampaignStock) }) },
  'POST /campaigns/{id}/hand-outs': { summary: 'Hands out at a station: to one worker by pass, or to so many walk-ins (negative: a miscount of today)', access: 'campaign.hand-out', rate: 300, params: IdParams, body: Type.Object({ station_id: Id, pass: Type.Optional(Type.String({ minLength: 4, maxLength: 60 })), walk_ins: Type.Optional(Type.Integer({ minimum: -100, maximum: 100 })), good_ids: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true, description: 'which goods each gets; left out: one of each' })) }, closed), reply: HandedOut, status: 201, problems: ['wrong-state', 'pass-unknown', 'already-given', 'stock-used-up', 'not-meant', 'consent-needed', 'too-many', 'rule'] },
  'GET /campaigns/{id}/events': { summary: 'Counts as they change, live', access: 'campaign.read', params: IdParams, reply: 'events', transaction: 'own' },
  'GET /campaigns/{id}/report': { summary: 'The report: counts with small cells hidden, and costs', access: 'campaign.read', params: IdParams, reply: CampaignReport, problems: ['wrong-state'] },
  'PUT /campaigns/{id}/report': { summary: 'Writes the report’s words and further costs; the campaign is then reported', access: 'campaign.write', params: IdParams, body: Type.Object({ summary: Type.String({ minLength: 1, maxLength: 5000 }), others: Type.Optional(Type.Array(Type.Object({ label: Name, fen: Fen }, closed), { maxItems: 30 })) }, closed), reply: CampaignReport, problems: ['wrong-state'] },
  'GET /campaigns/{id}/report/file': { summary: 'The report as PDF or workbook', access: 'campaign.read', params: IdParams, query: Type.Object({ format: Type.Optional(oneOf(['pdf', 'xlsx'], { default: 'pdf' })) }), reply: 'file', transaction: 'own', problems: ['wrong-state'] },

  // everybody
  'GET /announced-campaigns': { summary: 'Campaigns that are announced and not over, by their first day', access: 'public', query: Type.Object({ place: Type.Optional(PlaceCode) }), reply: Type.Object({ items: Type.Array(AnnouncedCampaign) }) },
  'GET /announced-campaigns/{id}': { summary: 'One announced campaign', access: 'public', params: IdParams, reply: AnnouncedCampaign },

  // the worker
  'GET /me/campaigns': { summary: 'Announced campaigns, with what they mean to me', access: 'worker', reply: Type.Object({ items: Type.Array(MyCampaign) }) },
  'GET /me/campaigns/{id}': { summary: 'One of them', access: 'worker', params: IdParams, reply: MyCampaign },
  'POST /me/campaigns/{id}/sign-up': { summary: 'Signs up', access: 'worker', params: IdParams, body: Type.Object({}, closed), reply: MyCampaign, status: 201, problems: ['wrong-state', 'no-seats', 'not-meant', 'consent-needed'] },
  'DELETE /me/campaigns/{id}/sign-up': { summary: 'Takes the sign-up back', access: 'worker', params: IdParams, reply: 'none', problems: ['wrong-state'] },
  'GET /me/campaigns/{id}/pass': { summary: 'A code to show at the station, good for two minutes', access: 'worker', params: IdParams, reply: Type.Object({ code: Type.String(), payload: Type.String({ description: 'what the QR code holds' }), expires_at: Instant, refresh_in: Type.Integer({ description: 'seconds until the next code' }) }), transaction: 'write', problems: ['wrong-state', 'not-meant', 'consent-needed', 'already-given'] },
})

// Vouchers on the wire: batches, what a worker holds, redeeming once, settling by month.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Day, Id, IdParams, Instant, Name, PlaceCode, nullable, oneOf, page, pageQuery } from './schema.ts'
import { Eligibility, EligibilityRule } from './services.ts'

export const batchStates = ['open', 'closed', 'cancelled'] as const
export const voucherStates = ['valid', 'redeemed', 'expired', 'cancelled'] as const
export const voucherOrigins = ['claimed', 'application', 'staff'] as const
export const issueStates = ['waiting', 'running', 'done', 'stopped'] as const
/** Why a voucher cannot be redeemed here and now. */
export const voucherObstacles = ['already-redeemed', 'not-yet-valid', 'expired', 'cancelled', 'other-partner'] as const

/** A month of Asia/Shanghai: 2026-11. */
export const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$', description: 'YYYY-MM, a month of Asia/Shanghai' })
/** As it is scanned (WSV:110105:…) or typed: lower case, spaces and dashes do not matter. */
export const VoucherCode = Type.String({ minLength: 4, maxLength: 60 })
const Fen = Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'money in fen' })
const Partner = Type.Object({ id: Id, short_name: Type.String() })
const Named = Type.Object({ id: Id, name: Type.String() })
const Reason = Type.String({ minLength: 2, maxLength: 200 })

export const VoucherBatch = Type.Object({
  id: Id, title: Type.String(), terms: Type.String({ description: 'what it buys, and what not' }), value_fen: Type.Integer(), place: PlaceCode, place_name: Type.String(), campaign: nullable(Named), service: nullable(Named),
  quota: Type.Integer(), issued: Type.Integer({ description: 'without the cancelled ones' }), left: Type.Integer(), redeemed: Type.Integer(), expired: Type.Integer(), cancelled: Type.Integer(), redeemed_fen: Type.Integer(),
  valid_from: Day, valid_until: Day, valid_days: nullable(Type.Integer({ description: 'days from the day of issue, never beyond valid_until' })), per_worker: Type.Integer(),
  claimable: Type.Boolean({ description: 'workers take it themselves in the pocket app' }), rule: EligibilityRule, rule_words: Type.String({ description: 'the rule, for people; empty: everybody' }), partners: Type.Array(Partner, { description: 'who redeems it' }), state: oneOf(batchStates), revision: Type.Integer(),
})

const batchBody = {
  title: Name, terms: Type.Optional(Type.String({ maxLength: 500 })), value_fen: Fen, quota: Type.Integer({ minimum: 1, maximum: 1_000_000 }), valid_from: Day, valid_until: Day, valid_days: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 366 }))),
  per_worker: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 1 })), claimable: Type.Optional(Type.Boolean({ default: false })), rule: Type.Optional(EligibilityRule), partner_ids: Type.Array(Id, { minItems: 1, maxItems: 200 }),
}

/** One voucher, for the offices: never whose it is, nor where and when it was redeemed. */
export const VoucherRow = Type.Object({ id: Id, code_tail: nullable(Type.String({ description: 'its last three letters, while it holds' })), state: oneOf(voucherStates), origin: oneOf(voucherOrigins), issued_on: Day, valid_until: Day })

export const MyVoucher = Type.Object({
  id: Id, title: Type.String(), terms: Type.String(), value_fen: Type.Integer(), state: oneOf(voucherStates),
  code: nullable(Type.String({ description: 'while it is valid; shown in groups of five' })), payload: nullable(Type.String({ description: 'what the QR code holds; keep it to show it offline' })),
  issued_on: Day, valid_from: Day, valid_until: Day, partners: Type.Array(Partner), campaign: nullable(Named), service: nullable(Named), redeemed_at: nullable(Instant), redeemed_by: nullable(Partner),
})

export const VoucherOffer = Type.Object({ batch_id: Id, title: Type.String(), terms: Type.String(), value_fen: Type.Integer(), left: Type.Integer(), valid_from: Day, valid_until: Day, partners: Type.Array(Partner), campaign: nullable(Named), mine: Type.Integer({ description: 'how many I have taken' }), per_worker: Type.Integer(), eligibility: Eligibility })

/** What whoever is about to redeem sees: never whose it is. */
export const VoucherLookup = Type.Object({ title: Type.String(), terms: Type.String(), value_fen: Type.Integer(), valid_from: Day, valid_until: Day, code_tail: Type.String(), redeemable: Type.Boolean(), obstacle: nullable(oneOf(voucherObstacles)), redeemed_at: nullable(Instant), redeemed_where: nullable(Type.String({ description: 'the partner that redeemed it' })) })

/** An office may know whom it gave a voucher: by the letters it would know where they were with it. */
const CodeTail = nullable(Type.String({ description: 'its last three letters, for the partner that redeemed it' }))

export const RedemptionView = Type.Object({
  id: Id, title: Type.String(), value_fen: Type.Integer(), code_tail: CodeTail, partner: Partner, station: nullable(Named), redeemed_at: Instant, redeemed_by: Type.String({ description: 'the member of staff' }),
  undo_until: nullable(Instant), undone_at: nullable(Instant), undo_reason: nullable(Type.String()), settled_month: nullable(Type.String({ description: 'the closed month it was counted in' })),
})

export const settlementStates = ['running', 'to-close', 'closed'] as const
export const SettlementRow = Type.Object({
  partner: Partner, month: Month, state: oneOf(settlementStates, { description: 'running: the month is not over' }), redeemed: Type.Integer({ description: 'vouchers that count for this settlement' }), redeemed_fen: Type.Integer(),
  taken_back: Type.Integer({ description: 'undone after an earlier month had been closed with them' }), taken_back_fen: Type.Integer(), total_fen: Type.Integer(), closed_at: nullable(Instant), closed_by: nullable(Type.String()),
})
export const SettlementLine = Type.Object({ id: Id, kind: oneOf(['redeemed', 'taken-back']), title: Type.String(), code_tail: CodeTail, at: Instant, station: nullable(Type.String()), amount_fen: Type.Integer({ description: 'negative when taken back' }), from_month: nullable(Type.String({ description: 'when it belongs to an earlier month' })) })
export const SettlementDetail = Type.Intersect([SettlementRow, Type.Object({ batches: Type.Array(Type.Object({ title: Type.String(), count: Type.Integer(), amount_fen: Type.Integer() })), lines: page(SettlementLine) })])

export const VoucherIssue = Type.Object({ id: Id, batch_id: Id, place: PlaceCode, rule_words: Type.String(), state: oneOf(issueStates), asked_by: Type.String(), asked_at: Instant, looked_at: Type.Integer(), issued: Type.Integer(), skipped: Type.Integer({ description: 'had it already, or is not of the group' }), stopped_because: nullable(oneOf(['quota', 'cancelled', 'too-few'], { description: 'too-few: a rule that looks at the age would have given to so few that it tells who they are' })), done_at: nullable(Instant) })

const closed = { additionalProperties: false } as const
const SettlementParams = Type.Object({ partner: Id, month: Month })

export const vouchersOperations = operations({
  // offices: batches
  'GET /voucher-batches': { summary: 'Batches in reach, newest first; a partner sees those it may redeem', access: 'voucher.read', query: Type.Object({ campaign: Type.Optional(Id), service: Type.Optional(Id), state: Type.Optional(oneOf(batchStates)), search: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })), ...pageQuery }), reply: page(VoucherBatch) },
  'POST /voucher-batches': { summary: 'Adds a batch, by itself or under a campaign or service', access: 'voucher.issue', body: Type.Object({ place: PlaceCode, campaign_id: Type.Optional(nullable(Id)), service_id: Type.Optional(nullable(Id)), ...batchBody }, closed), reply: VoucherBatch, status: 201, problems: ['rule', 'wrong-state'] },
  'GET /voucher-batches/{id}': { summary: 'One batch', access: 'voucher.read', params: IdParams, reply: VoucherBatch },
  'PATCH /voucher-batches/{id}': { summary: 'Changes a batch. Value stays once one is issued; the quota never falls below what is issued', access: 'voucher.issue', params: IdParams, body: Type.Object({ title: Type.Optional(Name), terms: Type.Optional(Type.String({ maxLength: 500 })), value_fen: Type.Optional(Fen), quota: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })), valid_from: Type.Optional(Day), valid_until: Type.Optional(Day), valid_days: batchBody.valid_days, per_worker: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })), claimable: Type.Optional(Type.Boolean()), rule: batchBody.rule, partner_ids: Type.Optional(batchBody.partner_ids), state: Type.Optional(oneOf(['open', 'closed'])) }, closed), reply: VoucherBatch, problems: ['rule', 'changed-meanwhile', 'wrong-state'] },
  'POST /voucher-batches/{id}/cancellation': { summary: 'Cancels a batch: nothing more is issued, and what is not redeemed loses its value', access: 'voucher.issue', params: IdParams, body: Type.Object({ reason: Reason }, closed), reply: VoucherBatch, problems: ['wrong-state'] },
  'GET /voucher-batches/{id}/vouchers': { summary: 'The vouchers of a batch, without whose they are', access: 'voucher.issue', params: IdParams, query: Type.Object({ state: Type.Optional(oneOf(voucherStates)), ...pageQuery }), reply: page(VoucherRow) },
  'POST /voucher-batches/{id}/issues': { summary: 'Hands out to a target group: everybody in a place whom the rule fits, as a job', access: 'voucher.issue', params: IdParams, body: Type.Object({ place: Type.Optional(PlaceCode), rule: Type.Optional(EligibilityRule) }, closed), reply: VoucherIssue, status: 202, problems: ['wrong-state', 'rule'] },
  'GET /voucher-batches/{id}/issues': { summary: 'How far handing out has come', access: 'voucher.issue', params: IdParams, reply: Type.Object({ items: Type.Array(VoucherIssue) }) },
  'GET /voucher-batches/{id}/issues/events': { summary: 'Progress of handing out, live', access: 'voucher.issue', params: IdParams, reply: 'events', transaction: 'own' },
  'GET /voucher-batches/{id}/events': { summary: 'The figures of a batch as they change: issued, redeemed, taken back', access: 'voucher.read', params: IdParams, reply: 'events', transaction: 'own' },
  'POST /workers/{id}/vouchers': { summary: 'Gives one voucher of a batch to a worker', access: 'voucher.issue', params: IdParams, body: Type.Object({ batch_id: Id }, closed), reply: Type.Object({ id: Id, valid_until: Day }), status: 201, problems: ['quota-used-up', 'already-has', 'wrong-state'] },
  'POST /vouchers/{id}/cancellation': { summary: 'Cancels one voucher that is not redeemed', access: 'voucher.issue', params: IdParams, body: Type.Object({ reason: Reason }, closed), reply: VoucherRow, problems: ['wrong-state'] },

  // partners: redeeming
  'POST /vouchers/lookups': { summary: 'What a code is worth, before it is redeemed; never whose it is', access: 'voucher.redeem', rate: 120, body: Type.Object({ code: VoucherCode }, closed), reply: VoucherLookup, problems: ['voucher-unknown', 'too-many'] },
  'POST /vouchers/redemptions': { summary: 'Redeems a voucher, once', access: 'voucher.redeem', rate: 120, body: Type.Object({ code: VoucherCode, partner_id: Type.Optional(Id), station_id: Type.Optional(Id) }, closed), reply: RedemptionView, status: 201, problems: ['voucher-unknown', 'already-redeemed', 'voucher-not-redeemable', 'too-many', 'rule'] },
  'GET /vouchers/redemptions': { summary: 'What was redeemed, newest first', access: 'voucher.read', query: Type.Object({ partner: Type.Optional(Id), month: Type.Optional(Month), ...pageQuery }), reply: page(RedemptionView) },
  'POST /vouchers/redemptions/{id}/reversal': { summary: 'Takes a redemption back within minutes, with a reason', access: 'voucher.redeem', params: IdParams, body: Type.Object({ reason: Reason }, closed), reply: RedemptionView, problems: ['undo-too-late', 'wrong-state'] },

  // settlement
  'GET /settlements': { summary: 'Settlements by partner and month', access: 'voucher.read', query: Type.Object({ month: Type.Optional(Month), partner: Type.Optional(Id), state: Type.Optional(oneOf(settlementStates)) }), reply: Type.Object({ items: Type.Array(SettlementRow), totals: Type.Object({ redeemed: Type.Integer(), total_fen: Type.Integer() }) }) },
  'GET /settlements/export': { summary: 'All partners of a month in one workbook', access: 'voucher.read', query: Type.Object({ month: Month }), reply: 'file', transaction: 'own' },
  'GET /settlements/{partner}/{month}': { summary: 'One settlement with its lines', access: 'voucher.read', params: SettlementParams, query: Type.Object(pageQuery), reply: SettlementDetail },
  'GET /settlements/{partner}/{month}/export': { summary: 'The settlement list as a workbook', access: 'voucher.read', params: SettlementParams, reply: 'file', transaction: 'own' },
  'POST /settlements/{partner}/{month}/closing': { summary: 'Closes a month: what it holds is frozen, later changes go into the next', access: 'voucher.settle', params: SettlementParams, body: Type.Object({ total_fen: Type.Optional(Type.Integer({ description: 'what the closer saw; refused when it has changed' })) }, closed), reply: SettlementRow, status: 201, problems: ['wrong-state', 'changed-meanwhile', 'rule'] },

  // the worker
  'GET /me/vouchers': { summary: 'My vouchers with their codes', access: 'worker', query: Type.Object({ state: Type.Optional(oneOf(voucherStates)) }), reply: Type.Object({ items: Type.Array(MyVoucher) }) },
  'GET /me/voucher-offers': { summary: 'What I may take now', access: 'worker', reply: Type.Object({ items: Type.Array(VoucherOffer) }) },
  'POST /me/vouchers': { summary: 'Takes a voucher of a batch that is open to me', access: 'worker', body: Type.Object({ batch_id: Id }, closed), reply: MyVoucher, status: 201, problems: ['quota-used-up', 'already-has', 'not-meant', 'consent-needed', 'wrong-state'] },
})

import type { vouchersOperations } from '../../../../contract/vouchers.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { addBatch } from './add-batch.ts'
import { batchEvents } from './batch-events.ts'
import { cancelBatch, changeBatch } from './change-batch.ts'
import { giveVoucher } from './give-voucher.ts'
import { addGroupIssue, groupIssueEvents, listGroupIssues } from './group/group-issues.ts'
import { listBatches, readBatch } from './list-batches.ts'
import { cancelVoucher, listVouchers } from './list-vouchers.ts'
import { claimVoucher, listMyOffers } from './mine/my-offers.ts'
import { listMyVouchers } from './mine/my-vouchers.ts'
import { lookUpVoucher } from './redeeming/look-up-voucher.ts'
import { redeemVoucher } from './redeeming/redeem-voucher.ts'
import { listRedemptions } from './redeeming/redemption-views.ts'
import { takeBack } from './redeeming/take-back.ts'
import { closeSettlement } from './settling/close-settlement.ts'
import { exportSettlement, exportSettlements } from './settling/export-settlements.ts'
import { listSettlements, readSettlement } from './settling/read-settlement.ts'

export const routes: Routes<typeof vouchersOperations> = {
  'GET /voucher-batches': listBatches,
  'POST /voucher-batches': addBatch,
  'GET /voucher-batches/{id}': readBatch,
  'PATCH /voucher-batches/{id}': changeBatch,
  'POST /voucher-batches/{id}/cancellation': cancelBatch,
  'GET /voucher-batches/{id}/vouchers': listVouchers,
  'POST /voucher-batches/{id}/issues': addGroupIssue,
  'GET /voucher-batches/{id}/issues': listGroupIssues,
  'GET /voucher-batches/{id}/issues/events': groupIssueEvents,
  'GET /voucher-batches/{id}/events': batchEvents,
  'POST /workers/{id}/vouchers': giveVoucher,
  'POST /vouchers/{id}/cancellation': cancelVoucher,
  'POST /vouchers/lookups': lookUpVoucher,
  'POST /vouchers/redemptions': redeemVoucher,
  'GET /vouchers/redemptions': listRedemptions,
  'POST /vouchers/redemptions/{id}/reversal': takeBack,
  'GET /settlements': listSettlements,
  'GET /settlements/export': exportSettlements,
  'GET /settlements/{partner}/{month}': readSettlement,
  'GET /settlements/{partner}/{month}/export': exportSettlement,
  'POST /settlements/{partner}/{month}/closing': closeSettlement,
  'GET /me/vouchers': listMyVouchers,
  'GET /me/voucher-offers': listMyOffers,
  'POST /me/vouchers': claimVoucher,
}

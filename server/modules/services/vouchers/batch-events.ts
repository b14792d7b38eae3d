// GET /voucher-batches/{id}/events: the figures as they change, for whoever has the batch open

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { watchCounts } from '../../../platform/http/watch.ts'
import { tellCounts } from '../campaigns/tally.ts'
import { getBatch } from './batch-store.ts'

export async function batchEvents(call: Call<'GET /voucher-batches/{id}/events'>): Promise<Reply<'GET /voucher-batches/{id}/events'>> {
  return watchCounts(call, batchTopic(call.city.code, call.params.id), async (inside) => {
    const { state, quota, issued, redeemed, expired, cancelled, value_fen } = await getBatch(inside, call.params.id)
    return { state, issued, left: state === 'open' ? quota - issued : 0, redeemed, expired, cancelled, redeemed_fen: redeemed * value_fen }
  })
}

/** Tells whoever has the batch, or the campaign it is issued under, before them. They read the figures for themselves. */
export async function tellBatch(call: Pick<Context, 'tx' | 'city' | 'services'>, batch: { id: number; campaign_id: number | null }): Promise<void> {
  await call.services.live.publish(call.tx, batchTopic(call.city.code, batch.id), { batch: batch.id })
  if (batch.campaign_id !== null) await tellCounts(call, batch.campaign_id)
}

function batchTopic(city: number, batch: number): string {
  return `voucher-batch ${city} ${batch}`
}

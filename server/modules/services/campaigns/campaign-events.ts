// GET /campaigns/{id}/events: the figures as they change, for the bar and the counter's tablet

import type { Call, Reply } from '../../../platform/http/call.ts'
import { watchCounts } from '../../../platform/http/watch.ts'
import { campaignRows, getCampaign } from './campaign-store.ts'
import { campaignTopic } from './tally.ts'

export async function campaignEvents(call: Call<'GET /campaigns/{id}/events'>): Promise<Reply<'GET /campaigns/{id}/events'>> {
  return watchCounts(call, campaignTopic(call.city.code, call.params.id), async (inside) => {
    const [row] = await campaignRows(inside, [await getCampaign(inside, call.params.id)])
    if (!row) throw new Error('One row gives one view')
    const { state, signed_up, handed_out, walk_ins, vouchers, progress } = row
    return { state, signed_up, handed_out, walk_ins, vouchers, progress }
  })
}

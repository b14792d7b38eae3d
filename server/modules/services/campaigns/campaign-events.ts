// GET /campaigns/{id}/events: the figures as they change, for the bar and the counter's tablet

import type { Call, Reply } from '../../../platform/http/call.ts'
import { watch } from '../../../platform/http/watch.ts'
import { campaignRows, getCampaign } from './campaign-store.ts'
import { campaignTopic } from './tally.ts'

export async function campaignEvents(call: Call<'GET /campaigns/{id}/events'>): Promise<Reply<'GET /campaigns/{id}/events'>> {
  const look = () => call.inTransaction('read', async (inside) => {
    const [row] = await campaignRows(inside, [await getCampaign(inside, call.params.id)])
    if (!row) throw new Error('One row gives one view')
    const { state, signed_up, handed_out, walk_ins, vouchers, progress } = row
    return { event: 'counts', data: { state, signed_up, handed_out, walk_ins, vouchers, progress } }
  })
  return watch(call, {
    listen: (gone) => call.services.live.messages(campaignTopic(call.city.code, call.params.id), gone),
    look,
    async *tell(first, messages) {
      yield first
      for await (const _ of messages) yield await look()
    },
  })
}

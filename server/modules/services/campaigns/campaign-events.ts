// GET /campaigns/{id}/events: the figures as they change, for the bar and the counter's tablet

import { EventsAnswer, type Call, type Reply } from '../../../platform/http/call.ts'
import { campaignRows, getCampaign } from './campaign-store.ts'
import { campaignTopic } from './tally.ts'

export async function campaignEvents(call: Call<'GET /campaigns/{id}/events'>): Promise<Reply<'GET /campaigns/{id}/events'>> {
  const gone = new AbortController()
  call.request.raw.on('close', () => gone.abort())
  const look = () => call.inTransaction('read', async (inside) => {
    const [row] = await campaignRows(inside, [await getCampaign(inside, call.params.id)])
    if (!row) throw new Error('One row gives one view')
    const { state, signed_up, handed_out, walk_ins, vouchers, progress } = row
    return { event: 'counts', data: { state, signed_up, handed_out, walk_ins, vouchers, progress } }
  })
  // Listening begins before looking: what happens between the two is heard.
  const messages = call.services.live.messages(campaignTopic(call.city.code, call.params.id), gone.signal)
  const first = await look().catch((error: unknown) => {
    gone.abort()
    throw error
  })
  async function* tell() {
    try {
      yield first
      for await (const _ of messages) yield await look()
    } finally {
      gone.abort()
    }
  }
  return new EventsAnswer(tell())
}

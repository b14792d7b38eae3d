// One message into one chat group of staff.

import { systemScope } from '../../../platform/database/scope.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { findKind, say } from '../notice-words.ts'
import { post, type ChatMessage, type Robot } from './chat-robots.ts'
import { claim, postpone, settle, type Claimed } from './deliveries.ts'
import { SEND_TO_GROUP, wake } from './outbox.ts'

export const groupJob: Job = {
  name: SEND_TO_GROUP,
  retries: 2,
  async run(data, services) {
    const city = await services.cities.find(Number(data['city']))
    if (city) await sendToGroup(services, city, Number(data['delivery']))
  },
}

async function sendToGroup(services: Services, city: City, delivery: number): Promise<void> {
  const { db, clock, config, keyring } = services
  const found = await db.write(city.schema, systemScope, async (tx) => {
    const [claimed] = await claim(tx, { delivery }, clock())
    if (!claimed) return undefined
    const channel = await tx
      .selectFrom('notice_channel as c')
      .innerJoin('notice_delivery as d', 'd.channel_id', 'c.id')
      .select(['c.id', 'c.kind', 'c.url', 'c.secret'])
      .where('d.id', '=', delivery)
      .executeTakeFirst()
    return channel && { claimed, channel }
  })
  if (!found) return
  const { claimed, channel } = found
  const robot: Robot = { kind: channel.kind as Robot['kind'], url: keyring.open(channel.url), secret: channel.secret ? keyring.open(channel.secret) : undefined }
  const result = await post(robot, messageOf(claimed, services), config.noticeWebhooks, clock())
  await db.write(city.schema, systemScope, async (tx) => {
    const trouble = result.outcome === 'sent' ? null : result.reason
    await tx.updateTable('notice_channel').set(result.outcome === 'sent' ? { sent_at: clock(), trouble } : { trouble }).where('id', '=', channel.id).execute()
    if (result.outcome !== 'again') return settle(tx, [claimed.id], result.outcome === 'refused' ? 'failed' : result.outcome, trouble)
    const due = await postpone(tx, [claimed], clock(), result.reason)
    if (due) await wake({ tx, services, city, now: clock() }, SEND_TO_GROUP, { delivery }, due)
    return undefined
  })
}

/** Chinese: the group is an office's. Robots may ask for a keyword: 驿站 is in every message. */
function messageOf({ kind, data }: Claimed, { config }: Services): ChatMessage {
  const about = findKind(kind)
  const { title, text } = about ? say(about, data, 'zh-CN') : { title: '', text: '' }
  return { title: `【驿站】${title}`, text: config.publicUrl ? `${text}\n${config.publicUrl}/desk/` : text }
}

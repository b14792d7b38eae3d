// What a worker or a colleague is to know: in the app, by text message, into a chat group of staff. On the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Id, IdParams, Instant, Name, PlaceCode, nullable, oneOf, page, pageQuery } from './schema.ts'

/** What it is about: by this a worker chooses, and a chat group. */
export const noticeTopics = ['applications', 'vouchers', 'campaigns', 'stations', 'account'] as const
/** app: in the app. sms: there, and by text message. none: not at all. */
export const noticeChannels = ['app', 'sms', 'none'] as const
export const chatKinds = ['wecom', 'dingtalk'] as const
/** What `subject` names: where the app leads when the notice is opened. */
export const noticeLinks = ['application', 'voucher', 'campaign', 'station', 'remark', 'service', 'none'] as const

export const NoticeView = Type.Object({
  id: Id,
  kind: Type.String({ description: 'application.asked, voucher.issued …' }),
  topic: oneOf(noticeTopics),
  title: Type.String({ description: 'in the caller’s language' }),
  text: Type.String(),
  link: oneOf(noticeLinks),
  subject: nullable(Id),
  at: Instant,
  read: Type.Boolean(),
})

const Clock = Type.String({ description: 'HH:MM' })
const Span = Type.Object({ from: Clock, until: Clock })

export const QuietHours = Type.Object({ peaks: Type.Array(Type.Object({ name: oneOf(['noon', 'evening']), from: Clock, until: Clock })), night: Span })

export const ChannelChoices = Type.Object({
  items: Type.Array(Type.Object({ topic: oneOf(noticeTopics), title: Type.String(), channel: oneOf(noticeChannels), may_be_none: Type.Boolean({ description: 'false: what one has asked for oneself is always said' }) })),
  sms: Type.Object({ agreed: Type.Boolean(), title: Type.String(), text: Type.String(), version: Type.String() }, { description: 'the consent that text messages stand on, as in GET /me/consents' }),
  quiet: QuietHours,
})

export const NoticeChannelView = Type.Object({
  id: Id, place: PlaceCode, place_name: Type.String(), kind: oneOf(chatKinds), name: Type.String(), address: Type.String({ description: 'host and the last four characters' }), signed: Type.Boolean(), topics: Type.Array(oneOf(noticeTopics)),
  sent_at: nullable(Instant), trouble: nullable(Type.String({ description: 'why the last message did not arrive, in the caller’s language' })), revision: Type.Integer(),
})

const channelBody = { place: PlaceCode, kind: oneOf(chatKinds), name: Name, url: Type.String({ minLength: 10, maxLength: 500, description: 'as the chat program shows it when a group robot is added' }), secret: Type.Optional(Type.String({ maxLength: 200, description: 'DingTalk: SEC…' })), topics: Type.Array(oneOf(noticeTopics), { minItems: 1, maxItems: 10, uniqueItems: true }) }

export const noticesOperations = operations({
  'GET /me/notices': { summary: 'What I am to know, newest first', access: 'signed-in', query: Type.Object({ unread: Type.Optional(Type.Boolean()), ...pageQuery }), reply: page(NoticeView) },
  'GET /me/notices/unread': { summary: 'How many I have not read', access: 'signed-in', reply: Type.Object({ count: Type.Integer() }) },
  'POST /me/notices/readings': { summary: 'Read: these, or all up to one', access: 'signed-in', body: Type.Object({ ids: Type.Optional(Type.Array(Id, { maxItems: 200 })), up_to: Type.Optional(Id) }, { additionalProperties: false }), reply: 'none' },
  'GET /me/notice-channels': { summary: 'By which way I hear of what', access: 'worker', reply: ChannelChoices },
  'PUT /me/notice-channels': { summary: 'Chooses; the first text message needs a consent', access: 'worker', body: Type.Object({ items: Type.Array(Type.Object({ topic: oneOf(noticeTopics), channel: oneOf(noticeChannels) }, { additionalProperties: false }), { minItems: 1, maxItems: 10 }), consent_version: Type.Optional(Type.String({ maxLength: 20, description: 'of the text that was shown' })) }, { additionalProperties: false }), reply: ChannelChoices, problems: ['rule'] },
  'GET /quiet-hours': { summary: 'When riders are not disturbed: the peaks and the night, as the city has set them', access: 'public', reply: QuietHours },
  'GET /notice-channels': { summary: 'Chat groups of staff, by place', access: 'notice-channel.read', query: Type.Object(pageQuery), reply: page(NoticeChannelView) },
  'POST /notice-channels': { summary: 'Adds a chat group: WeCom or DingTalk robot', access: 'notice-channel.write', body: Type.Object(channelBody, { additionalProperties: false }), reply: NoticeChannelView, status: 201, problems: ['rule'] },
  'POST /notice-channels/{id}/tests': { summary: 'Sends a test message now', access: 'notice-channel.write', rate: 20, params: IdParams, body: Type.Object({}, { additionalProperties: false }), reply: Type.Object({ arrived: Type.Boolean(), trouble: nullable(Type.String()) }), transaction: 'own' },
  'DELETE /notice-channels/{id}': { summary: 'Takes a chat group away', access: 'notice-channel.write', params: IdParams, reply: 'none' },
})

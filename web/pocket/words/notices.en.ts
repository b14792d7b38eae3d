import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './notices.ts'

export default {
  title: 'Notices',
  heading: 'Notices',
  none: 'No notices',
  noneSay: 'When something moves, it is here at once.',
  unread: 'not read',
  allRead: 'All read',
  earlier: 'Earlier ones',
  choose: 'How to tell me',
  bell: 'Notices',
  bellNew: { one: 'Notices, {n} not read', other: 'Notices, {n} not read' },
  channelsTitle: 'How to tell me',
  channelsSay: 'Silent at these hours: {peaks}, night {night}.',
  span: '{from}–{until}',
  noon: 'noon peak',
  evening: 'evening peak',
  app: 'Here only',
  sms: 'Also by SMS',
  no: 'Not at all',
  always: 'These concern you, so they are always told.',
  smsText: 'Text messages',
  agree: 'I agree, send them',
  notNow: 'Not now',
  saved: 'Noted',
  comma: ', ',
} satisfies Translation<typeof zh>

// Every kind of notice, and what it says. Other modules add their kinds here: a line each, {values} filled in.

import type { noticeLinks, noticeTopics } from '../../../contract/notices.ts'
import type { Language } from '../../../contract/problems.ts'

type Words = { title: string; text: string }

export type NoticeKind = {
  topic: (typeof noticeTopics)[number]
  /** What `subject` names. */
  link: (typeof noticeLinks)[number]
  /** Goes out at once, in the peaks and at night: only where an hour later is too late. */
  urgent?: true
  /** As long as one about the same is unread, another says nothing new. */
  once?: true
  zh: Words
  en: Words
}

const kinds = {
  // to a worker
  'application.submitted': { topic: 'applications', link: 'application', zh: { title: '已收到您的申请', text: '“{service}”已提交，预计 {due}前办好。' }, en: { title: 'Your application has arrived', text: '{service}: expected by {due}.' } },
  'application.step': { topic: 'applications', link: 'application', zh: { title: '申请有进展', text: '“{service}”到了“{step}”这一步。' }, en: { title: 'Your application moves on', text: '{service}: now at “{step}”.' } },
  'application.asked': { topic: 'applications', link: 'application', zh: { title: '还差一点材料', text: '“{service}”还需要您补充，打开看看差什么。补齐之前不计入办理时间。' }, en: { title: 'Something is missing', text: '{service}: please look what is needed. The clock stands until you have answered.' } },
  'application.approved': { topic: 'applications', link: 'application', zh: { title: '办好了', text: '“{service}”已办结。' }, en: { title: 'It is done', text: '{service} has been approved.' } },
  'application.refused': { topic: 'applications', link: 'application', zh: { title: '没有办成', text: '“{service}”未通过，打开看看原因和下一步。' }, en: { title: 'It could not be done', text: '{service} was refused; open it to see why, and what to do next.' } },
  'application.handed-over': { topic: 'applications', link: 'application', zh: { title: '换了单位办理', text: '“{service}”转给了{partner}办理，不用重新提交。' }, en: { title: 'Handed over', text: '{service} is now with {partner}; nothing to send again.' } },
  'voucher.issued': { topic: 'vouchers', link: 'voucher', zh: { title: '您有一张新券', text: '“{name}”，{until}前有效，没网也能出示。' }, en: { title: 'A voucher for you', text: '{name}, valid until {until}; it also works offline.' } },
  'voucher.expiring': { topic: 'vouchers', link: 'voucher', zh: { title: '券快到期了', text: '“{name}”{until} 到期，别忘了用。' }, en: { title: 'A voucher runs out', text: '{name} ends on {until}.' } },
  'campaign.announced': { topic: 'campaigns', link: 'campaign', zh: { title: '有一场关爱活动', text: '“{name}”{from} 开始，打开看看在哪儿领。' }, en: { title: 'A care campaign', text: '{name} begins on {from}; open it to see where.' } },
  'campaign.changed': { topic: 'campaigns', link: 'campaign', once: true, zh: { title: '活动有变化', text: '“{name}”的日期或发放点有调整，去之前看一眼。' }, en: { title: 'A campaign has changed', text: '{name}: its days or its places are others. Look before you go.' } },
  'campaign.called-off': { topic: 'campaigns', link: 'campaign', zh: { title: '活动不再进行', text: '“{name}”不再进行，不用去了。' }, en: { title: 'A campaign is called off', text: '{name} does not go on; no need to come.' } },
  'remark.answered': { topic: 'stations', link: 'remark', zh: { title: '您反映的事有回复了', text: '{station}的管理员回复了您。' }, en: { title: 'Your remark was answered', text: 'The keeper of {station} has answered.' } },

  // to staff
  'remark.made': { topic: 'stations', link: 'remark', zh: { title: '有人反映驿站的事', text: '{station}：{about}。请看一下并回复。' }, en: { title: 'A remark on a station', text: '{station}: {about}. Please look and answer.' } },
  'station.confirm-due': { topic: 'stations', link: 'station', zh: { title: '请确认驿站信息', text: '{station}已有 {days} 天没有确认，请核对开放时间和设施。' }, en: { title: 'Please confirm a station', text: '{station} was last confirmed {days} days ago; check its hours and amenities.' } },
  'stock.low': { topic: 'stations', link: 'station', zh: { title: '物资快用完了', text: '{station}的{good}还剩 {left}。' }, en: { title: 'Stock is low', text: '{station}: {left} left of {good}.' } },
  'application.arrived': { topic: 'applications', link: 'application', zh: { title: '有新的申请', text: '“{service}”来了一件，{due}前办结。' }, en: { title: 'A new application', text: '{service}, due {due}.' } },
  'application.answered': { topic: 'applications', link: 'application', zh: { title: '材料补来了', text: '“{service}”的申请人补充了材料，时钟继续走。' }, en: { title: 'An answer has come', text: '{service}: the applicant has answered, the clock goes on.' } },
  'application.due': { topic: 'applications', link: 'application', zh: { title: '申请快到期', text: '“{service}”有 {count} 件 {due} 到期。' }, en: { title: 'Applications fall due', text: '{service}: {count} due on {due}.' } },
  'application.due-here': { topic: 'applications', link: 'application', zh: { title: '申请快到期', text: '有 {count} 件申请在 {until} 前到期，最早的 {due}。' }, en: { title: 'Applications fall due', text: '{count} applications are due by {until}, the first on {due}.' } },
  'campaign.stock-out': { topic: 'campaigns', link: 'campaign', zh: { title: '活动物资发完了', text: '“{name}”在{station}的{good}已发完。' }, en: { title: 'Out of stock', text: '{name}: no {good} left at {station}.' } },
} as const satisfies Record<string, NoticeKind>

export type NoticeKindName = keyof typeof kinds

/** Names of things, in one language or both; days as YYYY-MM-DD; numbers. Never the name of a person. */
export type NoticeValues = Record<string, string | number | NamedTwice>
/** Who left English empty is read in Chinese. */
export type NamedTwice = { zh: string; en: string }

/** Undefined for a kind that an older release wrote. */
export function findKind(kind: string): NoticeKind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind as NoticeKindName] : undefined
}

export const kindNames = Object.keys(kinds) as NoticeKindName[]

export function say(kind: NoticeKind, values: NoticeValues, language: Language): Words {
  const { title, text } = kind[language === 'en' ? 'en' : 'zh']
  const fill = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => readable(values[name] ?? '', language))
  return { title: fill(title), text: fill(text) }
}

/** 2026-12-05 is 12月5日. */
function readable(value: string | number | NamedTwice, language: Language): string {
  if (typeof value === 'object') return language === 'en' && value.en !== '' ? value.en : value.zh
  const [, , month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value)) ?? []
  if (!month || !day) return String(value)
  if (language === 'en') return Temporal.PlainDate.from(String(value)).toLocaleString('en', { month: 'short', day: 'numeric' })
  return `${Number(month)}月${Number(day)}日`
}

// Rules of the field that differ from city to city: numbers with a source, changed from a day on. Not the place for
// what Waystation refuses to do: that is in refusals.ts and cannot be configured away.

import type { Config } from '../../../platform/config.ts'

type Words = readonly [zh: string, en: string]

export type SettingDefinition = {
  title: Words
  unit: Words
  /** Where the default comes from. */
  source: Words
  /** The day from which the default is taken to hold. */
  since: string
  /** time: of day, minutes here and HH:MM wherever somebody reads or writes it. */
  kind: 'integer' | 'share' | 'time'
  initial: number | ((config: Config) => number)
  minimum: number
  maximum: number
  /** Below this it would break a promise to the worker: refused, whoever asks. */
  promised?: { atLeast: number; why: Words }
}

const people: Words = ['人', 'people']
const days: Words = ['天', 'days']
const times: Words = ['次', 'times']
const share: Words = ['比例', 'share']
const ours: Words = ['驿站默认值，可按本地情况改', 'Waystation’s default; change it to what fits the city']
const industry: Words = ['手机号回收后再放号的周期，各运营商不同，取半年', 'How long carriers keep a number before giving it to somebody else; half a year is on the safe side']

const day = '2026-01-01'

const clock: Words = ['', '']
const seenInTheField: Words = ['一线常见的高峰时段，各地可调', 'Peaks as seen in the field; cities differ']
const atTime = (hour: number, minute = 0) => ({ since: day, kind: 'time', initial: hour * 60 + minute, minimum: 0, maximum: 24 * 60 - 1 }) as const

export const settingDefinitions = {
  'roster.guard.company-share': { title: ['全公司大批离职：比例超过', 'Mass removal, whole company: share above'], unit: share, source: ours, since: day, kind: 'share', initial: (config) => config.guard.companyShare, minimum: 0.01, maximum: 1 },
  'roster.guard.company-people': { title: ['全公司大批离职：并且人数超过', 'Mass removal, whole company: and people above'], unit: people, source: ours, since: day, kind: 'integer', initial: (config) => config.guard.companyPeople, minimum: 1, maximum: 10_000 },
  'roster.guard.outlet-share': { title: ['单个网点大批离职：比例超过', 'Mass removal, one outlet: share above'], unit: share, source: ours, since: day, kind: 'share', initial: (config) => config.guard.outletShare, minimum: 0.01, maximum: 1 },
  'roster.guard.outlet-people': { title: ['单个网点大批离职：并且人数超过', 'Mass removal, one outlet: and people above'], unit: people, source: ours, since: day, kind: 'integer', initial: (config) => config.guard.outletPeople, minimum: 1, maximum: 10_000 },
  'roster.guard.shrunk-share': { title: ['花名册明显变小：行数少于上一份的', 'A roster far smaller than the last: fewer rows than'], unit: share, source: ours, since: day, kind: 'share', initial: 0.5, minimum: 0.1, maximum: 0.95 },
  'roster.keep-rows-days': { title: ['花名册明细保存', 'Rows of a roster are kept'], unit: days, source: ['个人信息最短保存：够撤销和核对即可', 'Personal data as short as reversing and checking needs'], since: day, kind: 'integer', initial: 90, minimum: 7, maximum: 366 },
  'station-import.keep-rows-days': { title: ['导入的驿站表明细保存', 'Rows of an imported list of stations are kept'], unit: days, source: ours, since: day, kind: 'integer', initial: 90, minimum: 7, maximum: 366 },
  'company.freshness-grace-hours': { title: ['到点后宽限', 'Grace after the hour a roster was promised for'], unit: ['小时', 'hours'], source: ours, since: day, kind: 'integer', initial: 0, minimum: 0, maximum: 72 },
  'company.reminders-per-day': { title: ['同一企业每天最多催交', 'Reminders a day to one company'], unit: times, source: ours, since: day, kind: 'integer', initial: 2, minimum: 1, maximum: 10 },
  'outlet.check-days': { title: ['网点多久没人现场核实算到期', 'An outlet is due for a check on the spot after'], unit: days, source: ours, since: day, kind: 'integer', initial: 30, minimum: 1, maximum: 366 },
  'station.confirm-days': { title: ['驿站信息多久没人核对算到期', 'What stands about a station is due for confirmation after'], unit: days, source: ours, since: day, kind: 'integer', initial: 30, minimum: 1, maximum: 366 },
  'station.stay-hours': { title: ['打卡后没离开，多久自动结束', 'A check-in that nobody ends is over after'], unit: ['小时', 'hours'], source: ours, since: day, kind: 'integer', initial: 3, minimum: 1, maximum: 12 },
  'station.count-minutes': { title: ['管理员点的人数管多久', 'What a keeper counted holds for'], unit: ['分钟', 'minutes'], source: ours, since: day, kind: 'integer', initial: 60, minimum: 5, maximum: 480 },
  'station.remark-days': { title: ['驿站反映多久内回复', 'Remarks on a station are to be answered within'], unit: days, source: ours, since: day, kind: 'integer', initial: 2, minimum: 1, maximum: 30 },
  'station.remarks-per-day': { title: ['一个人一天最多反映', 'Remarks of one worker in a day'], unit: times, source: ours, since: day, kind: 'integer', initial: 10, minimum: 1, maximum: 100 },
  'station.forget-authors-days': { title: ['反映处理完，多久后忘掉是谁说的', 'Who made a remark is forgotten, after it was dealt with, in'], unit: days, source: ['反映人只为收到回复而留', 'Kept only so that they get the answer'], since: day, kind: 'integer', initial: 30, minimum: 1, maximum: 180 },
  'station.keep-hours-days': { title: ['驿站忙闲人次保存', 'Counts of how busy stations were are kept'], unit: days, source: ours, since: day, kind: 'integer', initial: 400, minimum: 60, maximum: 1100 },
  'queue.roster-hours': { title: ['花名册读完后多久内应用', 'A roster that is read is to be applied within'], unit: ['小时', 'hours'], source: ours, since: day, kind: 'integer', initial: 24, minimum: 1, maximum: 240 },
  'queue.self-declared-days': { title: ['自报从业多久内确认', 'What a worker declares is to be confirmed within'], unit: days, source: ours, since: day, kind: 'integer', initial: 3, minimum: 1, maximum: 90 },
  'queue.conflict-days': { title: ['资料对不上多久内核定', 'Sources that disagree are to be settled within'], unit: days, source: ours, since: day, kind: 'integer', initial: 7, minimum: 1, maximum: 90 },
  'queue.duplicate-days': { title: ['疑似同一人多久内核对', 'Pairs that may be one person are to be decided within'], unit: days, source: ours, since: day, kind: 'integer', initial: 7, minimum: 1, maximum: 90 },
  'peak.noon-from': { title: ['午高峰开始', 'The noon peak begins'], unit: clock, source: seenInTheField, ...atTime(10, 30) },
  'peak.noon-until': { title: ['午高峰结束', 'The noon peak ends'], unit: clock, source: seenInTheField, ...atTime(13, 30) },
  'peak.evening-from': { title: ['晚高峰开始', 'The evening peak begins'], unit: clock, source: seenInTheField, ...atTime(17) },
  'peak.evening-until': { title: ['晚高峰结束', 'The evening peak ends'], unit: clock, source: seenInTheField, ...atTime(20) },
  'night.from': { title: ['夜间不打扰：从', 'Nobody is disturbed at night: from'], unit: clock, source: ours, ...atTime(22) },
  'night.until': { title: ['夜间不打扰：到', 'Nobody is disturbed at night: until'], unit: clock, source: ours, ...atTime(7) },
  'notices.keep-days': { title: ['消息保存', 'Notices are kept'], unit: days, source: ours, since: day, kind: 'integer', initial: 180, minimum: 30, maximum: 730 },
  'notices.sms-per-day': { title: ['给同一人每天最多发通知短信', 'Text messages of notices a day to one person'], unit: times, source: ours, since: day, kind: 'integer', initial: 3, minimum: 1, maximum: 20 },
  'sign-in.codes-per-phone': { title: ['同一手机号每小时验证码', 'Codes an hour to one phone'], unit: times, source: ours, since: day, kind: 'integer', initial: 5, minimum: 1, maximum: 20 },
  'sign-in.codes-per-address': { title: ['同一网络地址每小时验证码', 'Codes an hour from one network address'], unit: times, source: ['手机网络共用地址，不宜过小', 'Phones share addresses; not too small'], since: day, kind: 'integer', initial: 30, minimum: 5, maximum: 5_000 },
  'sign-in.phone-dormant-days': { title: ['手机号闲置多久后视为可能换了人', 'A phone unused this long may have a new holder'], unit: days, source: industry, since: day, kind: 'integer', initial: 180, minimum: 90, maximum: 730 },
  'voucher.wrong-codes-per-account': { title: ['同一账号一刻钟内输错券码', 'Wrong voucher codes of one account in a quarter of an hour'], unit: times, source: ours, since: day, kind: 'integer', initial: 10, minimum: 3, maximum: 100 },
  'voucher.wrong-codes-per-address': { title: ['同一网络地址一刻钟内输错券码', 'Wrong voucher codes from one network address in a quarter of an hour'], unit: times, source: ['手机网络共用地址，不宜过小', 'Phones share addresses; not too small'], since: day, kind: 'integer', initial: 60, minimum: 10, maximum: 5_000 },
  'voucher.undo-minutes': { title: ['核销后多久内可以撤回', 'A redemption can be taken back within'], unit: ['分钟', 'minutes'], source: ours, since: day, kind: 'integer', initial: 15, minimum: 1, maximum: 120 },
  'voucher.remind-days': { title: ['券到期前提醒', 'Reminded before a voucher runs out'], unit: days, source: ours, since: day, kind: 'integer', initial: 3, minimum: 1, maximum: 30 },
  'voucher.forget-days': { title: ['用过或过期的券，最迟多久后忘掉是谁的', 'Whose a used or expired voucher was is forgotten after at most'], unit: days, source: ['结算后即忘；没有结算的最迟半年', 'At settlement; without one after half a year'], since: day, kind: 'integer', initial: 180, minimum: 30, maximum: 366 },
  'campaign.forget-days': { title: ['活动结束后，多久忘掉谁报过名、谁领过', 'After a campaign, who signed up or was given something is forgotten after'], unit: days, source: ['够核对和写总结即可', 'As long as checking and the report need'], since: day, kind: 'integer', initial: 30, minimum: 1, maximum: 180 },
  'application.keep-papers-days': { title: ['办结后材料和填写内容保存', 'Papers and answers of a closed application are kept'], unit: days, source: ['个人信息最短保存：够查询和复核即可', 'Personal data as short as looking back needs'], since: day, kind: 'integer', initial: 180, minimum: 7, maximum: 1095 },
  'application.keep-drafts-days': { title: ['没提交的申请草稿保存', 'Drafts that were not sent are kept'], unit: days, source: ours, since: day, kind: 'integer', initial: 180, minimum: 7, maximum: 366 },
  'statistics.small-cell': {
    title: ['统计最小单元，人数更少则不显示', 'Smallest group that statistics show'], unit: people, source: ['人太少的数，会让人猜出是谁', 'A number of too few people tells who they are'], since: day, kind: 'integer', initial: 5, minimum: 5, maximum: 100,
    promised: { atLeast: 5, why: ['少于 5 人的统计会认出具体的人', 'statistics of fewer than 5 people point at persons'] },
  },
} as const satisfies Record<string, SettingDefinition>

export type SettingKey = keyof typeof settingDefinitions

export function findDefinition(key: string): SettingDefinition | undefined {
  return Object.hasOwn(settingDefinitions, key) ? settingDefinitions[key as SettingKey] : undefined
}

export function initialValue({ initial }: SettingDefinition, config: Config): number {
  return typeof initial === 'function' ? initial(config) : initial
}

export function spellTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

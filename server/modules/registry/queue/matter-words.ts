// What the queue calls things, in both languages.

import type { Language } from '../../../../contract/problems.ts'
import type { FactField } from '../facts/rules.ts'

/** Title and one grey fact beside it. */
export type MatterWords = (language: Language) => { title: string; note: string }

function inBoth(zh: { title: string; note: string }, en: { title: string; note: string }): MatterWords {
  return (language) => (language === 'en' ? en : zh)
}

export function lateWords(company: string, lastAsOf: Temporal.PlainDate | null, late: boolean): MatterWords {
  return inBoth(
    { title: late ? `${company} 没交花名册` : `${company} 今天该交花名册`, note: lastAsOf ? `上一份 ${monthDay(lastAsOf)}` : '首份待交' },
    { title: late ? `${company} has not sent its roster` : `${company}: the roster is due`, note: lastAsOf ? `the last one of ${lastAsOf.toString()}` : 'the first one' },
  )
}

export function readyWords({ company, joined, left, moved, changed, review, tripped }: { company: string; joined: number; left: number; moved: number; changed: number; review: number; tripped: boolean }): MatterWords {
  const zh = [tripped ? '大批离职已拦下' : '', `新 ${joined}`, `离 ${left}`, `调 ${moved}`, `改 ${changed}`, review > 0 ? `待核 ${review}` : '']
  const en = [tripped ? 'a mass removal was stopped' : '', `${joined} joined`, `${left} left`, `${moved} moved`, `${changed} changed`, review > 0 ? `${review} to review` : '']
  return inBoth({ title: `${company} 花名册待应用`, note: zh.filter(Boolean).join(' · ') }, { title: `${company}: a roster waits to be applied`, note: en.filter(Boolean).join(' · ') })
}

export function conflictWords(name: string, fields: readonly string[]): MatterWords {
  const distinct = [...new Set(fields)] as FactField[]
  return inBoth(
    { title: `${name} 有 ${distinct.length} 处资料对不上`, note: distinct.map((field) => fieldWords[field][0]).join('、') },
    { title: `${name}: ${distinct.length} ${distinct.length === 1 ? 'fact' : 'facts'} in dispute`, note: distinct.map((field) => fieldWords[field][1]).join(', ') },
  )
}

export function selfDeclaredWords({ outlet, people, oldest }: { outlet: string; people: number; oldest: Temporal.PlainDate }): MatterWords {
  return inBoth({ title: `${outlet} 有 ${people} 人自报从业，待确认`, note: `最早 ${monthDay(oldest)}` }, { title: `${outlet}: ${people} declared to work there`, note: `the first on ${oldest.toString()}` })
}

export function duplicatesWords({ pairs, same_phone, same_name, near }: { pairs: number; same_phone: number; same_name: number; near: number }): MatterWords {
  const zh = [same_phone > 0 ? `手机号相同 ${same_phone}` : '', same_name > 0 ? `同名同网点 ${same_name}` : '', near > 0 ? `只差一位 ${near}` : '']
  const en = [same_phone > 0 ? `${same_phone} with one phone` : '', same_name > 0 ? `${same_name} of one name at one outlet` : '', near > 0 ? `${near} a digit apart` : '']
  return inBoth({ title: `${pairs} 组疑似同一人`, note: zh.filter(Boolean).join(' · ') }, { title: `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} that may be one person`, note: en.filter(Boolean).join(' · ') })
}

export function daysUncheckedWords(outlet: string, checked: Temporal.PlainDate | null, today: Temporal.PlainDate): MatterWords {
  const days = checked ? today.since(checked, { largestUnit: 'days' }).days : 0
  return inBoth(
    { title: checked ? `${outlet} 有 ${days} 天没人核实` : `${outlet} 还没人核实过`, note: checked ? `上次 ${monthDay(checked)}` : '' },
    { title: checked ? `${outlet}: unchecked for ${days} days` : `${outlet}: never checked`, note: checked ? `last on ${checked.toString()}` : '' },
  )
}

export const fieldWords: Record<FactField, readonly [zh: string, en: string]> = {
  name: ['姓名', 'name'],
  phone: ['手机号', 'phone'],
  outlet: ['网点', 'outlet'],
  kind: ['用工形式', 'employment'],
  agency_name: ['用工单位', 'agency'],
  post: ['岗位', 'post'],
  hired_on: ['到岗日期', 'first day'],
}

function monthDay(day: Temporal.PlainDate): string {
  return `${day.month}月${day.day}日`
}

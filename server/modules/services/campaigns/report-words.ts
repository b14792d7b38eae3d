// What the report says, on paper and in the workbook.

import type { Language } from '../../../../contract/problems.ts'
import type { OutCell } from '../../../platform/spreadsheets/outgoing.ts'
import type { Report } from './report-store.ts'

export type Say = (zh: string, en: string) => string

/** A hidden cell says that it is hidden: it is not empty and not nothing. */
export function shownCount(count: number | null, say: Say): OutCell {
  return count ?? say('未显示', 'hidden')
}

export function figuresOf({ totals }: Report, say: Say): [name: string, figure: number][] {
  return [
    [say('惠及人次', 'Given'), totals.given],
    [say('报名', 'Signed up'), totals.signed_up],
    [say('凭码领取', 'With a pass'), totals.handed_out],
    [say('到站领取', 'Walked in'), totals.walk_ins],
    [say('发券', 'Vouchers issued'), totals.vouchers_issued],
    [say('券已核销', 'Redeemed'), totals.vouchers_redeemed],
  ]
}

/** Vouchers are given where no station is, and on no day of the campaign's own. */
export function handedOutNote({ totals }: Report, say: Say): string {
  return say(`驿站发放 ${totals.handed_out + totals.walk_ins} 份，不含券`, `${totals.handed_out + totals.walk_ins} handed out at stations, without vouchers`)
}

export function smallCellNote({ smallest }: Report, say: Say): string {
  return say(`少于 ${smallest} 人的数不显示；为了推算不出来，有的数也一并不显示`, `Figures below ${smallest} are hidden, and others with them so that they cannot be worked out`)
}

export function periodWords({ campaign }: Report, language: Language): string {
  const write = (day: Temporal.PlainDate) => (language === 'en' ? day.toLocaleString('en', { year: 'numeric', month: 'long', day: 'numeric' }) : `${day.year}年${day.month}月${day.day}日`)
  return `${write(campaign.starts_on)} – ${write(campaign.ends_on)}`
}

/** 9月12日; Sep 12. @param key ISO day */
export function dayWords(key: string, language: Language): string {
  const day = Temporal.PlainDate.from(key)
  return language === 'en' ? day.toLocaleString('en', { month: 'short', day: 'numeric' }) : `${day.month}月${day.day}日`
}

export function weekdayWords(key: string, language: Language): string {
  return Temporal.PlainDate.from(key).toLocaleString(language, { weekday: 'short' })
}

export function yuan(fen: number): string {
  return (fen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

// What may be said of a station: of the place, not of people.

import type { RemarkKind } from '../../../../contract/station-life.ts'

export type RemarkProblem = 'needs-amenity' | 'needs-words' | 'names-a-person'

/** One tap is enough for hours; what is missing or broken has a name; what is neither needs words. */
export function remarkProblem({ kind, amenity, note }: { kind: RemarkKind; amenity: string | null; note: string }): RemarkProblem | undefined {
  if (pointsAtAPerson(note)) return 'names-a-person'
  if ((kind === 'missing' || kind === 'broken') && amenity === null && note === '') return 'needs-amenity'
  return kind === 'other' && note === '' ? 'needs-words' : undefined
}

/**
 * Numbers that are somebody's: a mobile or ID number, a number plate, a chat name. What is written as a name cannot be
 * told from a street, so that is left to the words beside the field, and to whoever reads.
 */
export function pointsAtAPerson(note: string): boolean {
  const text = note.normalize('NFKC').replaceAll(/[\s-]/g, '')
  return /1[3-9]\d{9}(?!\d)/.test(text) || /\d{17}[\dXx]/.test(text) || /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z\d]{4,5}[A-Z\d挂学警港澳]/.test(text) || /(微信|wx|vx|QQ)号?[::]?[A-Za-z\d_]{5,}/i.test(text)
}

/** The end of a desk's day, some days on. */
export function remarkDue(madeAt: Temporal.Instant, days: number): Temporal.Instant {
  return madeAt.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days }).toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '18:00' }).toInstant()
}

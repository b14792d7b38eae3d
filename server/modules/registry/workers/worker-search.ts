// What a search box for people understands.

import { latinOf } from '../../../platform/database/search.ts'
import { parseId, parsePhone } from './identifiers.ts'

export type WorkerSearch =
  | { by: 'phone'; digits: string }
  | { by: 'phone-tail'; digits: string }
  | { by: 'id'; kind: string; number: string }
  | { by: 'latin'; letters: string; firstSyllable: string }
  | { by: 'name'; text: string }

/** A full phone or document number is looked up by its keyed hash, four digits are the end of a phone, letters are pinyin or initials. */
export function readWorkerSearch(typed: string, today: Temporal.PlainDate): WorkerSearch {
  const text = typed.trim()
  const phone = parsePhone(text)
  if (phone) return { by: 'phone', digits: phone }
  if (/^\d{4}$/.test(text)) return { by: 'phone-tail', digits: text }
  const document = /\d/.test(text) ? parseId(text, today) : undefined
  if (document) return { by: 'id', kind: document.kind, number: document.number }
  const letters = latinOf(text)
  return letters ? { by: 'latin', letters, firstSyllable: firstSyllable(letters) } : { by: 'name', text }
}

/** Every syllable has a vowel, so what comes up to the first vowel is the beginning of the first syllable, without a space in it. */
function firstSyllable(letters: string): string {
  return /^[^aeiouv]*[aeiouv]/.exec(letters)?.[0] ?? letters.slice(0, 1)
}

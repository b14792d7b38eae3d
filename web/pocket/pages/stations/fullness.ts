/** How full a station is, in words and as ten strokes. Few people are never a number: then it is a word. */
import type { Station } from '../../data/stations.ts'
import { t } from '../../words/stations.ts'

export interface FullnessNow {
  /** 空 8 座 · 快满了 · 满了 · 位子多. */
  readonly words: string
  /** For the strokes; undefined where no number may be shown. */
  readonly seats: { readonly total: number; readonly taken: number } | undefined
}

/** Undefined where nobody can check in, or nobody has counted the seats. */
export function fullnessOf({ capacity, present, fullness }: Pick<Station, 'capacity' | 'present' | 'fullness'>): FullnessNow | undefined {
  if (fullness === null) return undefined
  const seats = capacity === null || present === null ? undefined : { total: capacity, taken: Math.min(capacity, present) }
  if (fullness === 'full') return { words: t('full'), seats }
  if (fullness === 'filling') return { words: t('filling'), seats }
  return { words: seats === undefined ? t('roomy') : t('free', { n: seats.total - seats.taken }), seats }
}

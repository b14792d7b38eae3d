// Which place a list means by a name or a code, and in which one a position lies.

import { isInside, placeCode, placeRange } from '../../../contract/place-code.ts'
import type { Tx } from '../../platform/database/connection.ts'
import { boxOf, holds, type Geometry } from './boundaries/rules.ts'

export type PlaceFinder = {
  /**
   * 三里屯街道, 三里屯, 幸福二村社区, 朝阳区三里屯街道幸福二村社区, 110105001. Communities of different townships share names:
   * then all of them; of a township and what it holds the township alone.
   */
  named(text: string): number[]
  /** The smallest place of the official tree whose boundary holds the position; undefined outside, or without boundaries. */
  at(position: { lon: number; lat: number }): number | undefined
  name(code: number): string
}

/** Reads the tree once: a few hundred places of a city, and their boundaries. */
export async function placeFinder(tx: Tx): Promise<PlaceFinder> {
  const places = await tx.selectFrom('place').select(['code', 'kind', 'name', 'full_name', 'boundary']).where('retired_on', 'is', null).where('kind', 'in', ['city', 'township', 'community', 'grid', 'compound']).orderBy('code').execute()
  const names = new Map(places.map((place) => [place.code, place.name]))
  const byName = new Map<string, Set<number>>()
  const remember = (text: string, code: number) => {
    const key = fold(text)
    if (key === '') return
    byName.set(key, (byName.get(key) ?? new Set()).add(code))
  }
  for (const { code, name, full_name } of places) {
    remember(name, code)
    remember(full_name, code)
  }
  // 三里屯 for 三里屯街道, where no other place is called so.
  for (const { code, name } of places) {
    const key = fold(name)
    const short = key.replace(/(?:街道办事处|街道|地区办事处|地区|镇|乡|社区|村)$/, '')
    if (short !== key && short.length >= 2 && !byName.has(short)) remember(`简${short}`, code)
  }
  const bounded = places.flatMap(({ code, kind, boundary }) => (boundary && (kind === 'township' || kind === 'community') ? [{ code, box: boxOf(boundary as Geometry), boundary: boundary as Geometry }] : []))

  return {
    named(text) {
      const digits = /^\d+$/.test(text.trim()) ? text.trim() : ''
      if (digits) {
        const code = [6, 9, 12, 15].includes(digits.length) ? placeCode(digits) : 0
        return names.has(code) ? [code] : []
      }
      const key = fold(text)
      const found = [...(byName.get(key) ?? byName.get(`简${key}`) ?? [])]
      const wide = found.find((code) => found.every((other) => isInside(other, placeRange(code))))
      return wide === undefined ? found : [wide]
    },
    at({ lon, lat }) {
      let township: number | undefined
      for (const { code, box, boundary } of bounded) {
        if (lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3] || !holds(boundary, [lon, lat])) continue
        if (code % 1e6 !== 0) return code
        township ??= code
      }
      return township
    },
    name: (code) => names.get(code) ?? '',
  }
}

/** Spaces, brackets and punctuation make no difference. */
function fold(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')
}

// What a remark says, in a few words.

import type { RemarkKind } from '../../../../contract/station-life.ts'
import type { Amenity } from '../../../../contract/stations.ts'
import type { Language } from '../../../../contract/problems.ts'
import { amenityName, words } from '../words.ts'

export function remarkWords(language: Language, kind: RemarkKind, amenity: Amenity | null): string {
  const thing = amenity === null ? '' : amenityName(language, amenity)
  switch (kind) {
    case 'hours':
      return words(language, '开放时间不对', 'the hours are wrong')
    case 'missing':
      return thing ? words(language, `没有${thing}`, `no ${thing}`) : words(language, '缺东西', 'something is missing')
    case 'broken':
      return thing ? words(language, `${thing}坏了`, `${thing} is broken`) : words(language, '有东西坏了', 'something is broken')
    default:
      return words(language, '有话说', 'a remark')
  }
}

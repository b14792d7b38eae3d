// The places of a simulated city: the official tree with synthetic shapes, and invented grids and compounds in it.

import { readDivisions } from '../../server/modules/places/read-division-codes.ts'
import type { Division } from '../../server/modules/places/read-division-codes.ts'
import type { Place } from '../city/model.ts'
import { createRandom } from '../random.ts'
import { drawShapes } from './shapes.ts'
import type { Shapes } from './shapes.ts'

export type Places = {
  list: Place[]
  byCode: Map<number, Place>
  townships: Place[]
  communitiesOf(township: number): Place[]
  gridsOf(community: number): Place[]
  compoundsOf(community: number): Place[]
  shapes: Shapes
  /** 朝阳 */
  shortName: string
  /** 北京: where companies of the city are registered. */
  town: string
}

/**
 * @param city six digits
 * @throws RangeError when the code list has no such city
 */
export function makePlaces(city: number, seed: number | string): Places {
  const divisions = readDivisions(city)
  const root = divisions[0]
  if (!root) throw new RangeError(`The code list has no city, district or county ${city}`)
  const below = groupByParent(divisions)
  const townshipDivisions = below.get(root.code15) ?? []
  const shapes = drawShapes(
    city,
    seed,
    townshipDivisions.map(({ code15 }) => ({ code: code15, communities: (below.get(code15) ?? []).map((one) => one.code15) })),
  )
  const official = divisions.map((division) => officialPlace(division, shapes))
  const random = createRandom(seed, 'grids')
  const grids = official.filter((place) => place.kind === 'community').flatMap((place) => dividedInto(place, shapes, random))
  const list = [...official, ...grids]
  const children = new Map<number, Place[]>()
  for (const place of list) {
    if (place.parent === null) continue
    const siblings = children.get(place.parent)
    if (siblings) siblings.push(place)
    else children.set(place.parent, [place])
  }
  const of = (parent: number, kind: Place['kind']) => (children.get(parent) ?? []).filter((place) => place.kind === kind)
  const shortName = shorten(root.name)
  return {
    list,
    byCode: new Map(list.map((place) => [place.code, place])),
    townships: of(root.code15, 'township'),
    communitiesOf: (township) => of(township, 'community'),
    gridsOf: (community) => of(community, 'grid'),
    compoundsOf: (community) => of(community, 'compound'),
    shapes,
    shortName,
    town: MUNICIPALITY[Math.floor(city / 10_000)] ?? shortName,
  }
}

/** 朝阳区 → 朝阳, 三里屯街道 → 三里屯, 幸福二村社区 → 幸福二村 */
export function shorten(name: string): string {
  const short = name.replace(/(?:社区居委会|居委会|社区|街道|地区|村|镇|乡|自治县|区|市|县)$/, '')
  return short.length >= 2 ? short : name
}

function officialPlace(division: Division, shapes: Shapes): Place {
  const shape = shapes.byCode.get(division.code15)
  if (!shape) throw new Error(`No shape for ${division.code15}`)
  const { code15, ...rest } = division
  return { ...rest, code: code15, official: true, position: shape.centre, ring: shape.ring }
}

const ORDINALS: readonly (readonly [string, string])[] = [['一', 'yi'], ['二', 'er'], ['三', 'san'], ['四', 'si']]
const COMPOUND_WORDS: readonly (readonly [string, string])[] = [['瑞禾', 'rui he'], ['云庭', 'yun ting'], ['锦兰', 'jin lan'], ['望岳', 'wang yue'], ['和泰', 'he tai'], ['嘉澜', 'jia lan'], ['万晟', 'wan sheng'], ['清和', 'qing he'], ['紫荆', 'zi jing'], ['远洲', 'yuan zhou'], ['星汇', 'xing hui'], ['柏悦里', 'bai yue li']]
const COMPOUND_KINDS: readonly (readonly [string, string])[] = [['大厦', 'da sha'], ['家园', 'jia yuan'], ['中心', 'zhong xin'], ['公寓', 'gong yu'], ['广场', 'guang chang'], ['苑', 'yuan']]

/** Two to four grids (001…) in every community, and in a quarter of them one to three named compounds (101…). */
function dividedInto(community: Place, shapes: Shapes, random: ReturnType<typeof createRandom>): Place[] {
  const grids = ORDINALS.slice(0, random.int(2, 4)).map(([ordinal, spoken], index) => {
    const pinyin = `${community.pinyin.replace(/ she qu$/, '')} di ${spoken} wang ge`
    return inside(community, index + 1, 'grid', `${shorten(community.name)}第${ordinal}网格`, pinyin)
  })
  const compounds = Array.from({ length: random.chance(0.25) ? random.int(1, 3) : 0 }, (_, index) => {
    const [word, wordSpoken] = random.pick(COMPOUND_WORDS)
    const [kind, kindSpoken] = COMPOUND_KINDS[(index * 2 + random.int(0, 1)) % COMPOUND_KINDS.length] ?? ['大厦', 'da sha']
    return inside(community, index + 101, 'compound', word + kind, `${wordSpoken} ${kindSpoken}`)
  })
  return [...grids, ...compounds]

  function inside(parent: Place, serial: number, kind: 'grid' | 'compound', name: string, pinyin: string): Place {
    return {
      code: parent.code + serial,
      parent: parent.code,
      kind,
      name,
      fullName: `${parent.fullName} ${name}`,
      pinyin,
      initials: pinyin.split(' ').map((one) => one[0]).join(''),
      official: false,
      position: shapes.pointIn(parent.code, random),
      ring: undefined,
    }
  }
}

function groupByParent(divisions: readonly Division[]): Map<number, Division[]> {
  const groups = new Map<number, Division[]>()
  for (const division of divisions) {
    if (division.parent === null) continue
    const group = groups.get(division.parent)
    if (group) group.push(division)
    else groups.set(division.parent, [division])
  }
  return groups
}

const MUNICIPALITY: Readonly<Record<number, string>> = { 11: '北京', 12: '天津', 31: '上海', 50: '重庆' }

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDivisions, spokenName } from './read-division-codes.ts'

describe('the official code list', () => {
  it('gives Chaoyang its 43 subdistricts and their communities, each under its own', () => {
    const chaoyang = readDivisions(110105)
    const codes = new Set(chaoyang.map((one) => one.code15))
    equal(codes.size, chaoyang.length)
    equal(chaoyang.filter((one) => one.kind === 'township').length, 43)
    ok(chaoyang.filter((one) => one.kind === 'community').length > 500)
    for (const one of chaoyang) {
      if (one.parent === null) equal(one.code15, 110105000000000)
      else ok(codes.has(one.parent), one.fullName)
    }
  })

  it('writes names as people say and search them', () => {
    const found = readDivisions(110105).find((one) => one.name === '幸福二村社区')
    deepEqual(found, {
      code15: 110105004033000,
      parent: 110105004000000,
      kind: 'community',
      name: '幸福二村社区',
      fullName: '朝阳区 三里屯街道 幸福二村社区',
      pinyin: 'xing fu er cun she qu',
      initials: 'xfecsq',
    })
    equal(spokenName('牌坊村村民委员会'), '牌坊村')
    equal(spokenName('小红门村民委员会'), '小红门村')
    equal(spokenName('皮村村委会'), '皮村')
    equal(spokenName('四道口居民委员会'), '四道口居委会')
    equal(spokenName('芍药居五社区居民居委会'), '芍药居五社区')
  })

  it('takes a prefecture-level city with all its counties, and one that has none', () => {
    const hangzhou = readDivisions(330100)
    const townships = hangzhou.filter((one) => one.kind === 'township')
    ok(townships.length > 150)
    ok(new Set(townships.map((one) => Math.floor(one.code15 / 1e9))).size >= 13)
    ok(townships.every((one) => one.parent === 330100000000000))
    ok(townships.some((one) => one.fullName.startsWith('杭州市 上城区 ')))
    const dongguan = readDivisions(441900)
    equal(dongguan[0]?.name, '东莞市')
    ok(dongguan.some((one) => one.fullName === '东莞市 东城街道'))
    equal(readDivisions(310000)[0]?.name, '上海市')
    equal(readDivisions(110100)[0]?.name, '北京市')
    equal(readDivisions(330106)[0]?.name, '西湖区')
  })

  it('has nothing for codes that name no self-governing area', () => {
    for (const code of [110199, 330000, 419000, 11, 999999, 110105001]) deepEqual(readDivisions(code), [])
  })
})

import { describe, expect, it } from 'vitest'
import { metresBetween } from '../../../data/position.ts'
import { navigationLink } from './navigate.ts'

const goal = { name: '团结湖北口驿站', address: '团结湖路 1 号', position: { lon: 116.4039, lat: 39.9151 }, city: '朝阳区' }

describe('the way to a station in a map app', () => {
  // The worked examples in the README of the npm package coordtransform: WGS 84 → GCJ-02, and GCJ-02 → BD-09.
  it('is shifted as each map is: some 550 metres for AMap and Tencent, some 700 further for Baidu', () => {
    const amap = new URL(navigationLink('amap', { ...goal, position: { lon: 116.404, lat: 39.915 } })).searchParams.get('to')?.split(',').map(Number) ?? []
    const tencent = new URL(navigationLink('tencent', { ...goal, position: { lon: 116.404, lat: 39.915 } })).searchParams.get('tocoord')?.split(',').map(Number) ?? []
    for (const [lon, lat] of [[amap[0], amap[1]], [tencent[1], tencent[0]]]) expect(metresBetween({ lon: lon ?? 0, lat: lat ?? 0 }, { lon: 116.410244, lat: 39.916404 })).toBeLessThan(1)
    const link = new URL(navigationLink('baidu', { ...goal, position: { lon: 116.397756, lat: 39.913596 } })).searchParams.get('destination') ?? ''
    const [, lat, lon] = /latlng:([\d.]+),([\d.]+)/.exec(link)?.map(Number) ?? []
    expect(metresBetween({ lon: lon ?? 0, lat: lat ?? 0 }, { lon: 116.410369, lat: 39.921337 })).toBeLessThan(2)
  })

  it('names the station and never where the rider is', () => {
    for (const app of ['amap', 'baidu', 'tencent'] as const) {
      const link = new URL(navigationLink(app, { ...goal, name: '甲, 乙 & 丙驿站' }))
      expect(link.protocol).toBe('https:')
      expect(decodeURIComponent(link.search)).toMatch(/甲,? {1,2}乙 & 丙驿站/)
      expect([...link.searchParams.keys()].filter((one) => one.startsWith('from'))).toEqual([])
    }
  })
})

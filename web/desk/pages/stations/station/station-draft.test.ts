import { expect, test } from 'vitest'
import { pastedPosition, positionOf } from './station-draft.ts'

test('a position copied from a Chinese map is moved to where it is on earth', () => {
  // 天安门: 116.397428, 39.90923 in Amap is about 116.39118, 39.90783 in WGS 84.
  const at = positionOf({ lon: '116.397428', lat: '39.90923', datum: 'gcj02' })
  expect(at?.lon).toBeCloseTo(116.39118, 4)
  expect(at?.lat).toBeCloseTo(39.90783, 4)
  expect(positionOf({ lon: '116.4', lat: '39.9', datum: 'wgs84' })).toEqual({ lon: 116.4, lat: 39.9 })
})

test('what is no position is none', () => {
  expect(positionOf({ lon: '', lat: '39.9', datum: 'wgs84' })).toBeUndefined()
  expect(positionOf({ lon: '216', lat: '39.9', datum: 'wgs84' })).toBeUndefined()
  expect(positionOf({ lon: '东经', lat: '39.9', datum: 'gcj02' })).toBeUndefined()
})

test('both halves of a pasted position find their fields, whichever came first', () => {
  expect(pastedPosition('116.4551, 39.9337')).toEqual({ lon: '116.4551', lat: '39.9337' })
  expect(pastedPosition('39.9337，116.4551')).toEqual({ lon: '116.4551', lat: '39.9337' })
  expect(pastedPosition('116.4551')).toBeUndefined()
})

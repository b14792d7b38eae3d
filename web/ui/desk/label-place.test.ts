import type { Feature } from 'geojson'
import { expect, test } from 'vitest'
import { labelPlace } from './label-place.ts'

const square = (coordinates: number[][]): Feature => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [coordinates] } })
const block = square([[116, 39], [117, 39], [117, 40], [116, 40], [116, 39]])

test('a name stands in the middle of an area without dots', () => {
  const [longitude, latitude] = labelPlace(block, []) ?? [0, 0]
  expect(longitude).toBeCloseTo(116.5, 1)
  expect(latitude).toBeCloseTo(39.5, 1)
})

test('a name keeps away from a dot in the middle', () => {
  const [, latitude] = labelPlace(block, [[116.5, 39.5]]) ?? [0, 39.5]
  expect(Math.abs(latitude - 39.5)).toBeGreaterThan(0.1)
})

test('a name stands inside an area that is bent around its middle', () => {
  const bent = square([[116, 39], [117, 39], [117, 39.2], [116.2, 39.2], [116.2, 40], [116, 40], [116, 39]])
  const [longitude, latitude] = labelPlace(bent, []) ?? [0, 0]
  expect(longitude < 116.2 || latitude < 39.2).toBe(true)
})

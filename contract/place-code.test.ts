import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInside, officialDigits, parentCode, placeCode, placeRange } from './place-code.ts'

test('a township holds its communities and not its neighbour', () => {
  const sanlitun = placeRange(placeCode('110105005'))
  assert.ok(isInside(placeCode('110105005003'), sanlitun))
  assert.ok(isInside(110105005003002, sanlitun))
  assert.ok(!isInside(placeCode('110105006'), sanlitun))
})

test('parents lead up to the district and end there', () => {
  assert.equal(parentCode(110105005003002), placeCode('110105005003'))
  assert.equal(parentCode(placeCode('110105005003')), placeCode('110105005'))
  assert.equal(parentCode(placeCode('110105005')), placeCode('110105'))
  assert.equal(parentCode(placeCode('110105')), undefined)
})

test('a prefecture-level city holds its districts', () => {
  assert.ok(isInside(placeCode('330106'), placeRange(placeCode('330100'))))
  assert.ok(!isInside(placeCode('330206'), placeRange(placeCode('330100'))))
})

test('codes are shown as people know them', () => {
  assert.equal(officialDigits(placeCode('110105')), '110105')
  assert.equal(officialDigits(placeCode('110105005')), '110105005')
  assert.equal(officialDigits(110105005003002), '110105005003002')
})

test('a code of another length is refused', () => assert.throws(() => placeCode('1101'), RangeError))

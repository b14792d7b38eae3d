import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldCode } from '../../../platform/secrets/code-rules.ts'
import { parseRotating, proof, rotatingCode, spaced, stepEnd, stepOf, stepsTaken } from './rules.ts'

const hash = fc.uuid()

test('a rotating code says which station, however it is typed', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 40 }), hash, (station, mac) => {
    const code = rotatingCode(station, mac)
    assert.match(code, /^[A-HJ-NP-Z2-9]{8,}$/)
    assert.deepEqual(parseRotating(foldCode(spaced(code).toLowerCase())), { station, proof: proof(mac) })
  }))
})

test('each station has one spelling: nobody tries the same code under two names', () => {
  const code = rotatingCode(207, 'ffffffff-0000-4000-8000-000000000000')
  assert.equal(code, 'GR999999')
  assert.equal(parseRotating(`A${code}`), undefined)
  assert.equal(parseRotating('AA999999'), undefined)
  assert.equal(parseRotating('G999999'), undefined)
  assert.equal(parseRotating('GR99999O'), undefined)
})

test('a code is taken in its own half minute and the one on either side', () => {
  const now = Temporal.Instant.from('2026-11-29T10:00:29+08:00')
  assert.deepEqual(stepsTaken(now), [stepOf(now) - 1, stepOf(now), stepOf(now) + 1])
  assert.equal(stepEnd(now).toString(), '2026-11-29T02:00:30Z')
  assert.equal(stepOf(now.add({ seconds: 1 })), stepOf(now) + 1)
  assert.ok(stepsTaken(now.add({ seconds: 30 })).includes(stepOf(now)))
  assert.ok(!stepsTaken(now.add({ seconds: 31 })).includes(stepOf(now)))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldPosterCode, POSTER_ALPHABET, POSTER_LENGTH, posterCode } from './rules.ts'

test('a code has ten letters without I, O, 0 and 1, each equally likely', () => {
  assert.equal(new Set(POSTER_ALPHABET).size, 32)
  assert.doesNotMatch(POSTER_ALPHABET, /[IO01]/)
  fc.assert(fc.property(fc.uint8Array({ minLength: POSTER_LENGTH, maxLength: POSTER_LENGTH }), (random) => {
    const code = posterCode(random)
    assert.match(code, /^[A-HJ-NP-Z2-9]{10}$/)
    assert.equal(foldPosterCode(`${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}`), code)
  }))
})

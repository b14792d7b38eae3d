import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CODE_ALPHABET, codeOf, foldCode } from './code-rules.ts'

test('a code is of letters without I, O, 0 and 1, each equally likely, and is found again however it is typed', () => {
  assert.equal(new Set(CODE_ALPHABET).size, 32)
  assert.doesNotMatch(CODE_ALPHABET, /[IO01]/)
  fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
    const code = codeOf(random)
    assert.match(code, /^[A-HJ-NP-Z2-9]{10}$/)
    assert.equal(foldCode(`${code.slice(0, 5).toLowerCase()} - ${code.slice(5)}`), code)
  }))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, constantFrom, integer, nat, property } from 'fast-check'
import { stdnum } from 'stdnum'
import { calendarDay } from './read-date.ts'
import { checkDigit, readId, toEighteen } from './read-id.ts'

const TODAY = '2026-11-25'
const read = (cell: Parameters<typeof readId>[0], kind = '') => readId(cell, kind, TODAY)
const validateRic = (number: string) => {
  const ric = stdnum['CN']?.['ric']
  assert.ok(ric)
  return ric.validate(number)
}
const codeOf = (reading: ReturnType<typeof read>) => (reading && 'code' in reading ? reading.code : undefined)

/** Years and days that exist, by walking the calendar instead of asking the code under test. */
const BIRTHS = [...birthdays('1930', '2008')]

test('a resident ID is itself, however it was typed', () => {
  for (const cell of ['11010519491231002X', '11010519491231002x', ' 110105 19491231 002X ', '１１０１０５１９４９１２３１００２Ｘ', "'11010519491231002X", '110105-19491231-002X', '11010519491231002Ⅹ', '11010519491231002×', '\u200e11010519491231002X', '身份证:11010519491231002X', '110105\u00a019491231002X', { formula: true as const, value: '11010519491231002X' }]) {
    assert.deepEqual(read(cell), { value: { kind: 'resident-id', number: '11010519491231002X' } }, String(cell))
  }
})

test('the check digit agrees with an independent implementation, for right and for wrong digits', () => {
  check(
    property(constantFrom('110105', '330106', '522427', '650102'), constantFrom(...BIRTHS), nat(999), (division, birth, sequence) => {
      const first17 = division + birth + String(sequence).padStart(3, '0')
      const right = first17 + checkDigit(first17)
      assert.equal(validateRic(right).isValid, true, right)
      assert.deepEqual(read(right), { value: { kind: 'resident-id', number: right } })
      for (const last of '0123456789X') {
        if (last === right.at(-1)) continue
        assert.equal(validateRic(first17 + last).isValid, false)
        assert.equal(codeOf(read(first17 + last)), (first17 + last).endsWith('000') ? 'id-lost-precision' : 'bad-id-check-digit')
      }
    }),
    { numRuns: 200 },
  )
})

test('any single wrong digit, and any two neighbours exchanged, are noticed', () => {
  check(
    property(constantFrom(...BIRTHS), nat(999), integer({ min: 0, max: 16 }), integer({ min: 1, max: 9 }), (birth, sequence, at, by) => {
      const first17 = `110105${birth}${String(sequence).padStart(3, '0')}`
      const right = first17 + checkDigit(first17)
      const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1)
      assert.notEqual(codeOf(read(wrong)), undefined)
      const swapped = right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2)
      if (swapped !== right && at < 16) assert.notEqual(codeOf(read(swapped)), undefined)
    }),
  )
})

test('an old card of 15 digits and the new one are the same person', () => {
  assert.equal(toEighteen('110105491231002'), '11010519491231002X')
  assert.deepEqual(read('110105491231002'), read('11010519491231002X'))
  assert.deepEqual(read(110_105_491_231_002), read('11010519491231002X'))
  assert.equal(codeOf(read('110105491331002')), 'bad-id-check-digit')
})

test('an ID that Excel made a number of is recognised, without repeating what is left of it', () => {
  for (const cell of [522_427_199_001_011_200, 5.22427e17, '5.22427E+17', '5.22427199001011E+17', '5.22427e+17', '5,22427E+17', '５.２２４２７Ｅ＋１７']) {
    assert.deepEqual(read(cell), { code: 'id-lost-precision', detail: { shown: '5.22427E+17' } }, String(cell))
  }
  assert.deepEqual(read('522427199001011000'), { code: 'id-lost-precision', detail: { shown: 'zeros' } })
  assert.deepEqual(read('1E+17'), { code: 'id-lost-precision', detail: { shown: '1.00000E+17' } })
})

test('births and divisions have to be possible', () => {
  for (const [first17, why] of [['11010520300101001', 'birth'], ['11010519900230001', 'birth'], ['11010518991231001', 'birth'], ['99010519900101001', undefined], ['00010519900101001', 'division'], ['78010519900101001', 'division']] as const) {
    const reading = read(first17 + checkDigit(first17))
    if (why) assert.deepEqual(reading, { code: 'bad-id-check-digit', detail: { why } }, first17)
    else assert.deepEqual(reading, { value: { kind: 'permit', number: first17 + checkDigit(first17) } })
  }
})

test('passports, permits and residence cards pass with their kind', () => {
  const cases: [string, string, string][] = [
    ['E12345678', '', 'passport'],
    ['EA1234567', '护照', 'passport'],
    ['G12345678', '', 'passport'],
    ['AB123456', 'Passport', 'passport'],
    ['123456789', '护照', 'passport'],
    ['H12345678', '', 'permit'],
    ['M1234567801', '', 'permit'],
    ['12345678', '台胞证', 'permit'],
    ['ABC110012345678', '', 'permit'],
    ['8300001990', '台湾居民来往大陆通行证', 'permit'],
    ['军12345678', '军官证', 'other'],
  ]
  for (const [number, kindText, kind] of cases) {
    const reading = read(number, kindText)
    assert.ok(reading && 'value' in reading, number)
    assert.equal(reading.value.kind, kind, number)
  }
  // What the column says does not turn a resident ID into a passport.
  assert.deepEqual(read('11010519491231002X', '护照'), { value: { kind: 'resident-id', number: '11010519491231002X' } })
})

test('what is no number of anything is sent back, saying what is wrong', () => {
  assert.deepEqual(read('1101051949123100'), { code: 'bad-id-check-digit', detail: { why: 'length', digits: 16 } })
  assert.deepEqual(read('110105********002X'), { code: 'bad-id-check-digit', detail: { why: 'characters' } })
  assert.deepEqual(read('123456789', '身份证'), { code: 'bad-id-check-digit', detail: { why: 'length', digits: 9 } })
  for (const cell of [undefined, '', ' ', '/', '无', { error: '#REF!' }]) assert.equal(read(cell), undefined)
})

function* birthdays(first: string, last: string): Generator<string> {
  for (let year = Number(first); year <= Number(last); year++) {
    for (let month = 1; month <= 12; month++) {
      for (const day of [1, 28, 29, 30, 31]) {
        const walked = new Date(Date.UTC(year, month - 1, day))
        if (walked.getUTCMonth() !== month - 1) {
          assert.equal(calendarDay(year, month, day), undefined)
          continue
        }
        assert.equal(calendarDay(year, month, day), walked.toISOString().slice(0, 10))
        yield walked.toISOString().slice(0, 10).replaceAll('-', '')
      }
    }
  }
}

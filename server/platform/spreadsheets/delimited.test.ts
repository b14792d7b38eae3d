import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stringify } from 'csv-stringify/sync'
import { array, assert as check, nat, property, stringMatching } from 'fast-check'
import { DelimitedScanner, openDelimited, sniffDelimiter } from './delimited.ts'
import { allRows, specimenFolder } from './specimen-workbooks.ts'

test('quotes, doubled quotes and line ends inside a cell', () => {
  const records = new DelimitedScanner(',', '\n').push('a,"b,""c""\nd",e\r\n"x",,"y"\n', true)
  assert.deepEqual(records, [['a', 'b,"c"\nd', 'e'], ['x', '', 'y']])
})

test('a quote that is never closed is a character, and swallows no rows', () => {
  const records = new DelimitedScanner(',', '\n').push('"张伟,138\n李娜,139\n"王 芳",137\n', true)
  assert.deepEqual(records, [['"张伟', '138'], ['李娜', '139'], ['王 芳', '137']])
})

test('what any program writes comes back, wherever the pieces are cut', () => {
  const cell = stringMatching(/^[a-z"',;\n\u5f20 ]{0,6}$/)
  check(
    property(array(array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), nat(40), (rows, cut) => {
      const text = stringify(rows)
      const scanner = new DelimitedScanner(',', '\n')
      assert.deepEqual([...scanner.push(text.slice(0, cut), false), ...scanner.push(text.slice(cut), true)], rows)
    }),
    { numRuns: 500 },
  )
})

test('the delimiter is the one that cuts the lines evenly', () => {
  assert.equal(sniffDelimiter('姓名;手机;备注\n张;1;a,b\n李;2;c,d,e\n'), ';')
  assert.equal(sniffDelimiter('姓名\t手机\n张\t1\n'), '\t')
  assert.equal(sniffDelimiter('姓名，手机\n张，1\n'), '，')
  assert.equal(sniffDelimiter('2026年11月花名册\n姓名,手机,网点\n张,1,"a;b;c"\n'), ',')
  assert.equal(sniffDelimiter('姓名\n张\n'), ',')
})

test('rows are counted as the program shows them: blank lines count, a line end inside a cell does not', async (t) => {
  const save = specimenFolder(t)
  const rows = await allRows(openDelimited(save('a.csv', 'a,b\n\n"c\nd",e\n,\nf,="0138"\ng,=A1\n')))
  assert.deepEqual(rows, [
    { number: 1, cells: ['a', 'b'] },
    { number: 3, cells: ['c\nd', 'e'] },
    { number: 5, cells: ['f', '0138'] },
    { number: 6, cells: ['g', { formula: true, value: undefined }] },
  ])
})

test('the line "sep=;" names the delimiter and is no row; lone carriage returns end lines', async (t) => {
  const save = specimenFolder(t)
  assert.deepEqual(await allRows(openDelimited(save('a.csv', 'sep=;\r\na,b;c\r\n'))), [{ number: 1, cells: ['a,b', 'c'] }])
  assert.deepEqual((await allRows(openDelimited(save('b.csv', 'a,b\rc,d\r')))).map((row) => row.cells), [['a', 'b'], ['c', 'd']])
})

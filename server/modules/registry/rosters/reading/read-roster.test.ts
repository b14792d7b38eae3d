import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import * as sheetjs from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import { RefusedFile } from '../../../../platform/lists/refused-file.ts'
import { specimenFolder, specimenXlsx } from '../../../../platform/spreadsheets/specimen-workbooks.ts'
import { DEFAULT_LIMITS } from '../../../../platform/spreadsheets/workbook.ts'
import { readRoster, type ReadRosterOptions } from './read-roster.ts'
import { HEADER, parseCopy, person, TEST_KEYS, TODAY } from './reading-specimens.ts'

const list = (people: number) => [HEADER, ...Array.from({ length: people }, (_, n) => person(n))].map((line) => line.join(',')).join('\n')

function read(path: string, options: Partial<ReadRosterOptions> = {}) {
  return readRoster({ path, keys: TEST_KEYS, limits: DEFAULT_LIMITS, rosterId: 7, today: TODAY, deadlineMs: 60_000, onChunk: () => Promise.resolve(), ...options })
}

function refusedAs(reason: string) {
  return (error: unknown) => {
    assert.ok(error instanceof RefusedFile, String(error))
    assert.equal(error.reason, reason, error.message)
    return true
  }
}

test('a roster arrives in whole lines, one chunk at a time, while progress is told', async (t) => {
  const save = specimenFolder(t)
  const chunks: Buffer[] = []
  const fractions: number[] = []
  let writing = 0
  const summary = await read(save('a.csv', list(5_000)), {
    onProgress: ({ fraction }) => fractions.push(fraction),
    async onChunk(text) {
      assert.equal(++writing, 1)
      await new Promise((resolve) => {
        setTimeout(resolve, 5)
      })
      chunks.push(text)
      writing--
    },
  })
  assert.ok(chunks.length >= 4)
  for (const chunk of chunks) assert.equal(chunk.at(-1), 10)
  const rows = parseCopy(Buffer.concat(chunks).toString())
  assert.deepEqual([summary.rows, summary.importable, rows.length], [5_000, 5_000, 5_000])
  assert.deepEqual(rows.map((row) => Number(row.row_no)), Array.from({ length: 5_000 }, (_, n) => n + 2))
  assert.ok(fractions.length >= 2 && fractions.every((fraction) => fraction > 0 && fraction <= 1) && fractions.at(-1) === 1)
})

test('a database that cannot keep up holds the reader back', async (t) => {
  const save = specimenFolder(t)
  let first = true
  let rows = 0
  await read(save('a.csv', list(15_000)), {
    onProgress: (progress) => {
      rows = progress.rows
    },
    async onChunk() {
      if (!first) return
      first = false
      await new Promise((resolve) => {
        setTimeout(resolve, 2_000)
      })
      // 650 rows a chunk: three under way, one being filled. Unhindered, the rest would be read long ago.
      assert.ok(rows <= 4_000, `${rows} rows read while the first chunk was being written`)
    },
  })
  assert.equal(rows, 15_000)
})

test('when the database refuses a chunk, reading stops with its error', async (t) => {
  const save = specimenFolder(t)
  const failure = new Error('disk full')
  await assert.rejects(read(save('a.csv', list(5_000)), { onChunk: () => Promise.reject(failure) }), failure)
  const stop = new AbortController()
  await assert.rejects(read(save('b.csv', list(5_000)), { signal: stop.signal, onChunk: () => Promise.resolve(stop.abort(new Error('shutdown'))) }), /shutdown/)
  assert.equal((await read(save('c.csv', list(10)))).rows, 10)
})

test('a file that takes too long is stopped, even in the middle of a computation', async (t) => {
  const save = specimenFolder(t)
  await assert.rejects(read(save('a.csv', list(20_000)), { deadlineMs: 5 }), refusedAs('took-too-long'))
  // A document that no cell of ever ends, cheap to send and slow to read.
  const slow = specimenXlsx([{ name: 'S', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': Buffer.alloc(60_000_000, '<worksheet/>') } })
  await assert.rejects(read(save('b.xlsx', slow), { deadlineMs: 300, limits: { ...DEFAULT_LIMITS, unpacked: 1e9 } }), (error) => error instanceof RefusedFile)
})

test('a thread that runs out of memory costs the file, not the server', async (t) => {
  const save = specimenFolder(t)
  // A web page whose table has 300,000 cells, which the library keeps all at once.
  const path = save('a.xls', `<html><table>${`<tr>${'<td>1</td>'.repeat(100)}</tr>`.repeat(3_000)}</table></html>`)
  await assert.rejects(read(path, { heapMb: 32 }), (error) => refusedAs('unreadable-file')(error) && error instanceof RefusedFile && error.detail.why === 'out of memory')
  assert.equal((await read(save('b.csv', list(10)))).rows, 10)
})

test('refusals come with their reason', async (t) => {
  const save = specimenFolder(t)
  await assert.rejects(read(save('a', '')), refusedAs('empty-file'))
  await assert.rejects(read(save('b', randomBytes(5_000))), refusedAs('unreadable-file'))
  await assert.rejects(read(save('c', 'a,b\n1,2\n')), refusedAs('wrong-sheet'))
  await assert.rejects(read(save('d', list(30)), { limits: { ...DEFAULT_LIMITS, rows: 20 } }), refusedAs('too-large'))
  await assert.rejects(read('/nowhere/at/all'), refusedAs('unreadable-file'))
})

test('no damage of a file does more than refuse it', async (t) => {
  const save = specimenFolder(t)
  const rows: string[][] = [[...HEADER], ...Array.from({ length: 60 }, (_, n) => person(n))]
  const book = sheetjs.utils.book_new()
  sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(rows), 'S')
  const originals: Buffer[] = [
    specimenXlsx([{ name: 'S', rows, merges: ['A2:A3'] }]),
    Buffer.from(list(60)),
    ...(['biff8', 'ods', 'xlsx'] as const).map((bookType) => Buffer.from(sheetjs.write(book, { type: 'buffer', bookType }))),
    Buffer.from(zipSync({ 'content.xml': strToU8('<d><table name="S"/></d>'), 'META-INF/manifest.xml': strToU8('<m/>') })),
  ]
  // Reproducible: a linear congruential generator, seeded.
  let seed = 20_261_125
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed % below
  }
  const outcomes = new Map<string, number>()
  for (const original of originals) {
    for (let round = 0; round < 25; round++) {
      let bytes = Buffer.from(original)
      if (round % 4 === 0) bytes = bytes.subarray(0, random(bytes.length))
      else for (let flips = 0; flips <= round % 8; flips++) bytes[random(bytes.length)] = random(256)
      if (round % 10 === 9) bytes = Buffer.concat([bytes.subarray(0, random(bytes.length)), randomBytes(200), bytes.subarray(random(bytes.length))])
      const outcome = await read(save('fuzzed', bytes), { deadlineMs: 20_000 }).then(
        (summary) => {
          assert.ok(summary.rows > 0)
          return 'read'
        },
        (error: unknown) => {
          assert.ok(error instanceof RefusedFile, String(error))
          return error.reason
        },
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
  }
  assert.ok((outcomes.get('read') ?? 0) > 12 && (outcomes.get('unreadable-file') ?? 0) > 40, JSON.stringify([...outcomes]))
})

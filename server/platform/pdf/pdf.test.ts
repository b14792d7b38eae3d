import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'
import { test } from 'node:test'
import { encode } from 'uqr'
import { font, fromWoff } from './fonts.ts'
import { A4, drawQr, makePdf, type Pdf } from './pdf.ts'

const now = Temporal.Instant.from('2026-11-29T10:00:00+08:00')
const options = { title: '海报', language: 'zh-CN', now } as const

test('Chinese letters and Latin ones are in the file, each as a glyph and not as a box', async () => {
  const file = await makePdf(options, (pdf) => {
    pdf.fontSize(20).text('扫码打卡 Scan 微波炉', 40, 40)
    pdf.font('bold').text('三里屯', 40, 80)
  })
  assert.equal(file.toString('latin1', 0, 5), '%PDF-')
  const text = file.toString('latin1')
  assert.match(text, /NotoSansSC-Regular|NotoSansSC/)
  // What a reader copies out of it: the map from glyphs to letters.
  const maps = streams(file).filter((one) => one.includes('begincmap')).join('')
  for (const letter of '扫码打卡微波炉三里屯') assert.ok(maps.includes(letter.codePointAt(0)?.toString(16) ?? '?'), letter)
})

test('a font comes out of its wrapping whole', () => {
  const sfnt = font('regular')
  assert.equal(sfnt.readUInt32BE(0), 0x00010000)
  const count = sfnt.readUInt16BE(4)
  for (let i = 0; i < count; i += 1) {
    const [offset, length] = [sfnt.readUInt32BE(12 + i * 16 + 8), sfnt.readUInt32BE(12 + i * 16 + 12)]
    assert.ok(offset % 4 === 0 && offset + length <= sfnt.length)
  }
  assert.throws(() => fromWoff(Buffer.from('no font at all')))
})

test('a QR code is drawn module for module', async () => {
  const { data, size } = encode('https://example.org/s/ABC', { ecc: 'M', border: 0 })
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const paper = {
    rect(x: number, y: number, width: number, height: number) {
      assert.equal(height, 10)
      for (let i = 0; i < width / 10; i += 1) (drawn[y / 10] ?? [])[x / 10 + i] = true
    },
    fill: () => undefined,
  }
  drawQr(paper as unknown as Pdf, 'https://example.org/s/ABC', { x: 0, y: 0, size: size * 10 })
  assert.deepEqual(drawn, data)
  assert.equal(Math.round(A4.width), 595)
})

function streams(file: Buffer): string[] {
  const found: string[] = []
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 1)) {
    const bytes = file.subarray(at + 7, file.indexOf('endstream', at))
    try {
      found.push(inflateSync(bytes).toString('latin1'))
    } catch {
      // Not deflated, or the end of one.
    }
  }
  return found
}

// Takes out of a PDF who made it, where and with what: byte for byte, in place.

import { deflateSync } from 'node:zlib'
import { plainNames, type PdfStream } from './pdf-syntax.ts'

/** Best effort: a document's information that lies in a compressed object stream stays. */
export function blankOut(content: Buffer, text: string, streams: readonly PdfStream[]): void {
  const information = references(text, /\/Info\s{1,20}(\d{1,10})\s{1,20}(\d{1,5})\s{1,20}R/g)
  const texts = blankObjects(content, text, information, () => true)
  // Some programs write each text as an object of its own, and only point at it.
  blankObjects(content, text, texts, (body) => /^\s*(?:\(|<(?!<))/.test(body))
  for (const stream of streams) {
    const plain = plainNames(stream.dictionary)
    if (/\/Type\s*\/Metadata/.test(plain)) blankStream(content, stream, /\/Filter/.test(plain))
    else if (/\/DCTDecode|\/DCT(?![A-Za-z])/.test(plain)) blankExif(content.subarray(stream.start, stream.end))
  }
}

/** "7 0" for each object that is pointed at. */
function references(text: string, pattern: RegExp): Set<string> {
  const found = new Set<string>()
  for (const [, id = '', generation = ''] of text.matchAll(pattern)) found.add(`${Number(id)} ${Number(generation)}`)
  return found
}

/**
 * Every text of these objects: author, program, dates. Each part of the file is gone through once.
 * @returns what they point at
 */
function blankObjects(content: Buffer, text: string, wanted: ReadonlySet<string>, fits: (begin: string) => boolean): Set<string> {
  const pointedAt = new Set<string>()
  if (wanted.size === 0) return pointedAt
  let done = 0
  for (const { index, 0: head, 1: id, 2: generation } of text.matchAll(/(?<!\d)(\d{1,10})\s{1,20}(\d{1,5})\s{1,20}obj/g)) {
    const start = index + head.length
    if (start < done || !wanted.has(`${Number(id)} ${Number(generation)}`) || !fits(text.slice(start, start + 64))) continue
    const end = text.indexOf('endobj', start)
    if (end < 0) break
    blankTexts(content, text, start, end)
    for (const one of references(text.slice(start, end), /(?<!\d)(\d{1,10})\s{1,20}(\d{1,5})\s{1,20}R/g)) pointedAt.add(one)
    done = end
  }
  return pointedAt
}

function blankTexts(content: Buffer, text: string, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const sign = text[at]
    if (sign === '(') at = blankLiteral(content, text, at, end)
    else if (sign === '<' && text[at + 1] === '<') at += 1
    else if (sign === '<') {
      const close = text.indexOf('>', at)
      if (close < 0 || close > end) return
      // Two digits are one character; a space is 20, whether it is read as Latin-1 or as half of a UTF-16 one.
      for (let i = at + 1; i < close; i += 1) content[i] = (i - at) % 2 === 1 ? 0x32 : 0x30
      at = close
    }
  }
}

/** @returns where the text closes */
function blankLiteral(content: Buffer, text: string, open: number, end: number): number {
  let depth = 0
  let at = open
  for (; at < end; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0) break
  }
  content.fill(0x20, open + 1, at)
  return at
}

/** XMP. A packed one becomes an empty one, with zeros behind it that no reader gets to. */
function blankStream(content: Buffer, { start, end }: PdfStream, packed: boolean): void {
  content.fill(packed ? 0 : 0x20, start, end)
  const empty = deflateSync('')
  if (packed && empty.length <= end - start) empty.copy(content, start)
}

/** A photo inside a PDF carries its EXIF along, with the position: its segments become comments of zeros. */
function blankExif(jpeg: Buffer): void {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0
    if (marker === 0xda || marker === 0xd9) return
    const length = jpeg.readUInt16BE(at + 2)
    // APP1: EXIF and XMP; APP13: IPTC. APP0, APP2 and APP14 say how to read the colours.
    if (marker === 0xe1 || marker === 0xed) {
      jpeg[at + 1] = 0xfe
      jpeg.fill(0, at + 4, at + 2 + length)
    }
    at += 2 + length
  }
}

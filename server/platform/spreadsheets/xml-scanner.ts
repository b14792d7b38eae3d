// A streaming XML scanner for spreadsheet parts: no tree, no entities of its own, bounded memory.

import { StringDecoder } from 'node:string_decoder'
import { RefusedWorkbook } from './workbook.ts'

export type XmlHandler = {
  /** @param tag the inside of the start tag, for `attribute` @param empty `<a/>`; `close` is called all the same */
  open(name: string, tag: string): void
  close(name: string): void
  /** Only while `scanner.wantsText`; one text may arrive in pieces. */
  text(text: string): void
}

/** An unfinished tag longer than this is damage or an attack. */
const MAX_PENDING = 1_000_000
const damaged = (detail: string) => new RefusedWorkbook('unreadable-file', detail)

/**
 * Hand-written because the sheet of a 50,000-row workbook is some 20 MB and 1.6 million tags, and a general SAX
 * library builds an attribute object for each. Names come without their prefix.
 * A document type declaration is refused: that is where entity bombs live.
 */
export class XmlScanner {
  wantsText = false
  /** Set by the handler when it has seen enough. */
  done = false
  #pending = ''
  #depth = 0
  #sawRoot = false
  readonly #handler: XmlHandler

  constructor(handler: (scanner: XmlScanner) => XmlHandler) {
    this.#handler = handler(this)
  }

  write(chunk: string) {
    const data = this.#pending === '' ? chunk : this.#pending + chunk
    let at = 0
    while (!this.done) {
      const open = data.indexOf('<', at)
      if (open < 0) break
      if (open > at && this.wantsText) this.#handler.text(unescapeXml(data.slice(at, open)))
      const end = this.#markup(data, open)
      at = open
      if (end < 0) break
      at = end
    }
    if (this.done) return
    const rest = data.length - at
    if (rest > MAX_PENDING && data.charCodeAt(at) === 60) throw damaged('markup without end')
    // Text is handed on early, except what may be half an entity.
    if (rest > 0 && data.charCodeAt(at) !== 60) {
      const ampersand = data.lastIndexOf('&')
      const cut = ampersand >= at && data.length - ampersand < 12 && !data.includes(';', ampersand) ? ampersand : data.length
      if (this.wantsText && cut > at) this.#handler.text(unescapeXml(data.slice(at, cut)))
      at = cut
    }
    this.#pending = at === data.length ? '' : data.slice(at)
  }

  end() {
    if (!this.done && (!this.#sawRoot || this.#depth !== 0)) throw damaged('XML is cut off')
  }

  /** Handles the markup that begins at `open`. @returns where it ends, or -1 when the rest has not arrived yet */
  #markup(data: string, open: number): number {
    const second = data.charCodeAt(open + 1)
    if (second === 33) return this.#declaration(data, open)
    if (second === 63) return after(data, '?>', open)
    let at = open + 1
    const closing = second === 47
    if (closing) at++
    let nameStart = at
    let nameEnd = -1
    let quote = 0
    for (; at < data.length; at++) {
      const code = data.charCodeAt(at)
      if (quote !== 0) {
        if (code === quote) quote = 0
      } else if (code === 62) break
      else if (nameEnd < 0) {
        if (code === 58) nameStart = at + 1
        else if (code <= 32 || code === 47) nameEnd = at
      } else if (code === 34 || code === 39) quote = code
    }
    if (at >= data.length) return -1
    const name = data.slice(nameStart, nameEnd < 0 ? at : nameEnd)
    if (closing) {
      if (--this.#depth < 0) throw damaged('unbalanced XML')
      this.#handler.close(name)
      return at + 1
    }
    this.#sawRoot = true
    this.#handler.open(name, nameEnd < 0 ? '' : data.slice(nameEnd, at))
    if (data.charCodeAt(at - 1) === 47) this.#handler.close(name)
    else this.#depth++
    return at + 1
  }

  #declaration(data: string, open: number): number {
    if (data.startsWith('<!--', open)) return after(data, '-->', open + 4)
    if (data.startsWith('<![CDATA[', open)) {
      const end = data.indexOf(']]>', open)
      if (end < 0) return -1
      if (this.wantsText) this.#handler.text(data.slice(open + 9, end))
      return end + 3
    }
    if (data.length - open < 9) return -1
    throw damaged('document type declaration')
  }
}

/** Feeds a part through a scanner until it is done or ends. */
export async function scanXml(chunks: AsyncIterable<Buffer>, handler: (scanner: XmlScanner) => XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler)
  for await (const text of decodeXml(chunks)) {
    scanner.write(text)
    if (scanner.done) return
  }
  scanner.end()
}

/** UTF-8, or UTF-16 by its byte order mark. */
export async function* decodeXml(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decode: ((chunk: Buffer) => string) | undefined
  for await (const chunk of chunks) {
    decode ??= decoderFor(chunk)
    yield decode(chunk)
  }
}

/** Value of an attribute by its local name, entities resolved. @param tag as given to `open` */
export function attribute(tag: string, name: string): string | undefined {
  let at = 0
  while (at < tag.length) {
    const equals = tag.indexOf('=', at)
    if (equals < 0) return undefined
    let open = equals + 1
    while (tag.charCodeAt(open) <= 32) open++
    const close = tag.indexOf(tag.charCodeAt(open) === 39 ? "'" : '"', open + 1)
    if (close < 0) return undefined
    let nameEnd = equals
    while (nameEnd > at && tag.charCodeAt(nameEnd - 1) <= 32) nameEnd--
    if (isNamed(tag, at, nameEnd, name)) return unescapeXml(tag.slice(open + 1, close))
    at = close + 1
  }
  return undefined
}

export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function isNamed(tag: string, from: number, end: number, name: string): boolean {
  const start = end - name.length
  if (start < from || !tag.startsWith(name, start)) return false
  const before = tag.charCodeAt(start - 1)
  return start === from || before <= 32 || before === 58
}

function after(data: string, closing: string, from: number): number {
  const end = data.indexOf(closing, from)
  return end < 0 ? -1 : end + closing.length
}

function decoderFor(first: Buffer): (chunk: Buffer) => string {
  const wide = first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : undefined
  if (wide) {
    const decoder = new TextDecoder(wide)
    return (chunk) => decoder.decode(chunk, { stream: true })
  }
  const decoder = new StringDecoder('utf8')
  return (chunk) => decoder.write(chunk)
}

// Reading single entries of a zip archive, counting every byte that comes out.

import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { RefusedWorkbook } from './workbook.ts'

export type ZipArchive = {
  /** Paths with forward slashes, in the archive's order. */
  names: string[]
  /** The entry's own spelling for a path, ignoring case and leading slashes. */
  find(path: string): string | undefined
  /** Inflates as it is consumed. Throws `RefusedWorkbook` for damage, encryption, and past the limit. */
  read(name: string): AsyncGenerator<Buffer>
  /** A whole small part. @param most bytes; longer ones are refused as too large */
  text(name: string, most: number): Promise<string>
  /** Compressed bytes consumed of an entry, as a share. */
  fraction(name: string): number
}

type Entry = { name: string; method: number; encrypted: boolean; crc: number; packed: number; offset: number }

const MAX_ENTRIES = 10_000
const damaged = (detail: string) => new RefusedWorkbook('unreadable-file', detail)

/** @param unpacked bytes that may come out of all entries together; an entry read twice counts once */
export function openZip(path: string, unpacked: number): ZipArchive {
  const entries = readDirectory(path)
  const byFolded = new Map([...entries.keys()].map((name) => [fold(name), name]))
  const spent = new Map<string, number>()
  const consumed = new Map<string, number>()
  let total = 0

  function spend(name: string, bytes: number) {
    const before = spent.get(name) ?? 0
    if (bytes <= before) return
    spent.set(name, bytes)
    total += bytes - before
    if (total > unpacked) throw new RefusedWorkbook('too-large', `more than ${unpacked} bytes unpacked`)
  }

  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name)
    if (!entry) throw damaged(`no part ${name}`)
    if (entry.encrypted) throw new RefusedWorkbook('encrypted', 'encrypted zip entry')
    if (entry.method !== 0 && entry.method !== 8) throw damaged(`compression method ${entry.method}`)
    let bytes = 0
    let sum = 0
    for await (const chunk of unpack(path, entry, (position) => consumed.set(name, position))) {
      bytes += chunk.length
      spend(name, bytes)
      sum = crc32(chunk, sum)
      yield chunk
    }
    if (sum !== entry.crc) throw damaged('checksum of a part')
  }

  return {
    names: [...entries.keys()],
    find: (wanted) => byFolded.get(fold(wanted)),
    read,
    async text(name, most) {
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of read(name)) {
        bytes += chunk.length
        if (bytes > most) throw new RefusedWorkbook('too-large', `part over ${most} bytes`)
        chunks.push(chunk)
      }
      return decodeXmlBytes(Buffer.concat(chunks))
    },
    fraction: (name) => (consumed.get(name) ?? 0) / Math.max(1, entries.get(name)?.packed ?? 1),
  }
}

/** XML is UTF-8 unless a byte order mark says UTF-16. */
export function decodeXmlBytes(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

function fold(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

async function* unpack(path: string, entry: Entry, at: (consumed: number) => void): AsyncGenerator<Buffer> {
  if (entry.packed === 0) return
  const start = dataOffset(path, entry)
  const source = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 64 * 1024 })
  try {
    if (entry.method === 0) {
      for await (const chunk of source) {
        at(source.bytesRead)
        yield chunk as Buffer
      }
      return
    }
    const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
    // Errors arrive through the iterator; pipeline only ties the two streams' lives together.
    pipeline(source, inflate, () => {})
    for await (const chunk of inflate) {
      at(source.bytesRead)
      yield chunk as Buffer
    }
  } catch (error) {
    if (error instanceof RefusedWorkbook) throw error
    throw damaged('compressed data is damaged or cut off')
  } finally {
    source.destroy()
  }
}

/** The local header repeats name and extra field with lengths of its own. */
function dataOffset(path: string, entry: Entry): number {
  const file = openSync(path, 'r')
  try {
    const header = readAt(file, entry.offset, 30)
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damaged('local header')
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    closeSync(file)
  }
}

/** The central directory at the end, the only list that programs believe. APPNOTE.TXT 4.3.12 to 4.3.16. */
function readDirectory(path: string): Map<string, Entry> {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const tailStart = Math.max(0, size - 65_557)
    const tail = readAt(file, tailStart, size - tailStart)
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    if (end < 0 || end + 22 > tail.length) throw damaged('archive is cut off')
    let count = tail.readUInt16LE(end + 10)
    let length = tail.readUInt32LE(end + 12)
    let offset = tail.readUInt32LE(end + 16)
    if (offset === 0xffffffff || count === 0xffff || length === 0xffffffff) {
      const locator = end - 20
      if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) throw damaged('zip64 locator')
      const record = readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56)
      if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw damaged('zip64 record')
      count = Number(record.readBigUInt64LE(32))
      length = Number(record.readBigUInt64LE(40))
      offset = Number(record.readBigUInt64LE(48))
    }
    if (count > MAX_ENTRIES || length > size) throw damaged('central directory')
    return parseDirectory(readAt(file, offset, length), count)
  } finally {
    closeSync(file)
  }
}

function parseDirectory(bytes: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged('central directory')
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw damaged('central directory')
    const entry: Entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    }
    readZip64(entry, bytes.readUInt32LE(at + 24), bytes.subarray(at + 46 + nameLength, next))
    entries.set(entry.name, entry)
    at = next
  }
  return entries
}

/** Streaming writers fill the 32-bit fields with ones and put the true numbers in extra field 1. */
function readZip64(entry: Entry, unpacked: number, extra: Buffer) {
  if (entry.packed !== 0xffffffff && entry.offset !== 0xffffffff) return
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let field = at + 4 + (unpacked === 0xffffffff ? 8 : 0)
    for (const name of ['packed', 'offset'] as const) {
      if (entry[name] !== 0xffffffff) continue
      if (field + 8 > extra.length) throw damaged('zip64 extra field')
      entry[name] = Number(extra.readBigUInt64LE(field))
      field += 8
    }
    return
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  if (!Number.isSafeInteger(position) || position < 0) throw damaged('offset in archive')
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}

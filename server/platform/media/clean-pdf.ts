// A PDF that somebody sent: refused when it can do more than be read, and freed of what says who made it.
//
// A PDF is not rewritten: that takes a whole renderer. It is looked through, and single bytes are overwritten in place,
// so that every offset stays right. What cannot be looked into (encrypted, unusual filters) is refused.

import { inflateSync } from 'node:zlib'
import { blankOut } from './blank-pdf.ts'
import { findStreams, plainNames, type PdfStream } from './pdf-syntax.ts'
import { RefusedMedia } from './refused-media.ts'

/** @throws RefusedMedia damaged, encrypted-pdf, active-pdf, too-complex */
export function cleanPdf(given: Buffer): Buffer {
  const begin = given.subarray(0, 1024).indexOf('%PDF-')
  if (begin < 0) throw new RefusedMedia('damaged')
  const content = Buffer.from(given.subarray(begin))
  const text = content.toString('latin1')
  if (!text.includes('startxref') || !/\d\s{1,20}\d{1,5}\s{1,20}obj\b/.test(text)) throw new RefusedMedia('damaged')
  // Names may be written with escapes (/J#61vaScript): compared only after they are resolved.
  refuseActive(plainNames(text))
  const streams = findStreams(text)
  let budget = MOST_UNPACKED
  for (const stream of streams) {
    if (!mayHoldObjects(stream.dictionary)) continue
    const inner = unpack(stream, content, budget)
    budget -= inner.length
    refuseActive(plainNames(inner.toString('latin1')))
  }
  blankOut(content, text, streams)
  return content
}

/** All that streams of one file may become together: a few thousand pages of text. */
const MOST_UNPACKED = 128 * 1024 * 1024

/**
 * What runs, leads out of the document, or carries other files. Each of these names is long enough not to occur by
 * chance in compressed bytes; whatever runs a script needs one of them (PDF 1.7, 12.6.4).
 */
const ACTIVE = /\/(?:JavaScript|Launch|Rendition|OnInstantiate|EmbeddedFiles?|RichMedia(?:Content|Settings)?|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z0-9])/

function refuseActive(text: string): void {
  if (ACTIVE.test(text)) throw new RefusedMedia('active-pdf')
  if (/\/Encrypt(?![A-Za-z0-9])/.test(text)) throw new RefusedMedia('encrypted-pdf')
}

/** Objects hide in object streams. Pictures are not unpacked, but for those that claim to be both. */
function mayHoldObjects(dictionary: string): boolean {
  const plain = plainNames(dictionary)
  return /\/ObjStm/.test(plain) || /\/First(?![A-Za-z])/.test(plain) || !/\/Subtype\s*\/Image/.test(plain)
}

function unpack({ dictionary, start, end }: PdfStream, content: Buffer, budget: number): Buffer {
  const plain = plainNames(dictionary)
  const filter = /\/Filter\s*(\[[^\]]{0,200}\]|\/\w{1,40}|\d{1,10}\s{1,20}\d{1,5}\s{1,20}R)/.exec(plain)?.[1]
  const bytes = content.subarray(start, end)
  const holdsObjects = /\/ObjStm/.test(plain) || /\/First(?![A-Za-z])/.test(plain)
  if (filter === undefined && !/\/Filter(?![A-Za-z])/.test(plain)) return bytes
  // A predictor turns the bytes into others once more.
  if (holdsObjects && /\/Predictor|\/DecodeParms\s*(?!\s|<<)/.test(plain)) throw new RefusedMedia('active-pdf')
  if (!/^\[?\s*\/(FlateDecode|Fl)\s*\]?$/.test(filter ?? '')) {
    // Page contents and fonts hold no objects, whatever packs them.
    if (holdsObjects) throw new RefusedMedia('active-pdf')
    return Buffer.alloc(0)
  }
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(budget, 1) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new RefusedMedia('too-complex')
    if (holdsObjects) throw new RefusedMedia('damaged')
    return Buffer.alloc(0)
  }
}

// The process in which what people send is opened: what goes wrong with a file goes wrong here, and can be ended.

import { cleanImage } from './clean-image.ts'
import { cleanPdf } from './clean-pdf.ts'
import type { FromReader, ToReader } from './clean-media.ts'
import { RefusedMedia } from './refused-media.ts'
import { sniff } from './sniff.ts'

process.on('message', (message: ToReader) => void answer(message))
process.on('disconnect', () => process.exit())

async function answer({ content }: ToReader): Promise<void> {
  try {
    say({ cleaned: await clean(Buffer.from(content.buffer, content.byteOffset, content.length)) })
  } catch (error) {
    say({ refused: error instanceof RefusedMedia ? error.reason : 'damaged' })
  }
}

async function clean(content: Buffer): Promise<NonNullable<FromReader['cleaned']>> {
  const type = sniff(content)
  if (content.length === 0) throw new RefusedMedia('empty')
  if (type === undefined) throw new RefusedMedia('unknown-type')
  if (type === 'image/heic') throw new RefusedMedia('heic')
  if (type === 'application/pdf') return { type, content: cleanPdf(content), width: null, height: null }
  return { type: 'image/jpeg', ...(await cleanImage(content, type)) }
}

function say(message: FromReader): void {
  process.send?.(message)
}

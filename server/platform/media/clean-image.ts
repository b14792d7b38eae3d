// A photo that somebody sent becomes a plain JPEG: decoded, turned upright, made small enough, written anew. Nothing of
// the file that came is kept but its pixels: no EXIF, no position, no bytes behind the picture.

import sharp from 'sharp'
import { RefusedMedia } from './refused-media.ts'

export type CleanImage = { content: Buffer; width: number; height: number }

/** Longest side, pixels: a certificate can still be read. */
const LONGEST = 2560

/** Pixels that are decoded at most. JPEG is shrunk while it is read, so phones of 108 megapixels may send theirs. */
const MOST_PIXELS = { 'image/jpeg': 120e6, 'image/png': 50e6, 'image/webp': 50e6 } as const

/** Seconds of libvips' own work; the process that runs it has a harder limit. */
const SECONDS = 12

// Formats that nobody may send are not even tried: libvips can read many, each with a reader of its own.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
sharp.cache(false)
sharp.concurrency(1)

/** @throws RefusedMedia damaged, too-many-pixels, took-too-long */
export async function cleanImage(content: Buffer, type: keyof typeof MOST_PIXELS): Promise<CleanImage> {
  try {
    const { data, info } = await sharp(content, { failOn: 'error', limitInputPixels: MOST_PIXELS[type], sequentialRead: true, pages: 1 })
      .autoOrient()
      .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 84 })
      .timeout({ seconds: SECONDS })
      .toBuffer({ resolveWithObject: true })
    return { content: data, width: info.width, height: info.height }
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/pixel limit|too large/i.test(message)) throw new RefusedMedia('too-many-pixels')
    if (/timeout/i.test(message)) throw new RefusedMedia('took-too-long')
    throw new RefusedMedia('damaged')
  }
}

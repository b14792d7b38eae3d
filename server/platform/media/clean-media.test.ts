import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { createMediaCleaner } from './clean-media.ts'

const cleaner = createMediaCleaner()
after(() => cleaner.close())
const reason = (content: Buffer) => cleaner.clean(content).then(() => 'taken', (error: { reason?: string }) => error.reason)
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#345' } })

/** A PNG that says it is so large and holds next to nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))), chunk('IEND', Buffer.alloc(0))])
}

describe('a photo', () => {
  it('of each kind becomes a plain JPEG, whatever it is called', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const cleaned = await cleaner.clean(await picture(120, 80).toFormat(format).toBuffer())
      deepEqual([cleaned.type, cleaned.width, cleaned.height], ['image/jpeg', 120, 80], format)
      equal((await sharp(cleaned.content).metadata()).format, 'jpeg')
    }
  })
  it('loses what stands behind the picture, and what came with it: position, camera, XMP, colour profile', async () => {
    const given = Buffer.concat([
      await picture(60, 40).withExif({ IFD0: { Make: 'A PHONE' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 56/1 2/1' } }).withIccProfile('p3').withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">who took it</x:xmpmeta>').jpeg().toBuffer(),
      Buffer.from('<script>behind the picture</script>'),
    ])
    ok((await sharp(given).metadata()).exif && given.includes('who took it'))
    const { content } = await cleaner.clean(given)
    const { exif, xmp, icc, iptc } = await sharp(content).metadata()
    deepEqual([exif, xmp, icc, iptc], [undefined, undefined, undefined, undefined])
    for (const trace of ['A PHONE', 'who took it', 'script', 'GPS']) equal(content.includes(trace), false, trace)
  })
  it('with transparent parts stands on white', async () => {
    const { content } = await cleaner.clean(await sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer())
    deepEqual([...(await sharp(content).raw().toBuffer()).subarray(0, 3)], [255, 255, 255])
  })
})

describe('what is no photo', () => {
  it('pixel bombs, other formats and broken files are refused', async () => {
    equal(await reason(bomb(60_000, 60_000)), 'too-many-pixels')
    equal(await reason(bomb(900_000, 900)), 'too-many-pixels')
    equal(await reason(bomb(2_000_000_000, 10)), 'damaged')
    equal(await reason(await picture(10, 10).gif().toBuffer()), 'unknown-type')
    equal(await reason(await picture(10, 10).tiff().toBuffer()), 'unknown-type')
    equal(await reason(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>')), 'unknown-type')
    equal(await reason(Buffer.from('\xff\xd8\xff and nothing that follows', 'latin1')), 'damaged')
    equal(await reason(await picture(10, 10).avif().toBuffer()), 'unknown-type')
  })
  it('whatever is refused, the next one is taken', async () => {
    const good = await picture(30, 30).jpeg().toBuffer()
    const given = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? Buffer.from('\xff\xd8\xff', 'latin1') : good))
    deepEqual(await Promise.all(given.map(reason)), given.map((_, i) => (i % 3 === 0 ? 'damaged' : 'taken')))
  })
})

describe('a file that takes too long', () => {
  it('is refused, its reader ended, and the server goes on all the while', async () => {
    const hasty = createMediaCleaner({ deadlineMs: 1, readers: 1 })
    const large = await picture(6000, 6000).png().toBuffer()
    let beats = 0
    const beat = setInterval(() => (beats += 1), 5)
    await rejects(hasty.clean(large), { reason: 'took-too-long' })
    await sleep(60)
    clearInterval(beat)
    ok(beats > 3)
    hasty.close()
  })
  it('does not keep others waiting beyond measure: who would stand too far back is told to come again', async () => {
    const small = createMediaCleaner({ readers: 1, waiting: 1 })
    const photo = await picture(30, 30).jpeg().toBuffer()
    const answers = await Promise.allSettled([small.clean(photo), small.clean(photo), small.clean(photo)])
    deepEqual(answers.map((one) => (one.status === 'fulfilled' ? 'taken' : (one.reason as { reason: string }).reason)), ['taken', 'taken', 'busy'])
    small.close()
  })
})

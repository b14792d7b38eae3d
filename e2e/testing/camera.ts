// What Chromium's camera sees: a QR code held in front of it, as a video file of a few frames that repeat.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'uqr'

const WIDTH = 640
const HEIGHT = 480

/** @returns arguments for Chromium */
export function cameraAt(text: string): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'waystation-camera-')), 'code.y4m')
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma(text), Buffer.alloc((WIDTH * HEIGHT) / 2, 128)])
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420\n`), frame, frame, frame]))
  return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`]
}

/** The code in the middle, on white. */
function luma(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const side = Math.floor((HEIGHT - 80) / size)
  const [left, top] = [Math.floor((WIDTH - side * size) / 2), Math.floor((HEIGHT - side * size) / 2)]
  const picture = Buffer.alloc(WIDTH * HEIGHT, 200)
  for (const [row, line] of data.entries()) {
    for (const [column, dark] of line.entries()) {
      for (let y = 0; y < side; y += 1) {
        const from = (top + row * side + y) * WIDTH + left + column * side
        picture.fill(dark ? 20 : 235, from, from + side)
      }
    }
  }
  return picture
}

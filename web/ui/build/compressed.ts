/**
 * Vite plugin: lays a Brotli and a gzip copy beside every file of text, so that the server sends the smallest that a
 * browser takes without spending a moment on it. Runs last, over what the other plugins wrote.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller than this, headers weigh more than what is saved. */
const LEAST = 600

export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'waystation-compressed',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => /\.(js|css|svg|webmanifest)$/.test(one))) {
          const file = join(folder, name)
          const bytes = readFileSync(file)
          if (bytes.length < LEAST) continue
          writeFileSync(`${file}.br`, brotli(bytes))
          writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
        }
      },
    },
  }
}

/** As it travels to every browser since 2017. */
export function brotli(text: string | Uint8Array): Uint8Array {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })
}

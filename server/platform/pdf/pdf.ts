// Pages to print.

import { once } from 'node:events'
import { encode } from 'uqr'
import type { Language } from '../../../contract/problems.ts'
import { font } from './fonts.ts'

export type Pdf = PDFKit.PDFDocument

/** Points: 1/72 inch. */
export const A4 = { width: 595.28, height: 841.89 }

export type PdfOptions = { title: string; language: Language; now: Temporal.Instant; landscape?: boolean; margin?: number }

/**
 * @param draw pdfkit's document, on its first page, in `regular`; there is `bold`, too
 * @returns the whole file
 */
export async function makePdf({ title, language, now, landscape = false, margin = 0 }: PdfOptions, draw: (pdf: Pdf) => void): Promise<Buffer> {
  // Half a second of loading, which no start waits for.
  const { default: PdfKit } = await import('pdfkit')
  const pdf = new PdfKit({
    size: 'A4', layout: landscape ? 'landscape' : 'portrait', margin, lang: language, displayTitle: true,
    info: { Title: title, Producer: 'Waystation', Creator: 'Waystation', CreationDate: new Date(now.epochMilliseconds) },
  })
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  const ended = once(pdf, 'end')
  pdf.registerFont('regular', font('regular'))
  pdf.registerFont('bold', font('bold'))
  pdf.font('regular')
  draw(pdf)
  pdf.end()
  await ended
  return Buffer.concat(parts)
}

/** A QR code without its quiet zone: leave four modules of white around it. Level M, as on most posters. */
export function drawQr(pdf: Pdf, text: string, { x, y, size }: { x: number; y: number; size: number }): void {
  const { data, size: modules } = encode(text, { ecc: 'M', border: 0 })
  const side = size / modules
  for (const [row, line] of data.entries()) {
    // A run is one rectangle: between single modules printers leave hairlines.
    for (let from = 0; from < modules; from += 1) {
      if (!line[from]) continue
      let until = from + 1
      while (line[until]) until += 1
      pdf.rect(x + from * side, y + row * side, (until - from) * side, side)
      from = until
    }
  }
  pdf.fill('#000000')
}

// The printed code as a poster: A4, in both languages, to hang at the door.

import { FileAnswer, type Call } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { A4, drawQr, makePdf, type Pdf } from '../../../platform/pdf/pdf.ts'
import { words } from '../../../platform/words.ts'
import { keptStation, type StationHere } from '../station-in-reach.ts'
import { printedCode } from './printed-codes.ts'

export async function posterOf(call: Call<'GET /stations/{id}/poster'>): Promise<FileAnswer> {
  const station = await keptStation(call, call.params.id)
  const code = await printedCode(call, station.id)
  if (!code) throw new Problem('wrong-state', { state: words(call.language, '还没有打印码，请先生成一个', 'there is no printed code yet; make one first') })
  const title = words(call.language, `${station.name} 打卡海报`, `Poster of ${station.name}`)
  const file = await makePdf({ title, language: call.language, now: call.now }, (pdf) => draw(pdf, station, code))
  return new FileAnswer(`${title}.pdf`, 'application/pdf', file, { inline: true })
}

const MARGIN = 56
const WIDTH = A4.width - 2 * MARGIN
const QR = 300
const INK = '#1b2430'
const GREY = '#5a6675'
const AMBER = '#b45f06'

function draw(pdf: Pdf, { name, address }: StationHere, { code, href }: { code: string; href: string }): void {
  const line = (text: string, size: number, color: string, font: 'regular' | 'bold', gap: number) => {
    pdf.font(font).fontSize(size).fillColor(color).text(text, MARGIN, pdf.y, { width: WIDTH, align: 'center' })
    pdf.y += gap
  }
  pdf.y = MARGIN
  line('驿站 · WAYSTATION', 14, AMBER, 'bold', 14)
  // A long name gets two lines, not a smaller poster.
  line(name, name.length > 14 ? 28 : 38, INK, 'bold', 6)
  if (address) line(address, 13, GREY, 'regular', 10)
  line('进门扫一扫，歇歇脚', 22, INK, 'bold', 2)
  line('Scan when you come in', 14, GREY, 'regular', 22)
  const x = (A4.width - QR) / 2
  const y = pdf.y
  pdf.fillColor('#000000')
  drawQr(pdf, href, { x, y, size: QR })
  pdf.y = y + QR + 22
  line('扫不了就在“驿站”页输入 · or type', 12, GREY, 'regular', 4)
  line(`${code.slice(0, 5)} ${code.slice(5)}`, 30, INK, 'bold', 16)
  line('只用这个码，不要定位；离开后不留去过哪里的记录。', 12, INK, 'regular', 2)
  line('No position is taken; where you were is not kept.', 11, GREY, 'regular', 0)
}

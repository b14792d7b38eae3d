// GET /stations/printout.pdf: the list of a township on A4, to hang on a wall and to hand out.

import { FileAnswer, type Call, type Context } from '../../../platform/http/call.ts'
import { A4, makePdf, type Pdf } from '../../../platform/pdf/pdf.ts'
import { amenityName, audienceName, kindName, words } from '../words.ts'
import { printoutOf, type Printout } from './printout.ts'

export async function printPrintout(call: Call<'GET /stations/printout.pdf'>): Promise<FileAnswer> {
  const list = await call.inTransaction('read', (inside) => printoutOf(inside, call.query.place))
  const title = words(call.language, `${list.place_name} 驿站清单`, `Stations in ${list.place_name}`)
  const file = await makePdf({ title, language: call.language, now: call.now, margin: MARGIN }, (pdf) => draw(pdf, call, { list, title }))
  return new FileAnswer(`${title}.pdf`, 'application/pdf', file, { inline: true })
}

type Entry = Printout['groups'][number]['stations'][number]

const MARGIN = 48
const WIDTH = A4.width - 2 * MARGIN
const INK = '#1b2430'
const GREY = '#5a6675'
const AMBER = '#b45f06'

function draw(pdf: Pdf, { language }: Pick<Context, 'language'>, { list, title }: { list: Printout; title: string }): void {
  pdf.font('bold').fontSize(22).fillColor(INK).text(title, MARGIN, MARGIN)
  pdf.font('regular').fontSize(10).fillColor(GREY).text(words(language, `共 ${list.total} 个，截至 ${list.as_of}。开放时间可能临时调整，以驿站门口公告为准。`, `${list.total} in all, as of ${list.as_of}. Hours may change at short notice; the notice at the door counts.`), { width: WIDTH })
  pdf.moveDown(0.8)
  if (list.total === 0) pdf.fontSize(12).fillColor(INK).text(words(language, '这里还没有开放的驿站。', 'There is no open station here yet.'))
  for (const group of list.groups) {
    const [first] = group.stations
    // A heading does not stand alone at the foot of a page.
    roomFor(pdf, 34 + (first ? heightOf(pdf, language, first) : 0))
    pdf.font('bold').fontSize(13).fillColor(AMBER).text(group.place_name || list.place_name, MARGIN, pdf.y, { width: WIDTH })
    pdf.moveTo(MARGIN, pdf.y + 2).lineTo(MARGIN + WIDTH, pdf.y + 2).lineWidth(0.75).strokeColor(AMBER).stroke()
    pdf.y += 8
    for (const station of group.stations) drawStation(pdf, language, station)
    pdf.y += 6
  }
}

function drawStation(pdf: Pdf, language: Context['language'], station: Entry): void {
  roomFor(pdf, heightOf(pdf, language, station))
  pdf.font('bold').fontSize(12).fillColor(INK).text(headOf(language, station), MARGIN, pdf.y, { width: WIDTH })
  for (const line of linesOf(language, station)) pdf.font('regular').fontSize(10).fillColor(GREY).text(line, MARGIN, pdf.y, { width: WIDTH })
  pdf.y += GAP
}

function heightOf(pdf: Pdf, language: Context['language'], station: Entry): number {
  const head = pdf.font('bold').fontSize(12).heightOfString(headOf(language, station), { width: WIDTH })
  return linesOf(language, station).reduce((sum, line) => sum + pdf.font('regular').fontSize(10).heightOfString(line, { width: WIDTH }), head) + GAP
}

function headOf(language: Context['language'], { name, status, pause_note: why }: Entry): string {
  return status === 'paused' ? words(language, `${name}（暂停开放${why && `：${why}`}）`, `${name} (paused${why && `: ${why}`})`) : name
}

function linesOf(language: Context['language'], { kind, address, entrance_note: entrance, hours_text: hours, today_text: today, status, amenities, audience }: Entry): string[] {
  const between = words(language, '、', ', ')
  return [
    [kindName(language, kind), address, entrance].filter(Boolean).join(words(language, ' · ', ' · ')),
    hours === '' ? words(language, '开放时间未登记', 'hours unknown') : hours,
    today === '' || status === 'paused' ? '' : words(language, `今天：${today}`, `today: ${today}`),
    [audience === 'everyone' ? '' : words(language, `服务对象：${audienceName(language, audience)}`, `for ${audienceName(language, audience)}`), amenities.map((one) => amenityName(language, one)).join(between)].filter(Boolean).join(words(language, ' · ', ' · ')),
  ].filter(Boolean)
}

function roomFor(pdf: Pdf, height: number): void {
  if (pdf.y + height > A4.height - MARGIN) pdf.addPage()
}

const GAP = 9

// Office Open XML workbooks: which sheets there are, their shared strings and date styles.

import { isBuiltInDateFormat, isDateFormat } from './number-format.ts'
import { TextPool } from './text-pool.ts'
import { RefusedWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { readMerges, readSheetRows } from './xlsx-sheet.ts'
import { attribute, scanXml } from './xml-scanner.ts'
import type { ZipArchive } from './zip.ts'

/** @param zip an archive that holds a spreadsheet's main part, see `findWorkbookPart` */
export async function openXlsx(zip: ZipArchive, part: string): Promise<Workbook> {
  const links = await readLinks(zip, part)
  const book = await readBook(zip.read(part))
  const stylesPart = findLinked(zip, links, 'styles', 'xl/styles.xml')
  const dateStyles = stylesPart ? await readDateStyles(zip.read(stylesPart)) : []
  const stringsPart = findLinked(zip, links, 'sharedStrings', 'xl/sharedStrings.xml')
  let strings: Promise<TextPool> | undefined
  let reading = ''

  const sheets = book.sheets.flatMap((entry): Sheet[] => {
    const link = links.find((one) => one.id === entry.relation)
    const target = link ? zip.find(link.target) : undefined
    if (!target || !link?.type.endsWith('/worksheet')) return [] // chart sheets, macro sheets
    return [
      {
        name: entry.name,
        hidden: entry.hidden,
        async *rows() {
          strings ??= stringsPart ? readSharedStrings(zip, stringsPart) : Promise.resolve(new TextPool())
          const pool = await strings
          reading = target
          yield* readSheetRows(zip.read(target), { strings: pool, dateStyles, epoch1904: book.epoch1904 })
        },
        merges: () => readMerges(zip.read(target)),
      },
    ]
  })
  if (sheets.length === 0) throw new RefusedWorkbook('unreadable-file', 'no worksheet')
  return {
    format: 'xlsx',
    encoding: undefined,
    epoch1904: book.epoch1904,
    sheets: [...sheets.filter((sheet) => !sheet.hidden), ...sheets.filter((sheet) => sheet.hidden)],
    fraction: () => (reading ? zip.fraction(reading) : 0),
  }
}

/** The main part of a spreadsheet in an OPC package; undefined when the archive is something else. */
export async function findWorkbookPart(zip: ZipArchive): Promise<string | undefined> {
  const root = zip.find('_rels/.rels')
  const links = root ? await readLinks(zip, '') : []
  const main = links.find((link) => link.type.endsWith('/officeDocument'))
  return (main ? zip.find(main.target) : undefined) ?? zip.find('xl/workbook.xml')
}

type Link = { id: string; type: string; target: string }

async function readLinks(zip: ZipArchive, name: string): Promise<Link[]> {
  const part = name.replaceAll('\\', '/')
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : ''
  const rels = zip.find(`${folder}_rels/${part.slice(folder.length)}.rels`)
  const links: Link[] = []
  if (!rels) return links
  await each(zip.read(rels), (element, tag) => {
    if (element !== 'Relationship') return
    const target = attribute(tag, 'Target') ?? ''
    links.push({
      id: attribute(tag, 'Id') ?? '',
      type: attribute(tag, 'Type') ?? '',
      target: target.startsWith('/') ? target.slice(1) : resolve(folder + target),
    })
  })
  return links
}

function resolve(path: string): string {
  const parts: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

function findLinked(zip: ZipArchive, links: Link[], type: string, usual: string): string | undefined {
  const link = links.find((one) => one.type.endsWith(`/${type}`))
  return (link ? zip.find(link.target) : undefined) ?? zip.find(usual)
}

async function readBook(chunks: AsyncGenerator<Buffer>) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let epoch1904 = false
  await each(chunks, (name, tag) => {
    if (name === 'workbookPr') epoch1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '')
    if (name !== 'sheet') return
    const hidden = (attribute(tag, 'state') ?? 'visible') !== 'visible'
    sheets.push({ name: attribute(tag, 'name') ?? '', relation: attribute(tag, 'id') ?? '', hidden })
  })
  return { sheets, epoch1904 }
}

/** By style number (the `s` of a cell): does it show a date? Streamed: worn-out workbooks have 30 MB of styles. */
async function readDateStyles(chunks: AsyncGenerator<Buffer>): Promise<boolean[]> {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  await each(
    chunks,
    (name, tag) => {
      if (name === 'numFmt') custom.set(Number(attribute(tag, 'numFmtId')), isDateFormat(attribute(tag, 'formatCode') ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(tag, 'numFmtId') ?? 0)
        styles.push(custom.get(id) ?? isBuiltInDateFormat(id))
      }
    },
    (name) => {
      if (name === 'cellXfs') inCells = false
    },
  )
  return styles
}

async function readSharedStrings(zip: ZipArchive, part: string): Promise<TextPool> {
  const pool = new TextPool()
  let text = ''
  let phonetic = false
  await scanXml(zip.read(part), (scanner) => ({
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') scanner.wantsText = !phonetic
    },
    text(piece) {
      if (text.length < 32_767) text = (text + piece).slice(0, 32_767)
    },
    close(name) {
      if (name === 't') scanner.wantsText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si' && !pool.add(text)) throw new RefusedWorkbook('too-large', 'shared strings')
    },
  }))
  return pool
}

function each(chunks: AsyncGenerator<Buffer>, open: (name: string, tag: string) => void, close: (name: string) => void = () => {}): Promise<void> {
  return scanXml(chunks, () => ({ open, close, text() {} }))
}

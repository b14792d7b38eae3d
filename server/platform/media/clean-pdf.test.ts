import { equal, ok, throws } from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import PdfKit from 'pdfkit'
import sharp from 'sharp'
import { cleanPdf } from './clean-pdf.ts'
import { RefusedMedia } from './refused-media.ts'

/** A document as another program makes it, with a photo taken by a phone. */
async function makePdf(options: PDFKit.PDFDocumentOptions = {}, draw: (pdf: PDFKit.PDFDocument) => void = () => undefined): Promise<Buffer> {
  const pdf = new PdfKit({ info: { Author: 'Zhang San', Title: 'Her certificate', Producer: 'A PROGRAM' }, ...options })
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  const ended = once(pdf, 'end')
  pdf.text('A certificate (of health)')
  draw(pdf)
  pdf.end()
  await ended
  return Buffer.concat(parts)
}

/** The smallest file with these objects; offsets are as they should be. */
function raw(objects: string[], trailer = ''): Buffer {
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const at = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const pages = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']
const stream = (dictionary: string, content: Buffer | string) => `<< ${dictionary} /Length ${content.length} >>\nstream\n${Buffer.from(content as string, 'latin1').toString('latin1')}\nendstream`
const packed = (dictionary: string, content: string) => {
  const bytes = deflateSync(Buffer.from(content, 'latin1')).toString('latin1')
  return `<< ${dictionary} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n${bytes}\nendstream`
}
const refusal = (content: Buffer) => {
  try {
    cleanPdf(content)
    return 'taken'
  } catch (error) {
    ok(error instanceof RefusedMedia, String(error))
    return error.reason
  }
}

describe('a document', () => {
  it('is taken as it is, but for who made it and where its photos were taken', async () => {
    const photo = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#123' } }).withExif({ IFD0: { Make: 'A PHONE' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 56/1 2/1' } }).jpeg().toBuffer()
    const given = await makePdf({}, (pdf) => void pdf.image(photo, 100, 200))
    ok(given.includes('Zhang San') && given.includes('A PHONE'))
    const cleaned = cleanPdf(given)
    equal(cleaned.length, given.length)
    for (const trace of ['Zhang San', 'Her certificate', 'A PROGRAM', 'A PHONE']) equal(cleaned.includes(trace), false, trace)
    // Its photo can still be seen.
    const start = cleaned.indexOf(Buffer.from([0xff, 0xd8, 0xff]))
    equal((await sharp(cleaned.subarray(start, cleaned.indexOf('endstream', start))).metadata()).width, 50)
    equal(cleaned.subarray(-2048).includes('startxref'), true)
  })
  it('loses its XMP, packed or not, and UTF-16 texts of its information', () => {
    const xmp = '<x:xmpmeta>Zhang San at home</x:xmpmeta>'
    const open = cleanPdf(raw([...pages, stream('/Type /Metadata /Subtype /XML', xmp), '<< /Author <FEFF5F204E09> /Title (a \\( b \\) \\\\) /Creator (x (nested) y) >>'], '/Info 4 0 R '))
    equal(/Zhang|FEFF5F204E09|nested|a \\\(/.test(open.toString('latin1')), false)
    const given = raw([...pages, packed('/Type /Metadata /Subtype /XML', xmp)])
    const cleaned = cleanPdf(given)
    equal(cleaned.length, given.length)
    equal(cleaned.equals(given), false)
  })
  it('with links and many pages is a document', async () => {
    equal(refusal(await makePdf({ bufferPages: true }, (pdf) => {
      for (let page = 0; page < 30; page += 1) pdf.addPage().text(`page ${page}`, { link: 'https://example.org' })
    })), 'taken')
    equal(refusal(raw([...pages, stream('', 'BT (how /JS and /AA are written) Tj ET')])), 'taken')
  })
  it('loses what stands before it', () => {
    const given = Buffer.concat([Buffer.from('<html>hello</html>\n'), raw(pages)])
    equal(cleanPdf(given).toString('latin1').startsWith('%PDF-1.7'), true)
  })
})

describe('what is more than a document', () => {
  it('scripts, programs, enclosed files and sending forms are refused, however their names are written', () => {
    for (const action of ['/S /JavaScript /JS (app.alert(1))', '/S /J#61vaScript /JS (x)', '/S/JavaScript/JS 5 0 R', '/S /Launch /F (cmd.exe)', '/S /SubmitForm /F (https://evil.test)', '/S /ImportData', '/S /Rendition /JS (x)', '/S /GoToE']) {
      equal(refusal(raw([`<< /Type /Catalog /Pages 2 0 R /OpenAction << ${action} >> >>`, pages[1] ?? ''])), 'active-pdf', action)
    }
    for (const name of ['<< /Names << /EmbeddedFiles 3 0 R >> >>', '<< /Type /Filespec /EF << /F 4 0 R >> /Type /EmbeddedFile >>', '<< /AcroForm << /XFA 5 0 R >> >>', '<< /Subtype /RichMedia >>']) equal(refusal(raw([...pages, name])), 'active-pdf', name)
  })
  it('also when they hide in an object stream, or in one that claims to be a picture', () => {
    const inner = '5 0 << /S /J#61vaScript /JS (app.alert(1)) >>'
    equal(refusal(raw([...pages, packed('/Type /ObjStm /N 1 /First 4', inner)])), 'active-pdf')
    equal(refusal(raw([...pages, packed('/Type /Obj#53tm /N 1 /First 4', inner)])), 'active-pdf')
    equal(refusal(raw([...pages, packed('/Type /ObjStm /Subtype /Image /N 1 /First 4', inner)])), 'active-pdf')
    equal(refusal(raw([...pages, stream('/Type /ObjStm /N 1 /First 4', inner)])), 'active-pdf')
    equal(refusal(raw([...pages, stream('/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode', 'xyz')])), 'active-pdf')
    equal(refusal(raw([...pages, stream('/Type /ObjStm /N 1 /First 4 /Filter 9 0 R', 'xyz')])), 'active-pdf')
    equal(refusal(raw([...pages, packed(`/Type /ObjStm /N 1 /First 4 /Filter %\n`, inner)])), 'active-pdf')
    equal(refusal(raw([...pages, packed('/Type /ObjStm /N 1 /First 4 /DecodeParms << /Predictor 12 >>', inner)])), 'active-pdf')
    equal(refusal(raw([...pages, packed('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /X (3 0 obj << /A 1)', inner).replace(/\/Filter \/FlateDecode \/Length/, '/Length')])), 'damaged')
  })
  it('or behind the word that begins a stream, where readers see one all the same', () => {
    const hidden = packed('/Type /ObjStm /N 1 /First 4', '5 0 << /S /JavaScript /JS (app.alert(1)) >>')
    for (const after of [' ', '\t', '%x', '\0']) equal(refusal(raw([...pages, hidden.replace('stream\n', () => `stream${after}\n`)])), 'damaged', JSON.stringify(after))
    equal(refusal(raw([...pages, '<< /Title (a stream (of words) ) /stream 1 >>'])), 'taken')
  })
  it('what is encrypted cannot be looked into', async () => {
    equal(refusal(await makePdf({ userPassword: 'secret', ownerPassword: 'other' })), 'encrypted-pdf')
  })
  it('what unpacks without end is not unpacked', () => {
    const bomb = deflateSync(Buffer.alloc(140 * 1024 * 1024)).toString('latin1')
    equal(refusal(raw([...pages, `<< /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream`])), 'too-complex')
  })
  it('what only begins like one is none', () => {
    for (const text of ['%PDF-1.7', '%PDF-1.7\n1 0 obj\n<< >>\nstream\n startxref', 'no pdf']) throws(() => cleanPdf(Buffer.from(text)), RefusedMedia)
  })
  it('nothing makes the reading slow: ten megabytes of anything are read in a few seconds', () => {
    for (const piece of ['<< ', '(', '#41', '1 0 obj ', 'stream\n', '/Info 1 0 R ', '\\(', 'obj stream\nendstream ', 'obj << ) stream ', 'stream ', '/Length 1 ', '<FE']) {
      const began = performance.now()
      const text = `%PDF-1.7\n1 0 obj\n${piece.repeat(Math.floor(2_000_000 / piece.length))}\nstartxref\nendstream`
      refusal(Buffer.from(text))
      ok(performance.now() - began < 15_000, `${piece}: ${performance.now() - began} ms`)
    }
  })
})

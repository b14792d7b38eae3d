import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { openWorkbook } from './open-workbook.ts'
import { allRows, specimenFolder, specimenXlsx } from './specimen-workbooks.ts'
import { DEFAULT_LIMITS, RefusedWorkbook } from './workbook.ts'

const readAll = async (path: string, limits = {}) => {
  const book = await openWorkbook(path, { ...DEFAULT_LIMITS, ...limits })
  await book.sheets[0]?.merges()
  return allRows(book)
}
const refused = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof RefusedWorkbook, String(error))
  assert.equal(error.reason, reason)
  return true
}

test('an archive that unpacks to 2 GB is stopped at the limit, whatever size it declares', async (t) => {
  const save = specimenFolder(t)
  const mega = Buffer.alloc(1 << 20, '<c/>')
  const bomb = specimenXlsx([{ name: 'S', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': Buffer.concat([Buffer.from('<worksheet><sheetData><row>'), ...Array.from({ length: 64 }, () => mega)]) } })
  // The lie: every uncompressed size in the archive says 100 bytes.
  for (let at = bomb.indexOf('PK\u0001\u0002'); at >= 0; at = bomb.indexOf('PK\u0001\u0002', at + 4)) bomb.writeUInt32LE(100, at + 24)
  const before = process.memoryUsage().rss
  await assert.rejects(readAll(save('a.xlsx', bomb), { unpacked: 20_000_000 }), refused('too-large'))
  assert.ok(process.memoryUsage().rss - before < 120_000_000)
})

test('shared strings count against the same limit', async (t) => {
  const save = specimenFolder(t)
  const strings = `<sst>${`<si><t>${'x'.repeat(1000)}</t></si>`.repeat(20_000)}</sst>`
  const path = save('a.xlsx', specimenXlsx([{ name: 'S', rows: [[1]] }], { parts: { 'xl/sharedStrings.xml': strToU8(strings) } }))
  await assert.rejects(readAll(path, { unpacked: 10_000_000 }), refused('too-large'))
})

test('entity declarations are refused before one is expanded', async (t) => {
  const save = specimenFolder(t)
  const lol = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
  await assert.rejects(readAll(save('a.xlsx', specimenXlsx([{ name: 'S', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': strToU8(lol) } }))), refused('unreadable-file'))
  await assert.rejects(readAll(save('b.xls', `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`)), refused('unreadable-file'))
})

test('an .ods of one row repeated a million times hands out rows lazily', async (t) => {
  const save = specimenFolder(t)
  const content = '<d><table name="S"><table-row number-rows-repeated="1048576"><table-cell value-type="string" number-columns-repeated="16384"><p>x</p></table-cell></table-row></table></d>'
  const path = save('a.ods', zipSync({ 'content.xml': strToU8(content), 'META-INF/manifest.xml': strToU8('<m/>') }))
  const book = await openWorkbook(path, DEFAULT_LIMITS)
  let rows = 0
  for await (const batch of book.sheets[0]?.rows() ?? []) {
    rows += batch.length
    assert.equal(batch[0]?.cells.length, 512)
    if (rows >= 3000) break
  }
  assert.equal(rows, 3000)
})

test('password-protected files are told from broken ones', async (t) => {
  const save = specimenFolder(t)
  await assert.rejects(readAll(save('a.xlsx', compoundFile('EncryptedPackage'))), refused('encrypted'))
  await assert.rejects(readAll(save('b.xls', compoundFile('WordDocument'))), refused('unreadable-file'))
  await assert.rejects(readAll(save('c.xls', compoundFile('Workbook'))), refused('unreadable-file'))
  const zip = specimenXlsx([{ name: 'S', rows: [[1]] }])
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) zip.writeUInt16LE(zip.readUInt16LE(at + 8) | 1, at + 8)
  await assert.rejects(readAll(save('d.xlsx', zip)), refused('encrypted'))
})

test('files that are no spreadsheets say so', async (t) => {
  const save = specimenFolder(t)
  await assert.rejects(readAll(save('empty', '')), refused('empty-file'))
  await assert.rejects(readAll(save('blank', '\ufeff \r\n\r\n')), refused('empty-file'))
  await assert.rejects(readAll(save('a.docx', zipSync({ 'word/document.xml': strToU8('<w/>') }))), refused('unreadable-file'))
  await assert.rejects(readAll(save('a.xlsb', zipSync({ '_rels/.rels': strToU8('<r><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></r>'), 'xl/workbook.bin': strToU8('x') }))), refused('unreadable-file'))
  await assert.rejects(readAll(save('a.png', Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61', 'hex'))), refused('unreadable-file'))
  await assert.rejects(readAll(save('big.csv', Buffer.alloc(2_000, 'a,b\n')), { bytes: 1_000 }), refused('too-large'))
})

test('a damaged part is found by its checksum even where it still inflates', async (t) => {
  const save = specimenFolder(t)
  const zip = specimenXlsx([{ name: 'S', rows: [['张伟', 42]] }])
  const at = zip.indexOf('PK\u0001\u0002')
  zip.writeUInt8(zip.readUInt8(at + 16) ^ 1, at + 16)
  await assert.rejects(readAll(save('a.xlsx', zip)), refused('unreadable-file'))
})

test('archives written by streams (zip64, data descriptors) and with backslashes in names are read', async (t) => {
  const save = specimenFolder(t)
  const path = save('a.xlsx', zip64(specimenParts()))
  assert.deepEqual((await readAll(path))[0]?.cells, [7])
})

test('markup without end, rows out of order and unbalanced XML are damage, not endless work', async (t) => {
  const save = specimenFolder(t)
  const sheets = [
    `<worksheet><sheetData><row r="1"><c r="A1" x="${'y'.repeat(3_000_000)}`,
    '<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet></a></b></worksheet>',
    '<worksheet><sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
    '',
  ]
  for (const xml of sheets) {
    await assert.rejects(readAll(save('a.xlsx', specimenXlsx([{ name: 'S', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': strToU8(xml) } }))), refused('unreadable-file'), xml.slice(0, 60))
  }
})

/** The skeleton of an OLE compound file with one directory entry of this name. */
function compoundFile(stream: string): Buffer {
  const bytes = Buffer.alloc(2048)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.write(`${stream}\0`, 512 + 128, 'utf16le')
  bytes.writeUInt16LE((stream.length + 1) * 2, 512 + 128 + 64)
  return bytes
}

function specimenParts(): Record<string, string> {
  return {
    'xl\\workbook.xml': '<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl\\_rels\\workbook.xml.rels': '<R><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></R>',
    'xl\\worksheets\\sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>',
  }
}

/** An archive whose every 32-bit size and offset is given as zip64. */
function zip64(parts: Record<string, string>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(text)
    const local = Buffer.alloc(30 + name.length)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    local.write(name, 30)
    const entry = Buffer.alloc(46 + name.length + 28, 0)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(text), 16)
    entry.fill(0xff, 20, 28)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt16LE(28, 30)
    entry.fill(0xff, 42, 46)
    entry.write(name, 46)
    const extra = 46 + name.length
    entry.writeUInt16LE(1, extra)
    entry.writeUInt16LE(24, extra + 2)
    entry.writeBigUInt64LE(BigInt(text.length), extra + 4)
    entry.writeBigUInt64LE(BigInt(packed.length), extra + 12)
    entry.writeBigUInt64LE(BigInt(offset), extra + 20)
    bodies.push(local, packed)
    directory.push(entry)
    offset += local.length + packed.length
  }
  const list = Buffer.concat(directory)
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(BigInt(directory.length), 32)
  record.writeBigUInt64LE(BigInt(list.length), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + list.length), 8)
  const end = Buffer.alloc(22, 0xff)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(0, 20)
  return Buffer.concat([...bodies, list, record, locator, end])
}

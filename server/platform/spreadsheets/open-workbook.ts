// The one way in for foreign spreadsheets: what a file is is judged by its bytes, never by its name.

import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { openDelimited } from './delimited.ts'
import { openOds } from './ods.ts'
import { RefusedWorkbook, type Workbook, type WorkbookLimits } from './workbook.ts'
import { isMarkupSpreadsheet, judgeCompoundFile, openMarkup, openXls } from './xls.ts'
import { findWorkbookPart, openXlsx } from './xlsx.ts'
import { openZip } from './zip.ts'

const HEAD = 4096

/**
 * Opens .xlsx, .xls, .ods and delimited text. Rows are read lazily, and damage may only show while they are read: both
 * this and the iterators of the result throw `RefusedWorkbook`.
 *
 * Every byte that comes out of an archive is counted against `limits.unpacked`, memory stays bounded whatever is
 * inside (.xls excepted, see there). Time is not: run it in a thread with a deadline.
 */
export async function openWorkbook(path: string, limits: WorkbookLimits): Promise<Workbook> {
  const size = statSync(path).size
  if (size === 0) throw new RefusedWorkbook('empty-file', '0 bytes')
  if (size > limits.bytes) throw new RefusedWorkbook('too-large', `${size} bytes`)
  const head = readHead(path)
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return openArchive(path, limits)
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return openCompound(path, limits)
  // BIFF 2 to 4 without a container: a BOF record of 4 to 16 bytes.
  if (head[0] === 9 && [0, 2, 4].includes(head[1] ?? -1) && (head[2] ?? 0) >= 4 && (head[2] ?? 0) <= 16 && head[3] === 0) return openXls(path, limits)
  if (isMarkupSpreadsheet(head.toString('latin1').replace(/^\xef\xbb\xbf/, '').replaceAll('\0', ''))) return openMarkup(path, limits)
  return openDelimited(path)
}

async function openArchive(path: string, limits: WorkbookLimits): Promise<Workbook> {
  const zip = openZip(path, limits.unpacked)
  const main = await findWorkbookPart(zip)
  if (main?.endsWith('.bin')) throw new RefusedWorkbook('unreadable-file', 'xlsb')
  if (main && zip.find('xl/workbook.xml') === undefined && !main.includes('workbook')) {
    throw new RefusedWorkbook('unreadable-file', 'not a spreadsheet')
  }
  if (main) return openXlsx(zip, main)
  if (zip.find('content.xml') && zip.find('META-INF/manifest.xml')) return openOds(zip)
  throw new RefusedWorkbook('unreadable-file', 'not a spreadsheet')
}

function openCompound(path: string, limits: WorkbookLimits): Promise<Workbook> {
  switch (judgeCompoundFile(readFileSync(path))) {
    case 'encrypted':
      throw new RefusedWorkbook('encrypted', 'password-protected workbook')
    case 'other':
      throw new RefusedWorkbook('unreadable-file', 'not a spreadsheet')
    case 'workbook':
      return openXls(path, limits)
  }
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(HEAD)
    return head.subarray(0, readSync(file, head, 0, HEAD, 0))
  } finally {
    closeSync(file)
  }
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

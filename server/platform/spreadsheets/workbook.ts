// What a foreign spreadsheet looks like once it is open, whatever format it came in.

/** A calendar day kept as a serial number under a date format. `date` is undefined where no such day exists. */
export type DateCell = { serial: number; date: string | undefined }
export type ErrorCell = { error: string }
/** The cached result is what some program wrote beside the formula; it need not be true. */
export type FormulaCell = { formula: true; value: PlainCell | undefined }
export type PlainCell = string | number | boolean | DateCell | ErrorCell
export type Cell = PlainCell | FormulaCell

/** `number` counts from 1 as the spreadsheet program shows it; `cells` is indexed from column A = 0. */
export type Row = { number: number; cells: (Cell | undefined)[] }

/** Inclusive, rows from 1 and columns from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number }

export type Sheet = {
  name: string
  hidden: boolean
  /** Rows that hold anything, in order, in batches. Can be started again. */
  rows(): AsyncGenerator<Row[]>
  merges(): Promise<Merge[]>
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'ods' | 'csv' | 'tsv'

export type Workbook = {
  format: WorkbookFormat
  /** Of text files; XML inside archives says so itself. */
  encoding: string | undefined
  /** Serial day 0 is 1904-01-01 instead of 1899-12-31. */
  epoch1904: boolean
  /** Visible sheets first. */
  sheets: Sheet[]
  /** How much of the file has been consumed, 0 to 1. */
  fraction(): number
}

export type WorkbookLimits = {
  /** Of the file as it arrived. */
  bytes: number
  /** Sum over the parts that are read, counted while inflating: declared sizes lie. */
  unpacked: number
  /** Non-empty rows of one sheet. Enforced by the caller for streamed formats, here for .xls, which is read whole. */
  rows: number
}

export const DEFAULT_LIMITS: WorkbookLimits = { bytes: 20_000_000, unpacked: 400_000_000, rows: 200_000 }

/** Columns past this one are not read: formatting and rubbish reach to XFD, people's columns do not. */
export const MAX_COLUMNS = 512
/** What spreadsheet programs show at most. A row number past it is damage. */
export const MAX_ROW_NUMBER = 1_048_576
/** More than 100,000 merged areas are an attack, not a list. */
export const MAX_MERGES = 100_000
/** A cell holds 32,767 characters at most in every program. */
export const MAX_CELL_TEXT = 32_767

export type WorkbookRefusal = 'unreadable-file' | 'empty-file' | 'encrypted' | 'too-large'

/** The file as a whole cannot be read. `detail` says why, for logs and hints; it holds nothing from the cells. */
export class RefusedWorkbook extends Error {
  readonly reason: WorkbookRefusal
  readonly detail: string

  constructor(reason: WorkbookRefusal, detail: string) {
    super(`${reason}: ${detail}`)
    this.name = 'RefusedWorkbook'
    this.reason = reason
    this.detail = detail
  }
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  }
  return letters
}

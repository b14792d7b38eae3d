// What a workbook or CSV going out consists of.

/** `text` keeps IDs, phone numbers and codes as they are typed, also when somebody edits the cell later. */
export type ColumnKind = 'text' | 'number' | 'date'

export type OutColumn = {
  header: string
  kind?: ColumnKind
  /** In characters of the default font; 14 when absent. */
  width?: number
}

/** Dates as ISO text in a `date` column. Null and undefined leave the cell empty. */
export type OutCell = string | number | boolean | null | undefined

export type OutSheet = {
  name: string
  columns: readonly OutColumn[]
  rows: AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>
  /** Lines above the header, one cell each; the header follows them. */
  preface?: readonly string[]
  /** Columns whose cells are marked in vermilion: what somebody has to read. */
  emphasised?: readonly number[]
}

export async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

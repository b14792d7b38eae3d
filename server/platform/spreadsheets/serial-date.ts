// Day numbers of spreadsheet programs.

const DAY = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 31)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const LAST_SERIAL = 2_958_465 // 9999-12-31

/**
 * ISO date of a serial day; the time of day is dropped. Undefined where there is no such day.
 *
 * The 1900 system counts a 29 February 1900 that never was (serial 60), kept by Excel for Lotus 1-2-3's sake:
 * days before it are one off from days after it.
 */
export function serialToDate(serial: number, epoch1904: boolean): string | undefined {
  const day = Math.floor(serial)
  if (!Number.isFinite(day) || day < 0 || day > LAST_SERIAL) return undefined
  if (epoch1904) return isoDay(EPOCH_1904 + day * DAY)
  if (day === 0 || day === 60) return undefined
  return isoDay(EPOCH_1900 + (day < 60 ? day : day - 1) * DAY)
}

/** The inverse, for writing and for dates that arrive as text. @param date ISO, from 1900-03-01 on */
export function dateToSerial(date: string): number {
  return Math.round((Date.parse(`${date.slice(0, 10)}T00:00:00Z`) - EPOCH_1900) / DAY) + 1
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

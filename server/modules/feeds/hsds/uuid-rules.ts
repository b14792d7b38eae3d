// HSDS wants UUIDs, the tables have numbers: a UUID of version 8 (RFC 9562, "custom") holds the city, what kind of
// thing it is and its number, so that it is stable, says where it is from, and needs no table to be found again.

/** Number of a kind in the UUID; never given to another one. */
const kinds = { organization: 1, location: 2, service: 3, rest: 4, link: 5, schedule: 6, address: 7, attribute: 8, term: 9, cost: 10, document: 11, area: 12, identifier: 13, office: 14 } as const
export type Kind = keyof typeof kinds

/** 28 bits for the first number, 48 for the second. */
const FIRST = 2 ** 28
const SECOND = 2 ** 48

/**
 * 110105kk-aaaa-8aaa-8000-bbbbbbbbbbbb: city and kind, then two numbers. Of a thing with one number the first is 0.
 * @throws RangeError for numbers that do not fit
 */
export function uuidOf(city: number, kind: Kind, second: number, first = 0): string {
  if (!(Number.isInteger(first) && first >= 0 && first < FIRST && Number.isInteger(second) && second >= 0 && second < SECOND)) throw new RangeError(`No UUID for ${first}, ${second}`)
  const a = first.toString(16).padStart(7, '0')
  return `${String(city).padStart(6, '0')}${kinds[kind].toString(16).padStart(2, '0')}-${a.slice(0, 4)}-8${a.slice(4)}-8000-${second.toString(16).padStart(12, '0')}`
}

/** What a UUID names, if it is one of this city's. */
export function thingOf(city: number, uuid: string): { kind: Kind; first: number; second: number } | undefined {
  const match = /^(\d{6})([0-9a-f]{2})-([0-9a-f]{4})-8([0-9a-f]{3})-8000-([0-9a-f]{12})$/.exec(uuid.toLowerCase())
  if (!match || Number(match[1]) !== city) return undefined
  const number = Number.parseInt(match[2] ?? '', 16)
  const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one] === number)
  return kind && { kind, first: Number.parseInt(`${match[3]}${match[4]}`, 16), second: Number.parseInt(match[5] ?? '', 16) }
}

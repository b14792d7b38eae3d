// The list a company would send on a day: who is there, and where the clerk went wrong.

import { particularsOn } from '../city/model.ts'
import type { Company, IdKind, Outlet, Particulars, Spell } from '../city/model.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { headerRow } from './styles.ts'
import type { Style } from './styles.ts'

/** Rejected by the reader, in its own words; `misread-id` is valid and wrong, for a person to look at. */
export type Mistake = 'bad-id-check-digit' | 'id-lost-precision' | 'bad-phone' | 'bad-date' | 'unknown-outlet' | 'missing-required' | 'duplicate-in-file' | 'misread-id'

export const MISTAKES: readonly Mistake[] = ['bad-id-check-digit', 'id-lost-precision', 'bad-phone', 'bad-date', 'unknown-outlet', 'missing-required', 'duplicate-in-file', 'misread-id']

export type Line = Particulars & {
  /** As spreadsheet programs count. */
  rowNo: number
  spell: Spell
  outlet: Outlet
  outletName: string
  idKind: IdKind
  idNumber: string
  hiredOn: number
  mistake: Mistake | undefined
}

export type Composition = {
  lines: Line[]
  /** Lines of the file that hold a person; which of them can be taken. */
  rows: number
  importable: number
  rejected: number
}

export type ComposeOptions = {
  style: Style
  /** Each mistake is made once, on a line of its own. */
  mistakes?: readonly Mistake[]
  /** People who are there and were forgotten. */
  leaveOut?: (spell: Spell) => boolean
}

/** @param day within the simulated history and the days ahead; deterministic for the company and day */
export function composeRoster(city: Omit<SimulatedCity, 'registry'>, company: Company, day: number, options: ComposeOptions): Composition {
  if (day < city.from || day > city.until) throw new RangeError(`Rosters are known from ${city.from} to ${city.until} (days since 1970), not for ${day}`)
  const present = (city.byCompany.get(company.id) ?? [])
    .filter((spell) => spell.start <= day && spell.end >= day && !options.leaveOut?.(spell))
    .sort((a, b) => a.outletId - b.outletId || a.index - b.index)
  const lines = present.flatMap((spell): Line[] => {
    const outlet = city.outlets.byId.get(spell.outletId)
    if (!outlet) return []
    const { idKind, idNumber } = spell.person
    return [{ ...particularsOn(spell, day), rowNo: 0, spell, outlet, outletName: outlet.name, idKind, idNumber, hiredOn: spell.hiredOn, mistake: undefined }]
  })
  const random = createRandom(city.seed, `roster ${company.id} ${day}`)
  for (const mistake of options.mistakes ?? []) err(lines, mistake, city, random)
  numberRows(lines, options.style)
  const rejected = lines.filter((line) => line.mistake !== undefined && line.mistake !== 'misread-id').length
  return { lines, rows: lines.length, importable: lines.length - rejected, rejected }
}

// On somebody known for long, so that a rejected row never hides a joiner.
function err(lines: Line[], mistake: Mistake, city: Omit<SimulatedCity, 'registry'>, random: Random): void {
  const suits = (line: Line) => line.mistake === undefined && line.spell.start < city.today - 30 && line.idKind === 'resident-id' && !line.spell.movedFrom && !city.twins.some((twin) => twin.other === line.spell || twin.spell === line.spell)
  const candidates = lines.filter((line) => {
    if (mistake === 'id-lost-precision' && line.idNumber.endsWith('X')) return false
    return suits(line) && (mistake !== 'misread-id' || city.people.misreadId(line.idNumber) !== undefined)
  })
  if (candidates.length === 0) return
  const line = random.pick(candidates)
  if (mistake === 'duplicate-in-file') {
    lines.splice(lines.indexOf(line) + 1, 0, { ...line, mistake })
    return
  }
  line.mistake = mistake
  if (mistake === 'bad-id-check-digit') line.idNumber = line.idNumber.slice(0, 17) + (line.idNumber.endsWith('7') ? '4' : '7')
  if (mistake === 'bad-phone') line.phone = line.phone.slice(0, 10)
  if (mistake === 'unknown-outlet') line.outletName = `${line.outletName.slice(0, 2)}西南${line.outletName.slice(-1)}`
  if (mistake === 'missing-required') line.name = ''
  if (mistake === 'misread-id') line.idNumber = city.people.misreadId(line.idNumber) ?? line.idNumber
}

function numberRows(lines: readonly Line[], style: Style): void {
  let rowNo = headerRow(style)
  let outlet = lines[0]?.outlet
  for (const line of lines) {
    if (style.gaps && line.outlet !== outlet) rowNo += 1
    outlet = line.outlet
    rowNo += 1
    line.rowNo = rowNo
  }
}

/** What a registry must find when the list is compared with the roster that stands. */
/** `changed` holds also those whom until then only their own word named. */
export type Expected = { joined: Spell[]; left: Spell[]; moved: Spell[]; changed: Spell[]; same: Spell[] }

/**
 * @param standingOn day of the roster that stands; whoever it named and no line names has left
 * @param declared people at their outlets who have registered themselves there
 */
export function expectChanges(city: Omit<SimulatedCity, 'registry'>, company: Company, standingOn: number, day: number, lines: readonly Line[], declared: ReadonlySet<Spell> = new Set()): Expected {
  const before = new Set((city.byCompany.get(company.id) ?? []).filter((spell) => spell.start <= standingOn && spell.end >= standingOn))
  const expected: Expected = { joined: [], left: [], moved: [], changed: [], same: [] }
  const named = new Set<Spell>()
  for (const { spell, mistake } of lines) {
    named.add(spell)
    const from = spell.movedFrom && before.has(spell.movedFrom) ? spell.movedFrom : undefined
    if (from) named.add(from)
    if (mistake !== undefined) continue
    if (from) expected.moved.push(spell)
    else if (!before.has(spell)) expected[declared.has(spell) ? 'changed' : 'joined'].push(spell)
    else if (differ(spell, standingOn, day)) expected.changed.push(spell)
    else expected.same.push(spell)
  }
  expected.left = [...before].filter((spell) => !named.has(spell))
  return expected
}

function differ(spell: Spell, one: number, other: number): boolean {
  return spell.change !== undefined && one < spell.change.on && spell.change.on <= other
}

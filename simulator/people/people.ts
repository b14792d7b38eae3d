// Invented people: a name, a birthday, an identity number, a phone.

import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { dayNumber } from '../days.ts'
import { ID_PROVINCES, idHeadings, residentId, unassignedPhone } from './identifiers.ts'
import { inventName, spellWhole } from './names.ts'
import type { PersonName } from './names.ts'

export type IdKind = 'resident-id' | 'permit' | 'passport'

export type Person = PersonName & {
  index: number
  female: boolean
  idKind: IdKind
  idNumber: string
  phone: string
}

export type People = {
  list: Person[]
  invent(options: { bornFrom: number; bornUntil: number; women: number }): Person
  /** A named one, for the demo. */
  named(name: string, female: boolean, bornIn: number): Person
  newPhone(): string
  /** The same human being as another record: with a misread number, else with a travel permit. */
  again(person: Person, misread: string | undefined, samePhone: boolean): Person
  /** Another valid number a clerk may have typed instead: two digits of the birthday swapped, check digit fitting. */
  misreadId(idNumber: string): string | undefined
}

/** Numbers and phones never repeat within one. */
export function createPeople(seed: number | string): People {
  const random = createRandom(seed, 'people')
  const ids = new Set<string>()
  const phones = new Set<string>()
  const list: Person[] = []

  function add(name: PersonName, province: number, female: boolean, bornIn: number): Person {
    const bornOn = dayNumber(Temporal.PlainDate.from({ year: bornIn, month: 1, day: 1 })) + random.int(0, 364)
    const idKind = random.chance(0.997) ? 'resident-id' : random.chance(0.7) ? 'permit' : 'passport'
    const idNumber = unused(ids, () => {
      if (idKind === 'permit') return permitNumber(random)
      if (idKind === 'passport') return `E${random.pick([...'ABCDEFGH'])}${String(random.int(0, 9_999_999)).padStart(7, '0')}`
      return residentId(random.pick(idHeadings(province)), bornOn, random.int(0, 499) * 2 + (female ? 0 : 1))
    })
    const person = { ...name, index: list.length, female, idKind, idNumber, phone: newPhone() } as const
    list.push(person)
    return person
  }

  const newPhone = () => unused(phones, () => unassignedPhone(random))

  return {
    list,
    newPhone,
    invent({ bornFrom, bornUntil, women }) {
      const female = random.chance(women)
      // Most are young: the higher of two draws.
      const bornIn = Math.max(random.int(bornFrom, bornUntil), random.int(bornFrom, bornUntil))
      const { province, ...name } = inventName(random, female, bornIn)
      return add(name, province ?? pickProvince(random), female, bornIn)
    },
    named(name, female, bornIn) {
      const province = name.includes('·') ? 65 : 52
      const person = add(spellWhole(name), province, female, bornIn)
      if (person.idKind === 'resident-id') return person
      list.pop()
      return this.named(name, female, bornIn)
    },
    again(person, misread, samePhone) {
      const again: Person = {
        ...person,
        index: list.length,
        idKind: misread ? 'resident-id' : 'permit',
        idNumber: misread ?? unused(ids, () => permitNumber(random)),
        phone: samePhone ? person.phone : newPhone(),
      }
      ids.add(again.idNumber)
      list.push(again)
      return again
    },
    misreadId(idNumber) {
      const [day, year] = [idNumber.slice(12, 14), idNumber.slice(6, 10)]
      const swapped = `${day[1]}${day[0]}`
      if (idNumber.length !== 18 || swapped === day || Number(swapped) < 1 || Number(swapped) > 28) return undefined
      const month = Number(idNumber.slice(10, 12))
      const bornOn = dayNumber(Temporal.PlainDate.from({ year: Number(year), month, day: Number(swapped) }))
      const misread = residentId(Number(idNumber.slice(0, 6)), bornOn, Number(idNumber.slice(14, 17)))
      return ids.has(misread) ? undefined : misread
    },
  }
}

function unused(taken: Set<string>, make: () => string): string {
  let value = make()
  while (taken.has(value)) value = make()
  taken.add(value)
  return value
}

function permitNumber(random: Random): string {
  return `H${String(random.int(0, 99_999_999)).padStart(8, '0')}`
}

// Where people come from: the provinces that send most riders north more often.
const HOMES = [...ID_PROVINCES, 41, 41, 41, 41, 13, 13, 13, 13, 37, 37, 14, 14, 23, 52, 53, 51, 34, 62]

function pickProvince(random: Random): number {
  return random.pick(HOMES)
}

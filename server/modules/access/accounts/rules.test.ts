import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert, constantFrom, property, record } from 'fast-check'
import { holds, mayGrant, roles } from '../../../../contract/permissions.ts'
import { isInside, placeRange } from '../../../../contract/place-code.ts'
import { mayHandOn, mayManage, reaches } from './rules.ts'

const places = [110105000000000, 110105004000000, 110105004033000, 110105004033001, 110105005000000, 330106000000000]

describe('handing on a role', () => {
  it('never reaches beyond one’s own place, nor beyond the table', () => {
    assert(property(record({ role: constantFrom(...roles), place: constantFrom(...places) }), constantFrom(...roles), constantFrom(...places), (held, role, place) => {
      const may = mayHandOn([held], { role, place })
      if (may) equal(isInside(place, placeRange(held.place)) && holds(held.role, 'account.write') && (mayGrant[held.role] ?? []).includes(role), true)
      if (mayManage([held], [{ role, place }])) equal(may, true)
    }))
  })

  it('each office counts where it is held: a district’s right does not carry into another district’s township', () => {
    const held = [{ role: 'district_officer', place: 110105000000000 }, { role: 'township_officer', place: 330106001000000 }] as const
    equal(mayHandOn(held, { role: 'company_hr', place: 110105004000000 }), true)
    equal(mayHandOn(held, { role: 'company_hr', place: 330106001000000 }), false)
    equal(reaches(held, 330106001002000), true)
    equal(reaches(held, 330106002000000), false)
  })
})

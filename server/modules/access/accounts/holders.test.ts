import { deepEqual, ok } from 'node:assert/strict'
import { it } from 'node:test'
import { addActor } from '../../../authorisation/world.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { startWaystation } from '../../../testing/waystation.ts'
import { nearestHolders, type HeldThing } from './holders.ts'

const waystation = await startWaystation({ work: false })
const today = Temporal.Now.plainDateISO('Asia/Shanghai')
/** Where the demo city has nobody. */
const township = 110105990000000
const thing: HeldThing = { station: 7001, partner: 8001, place: township + 1002 }
const holders = () => waystation.sql((tx) => nearestHolders({ tx, scope: systemScope, today }, 'station.keep', thing))
const staff = (grant: Parameters<typeof addActor>[2]) => addActor(waystation, { kind: 'staff', name: '值守' }, grant).then(({ account }) => account)

it('word of a station goes to who keeps it; where nobody does, to the smallest office around it', async () => {
  const before = await holders()
  const office = await staff({ role: 'township_officer', place: township })
  ok(before.length > 0 && !before.includes(office), 'the district is told of what no township keeps')
  deepEqual(await holders(), [office])
  const community = await staff({ role: 'community_officer', place: township + 1000 })
  deepEqual(await holders(), [community])
  await staff({ role: 'station_keeper', station_id: 7002 })
  await staff({ role: 'grid_worker', place: township + 1002 })
  await staff({ role: 'station_keeper', station_id: 7001, until_on: today.subtract({ days: 1 }) })
  await staff({ role: 'station_keeper', station_id: 7001, revoked_at: Temporal.Now.instant() })
  deepEqual(await holders(), [community], 'another station’s keeper, who may not keep, and who no longer does, are not told')
  const owner = await staff({ role: 'partner_staff', partner_id: 8001 })
  const keeper = await staff({ role: 'station_keeper', station_id: 7001 })
  deepEqual(await holders(), [owner, keeper])
})

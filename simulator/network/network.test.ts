// The network of a simulated city is one that the product itself could have: of every kind and owner, near real outlets.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amenities, stationKinds } from '../../contract/stations.ts'
import { simulateCity } from '../city/simulate-city.ts'
import { KEPT_STATION, PROVIDER, SHOP, SHOP_STATION } from './model.ts'

const today = Temporal.PlainDate.from('2026-11-25')
const city = simulateCity({ city: 110105, seed: 1, today })
const { network, accounts, grants } = city.registry

describe('the network', () => {
  it('is the same for the same seed', () => {
    deepEqual(simulateCity({ city: 110105, seed: 1, today }).registry.network, network)
  })

  it('has some 200 stations of every kind and state, of dozens of owners, each with a name of its own', () => {
    equal(network.stations.length, 200)
    deepEqual([...new Set(network.stations.map((one) => one.kind))].sort(), [...stationKinds].sort())
    deepEqual([...new Set(network.stations.map((one) => one.status))].sort(), ['closed', 'open', 'paused', 'planned'])
    ok(new Set(network.stations.map((one) => one.partnerId)).size > 30)
    equal(new Set(network.stations.map((one) => one.name)).size, 200)
    ok(network.stations.every((one) => one.amenities.every((amenity) => (amenities as readonly string[]).includes(amenity))))
    ok(network.stations.every((one) => city.places.byCode.has(one.place) && network.partners.some((partner) => partner.id === one.partnerId)))
  })

  it('stands where people work: most outlets have an open station within a kilometre', () => {
    const open = network.stations.filter((one) => one.status === 'open')
    const near = city.outlets.list.filter(({ position: [lon, lat] }) => open.some((one) => Math.hypot((one.position[0] - lon) * 85_000, (one.position[1] - lat) * 111_000) < 1000))
    const share = near.length / city.outlets.list.length
    ok(share > 0.5 && share < 0.98, String(share))
  })

  it('opens within its days, never the wrong way round', () => {
    for (const { hours } of network.stations) {
      for (const spans of hours?.weekly ?? []) for (const [from, until] of spans) ok(from < until && from < 1440 && until - from <= 1440)
    }
    ok(network.hours.every(({ hour, visits, peak }) => hour >= 0 && hour < 24 && peak >= 1 && peak <= visits))
  })

  it('counts its goods: what is there is the sum of its moves, and never was below nothing', () => {
    for (const line of network.stock) {
      const moves = network.moves.filter((one) => one.stationId === line.stationId && one.goodId === line.goodId)
      equal(moves.reduce((sum, one) => sum + one.quantity, 0), line.quantity)
      let after = 0
      for (const move of moves) {
        after += move.quantity
        deepEqual([move.after, after >= 0], [after, true])
      }
    }
  })

  it('gives its people what they come for: a keeper a station, a shop its own, a provider an organisation', () => {
    const grantOf = (persona: string) => grants.find((grant) => grant.accountId === accounts.find((one) => one.persona === persona)?.id)
    equal(grantOf('station-keeper')?.stationId, KEPT_STATION)
    equal(grantOf('partner-staff')?.partnerId, SHOP)
    equal(grantOf('provider-staff')?.partnerId, PROVIDER)
    deepEqual([network.stations[0]?.id, network.stations[0]?.status, network.stations[1]?.id, network.stations[1]?.partnerId], [KEPT_STATION, 'open', SHOP_STATION, SHOP])
    ok(network.remarks.some((one) => one.stationId === KEPT_STATION && one.decidedAt === undefined))
  })

  it('fits small cities and other ones', () => {
    for (const code of [110105, 330481]) {
      const small = simulateCity({ city: code, seed: 1, today, size: { companies: 6, outlets: 20, workers: 300 } }).registry.network
      ok(small.stations.length >= 8 && small.partners.length >= 14)
    }
  })
})

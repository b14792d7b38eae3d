// A township in which nothing happens by itself: a clock that tests set, workers with phones, and stations that are kept.

import { addActor, makeWorld, type World } from '../../../authorisation/world.ts'
import { person, startWaystation, type Answer, type Person, type TestWaystation } from '../../../testing/waystation.ts'
import { sanlitun } from './network-scene.ts'

export { hear } from '../../../testing/hear.ts'

export type Rider = Person & { worker: number; account: number }

export type LifeScene = {
  waystation: TestWaystation
  world: World
  city: { code: number; name: string; schema: string; demo: boolean }
  now(): Temporal.Instant
  setClock(at: string): void
  /** A worker of the township with an account. */
  rider(): Promise<Rider>
  /** What the wall of a station says. @param keeper may keep it */
  printed(keeper: Person, station: number): Promise<string>
  /** What the tablet of a station shows at this moment. */
  shown(keeper: Person, station: number): Promise<string>
  checkIn(who: Person, code: string): Promise<Answer>
}

/** Noon of a Friday. */
export const noon = '2026-11-27T12:00:00+08:00'

export async function lifeScene(mark: string): Promise<LifeScene> {
  let now = Temporal.Instant.from(noon)
  const waystation = await startWaystation({ work: false, clock: () => now })
  const world = await makeWorld(waystation, mark, sanlitun)
  // The demo's own life is nobody's business here.
  await waystation.sql(async (tx) => {
    await tx.deleteFrom('stay').execute()
    await tx.deleteFrom('station_presence').execute()
    await tx.deleteFrom('station_hour').execute()
  })
  return {
    waystation, world,
    city: { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true },
    now: () => now,
    setClock: (at) => void (now = Temporal.Instant.from(at)),
    async rider() {
      const actor = await addActor(waystation, { kind: 'worker', worker: (await world.worker()).worker })
      return { ...person(waystation.origin, actor.token), worker: actor.worker, account: actor.account }
    },
    async printed(keeper, station) {
      const answer = await keeper.post(`/stations/${station}/codes`)
      if (answer.status !== 201) throw new Error(answer.text)
      return String(answer.body['code'])
    },
    async shown(keeper, station) {
      const answer = await keeper.get(`/stations/${station}/counter`)
      if (answer.status !== 200) throw new Error(answer.text)
      return (answer.body['code'] as { code: string }).code
    },
    checkIn: (who, code) => who.post('/stations/check-ins', { code }),
  }
}

/** What is wrong, without the words. */
export function problemOf(answer: Answer): string {
  return `${answer.status} ${String(answer.body['type']).replace('/api/problems/', '')}`
}

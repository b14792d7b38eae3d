// A township with a partner's shop, people of every side, and a clock that tests set.

import { addActor, makeWorld, type Actor, type World } from '../../../authorisation/world.ts'
import type { Role } from '../../../../contract/permissions.ts'
import { person, startWaystation, type Person, type TestWaystation } from '../../../testing/waystation.ts'

export type Scene = {
  waystation: TestWaystation
  world: World
  /** Officer of the township, who issues and settles. */
  office: Person
  /** At the partner's till. */
  till: Person
  /** Keeps the partner's station. */
  keeper: Person
  worker(): Promise<Person & { id: number }>
  staff(role: Role, target: { place?: number; partner_id?: number; station_id?: number }): Promise<Person>
  partner(name: string): Promise<number>
  batch(body?: Record<string, unknown>): Promise<{ id: number; body: Record<string, unknown> }>
  /** Takes a voucher of a batch that may be claimed. */
  claim(batch: number): Promise<{ holder: Person & { id: number }; code: string; payload: string; id: number }>
  setClock(at: string): void
}

export const noon = '2026-11-16T04:00:00Z'

/** @param at what the clock says at first; noon in Shanghai */
export async function voucherScene({ at = noon, mark = '券场' } = {}): Promise<Scene> {
  let now = Temporal.Instant.from(at)
  const waystation = await startWaystation({ work: false, clock: () => now })
  const townships = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').limit(5).execute())
  const world = await makeWorld(waystation, mark, townships[3]?.code ?? 0)
  /** Their sessions last as long as the clock may be set on. */
  async function as(actor: Actor): Promise<Person> {
    await waystation.sql((tx) => tx.updateTable('session').set({ expires_at: Temporal.Instant.from('2030-01-01T00:00:00Z') }).where('account_id', '=', actor.account).execute())
    return person(waystation.origin, actor.token)
  }
  const staff: Scene['staff'] = async (role, target) => as(await addActor(waystation, { kind: 'staff', name: `${mark}${role}` }, { role, ...target }))
  const scene: Scene = {
    waystation, world,
    office: await staff('township_officer', { place: world.township }),
    till: await staff('partner_staff', { partner_id: world.partner }),
    keeper: await staff('station_keeper', { station_id: world.station }),
    staff,
    async worker() {
      const { worker } = await world.worker()
      return { ...(await as(await addActor(waystation, { kind: 'worker', worker }))), id: worker }
    },
    async partner(name) {
      return (await waystation.sql((tx) => tx.insertInto('partner').values({ name, short_name: name, kind: 'shop', place: world.township, created_at: now }).returning('id').executeTakeFirstOrThrow())).id
    },
    async batch(body = {}) {
      const answer = await scene.office.post('/voucher-batches', { place: world.township, title: '一碗热汤面', value_fen: 1500, quota: 100, valid_from: '2026-11-01', valid_until: '2026-12-31', claimable: true, partner_ids: [world.partner], ...body })
      if (answer.status !== 201) throw new Error(answer.text)
      return { id: Number(answer.body['id']), body: answer.body }
    },
    async claim(batch) {
      const holder = await scene.worker()
      const answer = await holder.post('/me/vouchers', { batch_id: batch })
      if (answer.status !== 201) throw new Error(answer.text)
      return { holder, code: String(answer.body['code']), payload: String(answer.body['payload']), id: Number(answer.body['id']) }
    },
    setClock(text) {
      now = Temporal.Instant.from(text)
    },
  }
  return scene
}

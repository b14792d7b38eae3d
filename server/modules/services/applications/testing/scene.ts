// What tests of services start with: two providers, an office above and one beside, workers, and a service to apply for.

import { equal } from 'node:assert/strict'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { ServiceContent } from '../../../../../contract/services.ts'
import { addActor, makeWorld, type World } from '../../../../authorisation/world.ts'
import { person, startWaystation, type Answer, type Person, type TestWaystation } from '../../../../testing/waystation.ts'

export type Somebody = Person & { account: number; worker: number }

export type Scene = {
  waystation: TestWaystation
  world: World
  officer: Somebody
  elsewhere: Somebody
  clinic: { id: number; staff: Somebody; colleague: Somebody }
  agency: { id: number; staff: Somebody }
  /** Another worker of the township, with an account. */
  rider(): Promise<Somebody>
  /** Adds and publishes. */
  service(change?: Partial<ServiceContent>): Promise<number>
  /** An application that was made, and asked, so many days earlier. */
  earlier(application: number, days: number): Promise<void>
}

export const both = (zh: string, en = '') => ({ zh, en })

/** A health certificate: two steps, five working days, an identity card to photograph. */
export function certificate(provider: number | null, change: Partial<ServiceContent> = {}): ServiceContent {
  return {
    group: 'functional', icon: 'health', provider_id: provider, title: both('健康证代办', 'Health certificate'), summary: both('替您约号'), description: both('约号、陪检、取证'), eligibility: { all: [] }, eligibility_note: both(''),
    form: {
      type: 'object',
      properties: {
        work: { 'type': 'string', 'x-widget': 'choice', 'title': '做什么', 'x-title-en': 'Work', 'oneOf': [{ const: 'food', title: '送餐', 'x-title-en': 'Food' }, { const: 'parcel', title: '送快递', 'x-title-en': 'Parcels' }] },
        phone: { 'type': 'string', 'x-widget': 'phone', 'format': 'cn-phone', 'title': '联系电话', 'x-title-en': 'Phone' },
        id_number: { 'type': 'string', 'x-widget': 'id-number', 'format': 'cn-id', 'title': '身份证号', 'x-title-en': 'ID number' },
        photo: { 'type': 'array', 'x-widget': 'attachment', 'title': '一寸照', 'x-title-en': 'Portrait', 'items': { type: 'integer' }, 'maxItems': 2 },
      },
      required: ['work', 'id_number'],
    },
    documents: [{ code: 'id_card', title: both('身份证正反面', 'ID card'), note: both('四角拍全'), how: 'photo', required: true, identity: true }, { code: 'old', title: both('旧证'), note: both(''), how: 'bring', required: false, identity: false }],
    steps: [{ code: 'check', title: both('审核材料', 'Check'), note: both('') }, { code: 'visit', title: both('体检', 'Visit'), note: both('') }, { code: 'fetch', title: both('取证', 'Fetch'), note: both('') }],
    promised_days: 5, monthly_quota: null, price_fen: 0, price_note: both('免费'), where: both('三里屯社区医院'), places: [], station_ids: [], ...change,
  }
}

export const answers = { work: 'food', phone: '138 0013 8000', id_number: '11010519491231002x' }

export async function makeScene(mark: string, at = 5): Promise<Scene> {
  const waystation = await startWaystation({ work: false })
  const townships = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').limit(40).execute())
  const world = await makeWorld(waystation, mark, townships[at]?.code ?? 0)
  const known = (actor: { account: number; token: string; worker: number }): Somebody => ({ ...person(waystation.origin, actor.token), account: actor.account, worker: actor.worker })
  const staff = async (name: string, grant: Parameters<typeof addActor>[2]) => known(await addActor(waystation, { kind: 'staff', name }, grant))
  const agencyId = await waystation.sql(async (tx) => (await tx.insertInto('partner').values({ name: `${mark}代办中心`, short_name: `${mark}代办`, kind: 'association', place: world.township, created_at: Temporal.Now.instant() }).returning('id').executeTakeFirstOrThrow()).id)
  const officer = await staff('街道 老郑', { role: 'township_officer', place: world.township })
  return {
    waystation, world, officer,
    elsewhere: await staff('别处', { role: 'township_officer', place: townships[at + 1]?.code ?? 0 }),
    clinic: { id: world.partner, staff: await staff('医院 小林', { role: 'partner_staff', partner_id: world.partner }), colleague: await staff('医院 小何', { role: 'partner_staff', partner_id: world.partner }) },
    agency: { id: agencyId, staff: await staff('代办 老吴', { role: 'partner_staff', partner_id: agencyId }) },
    async rider() {
      return known(await addActor(waystation, { kind: 'worker', worker: (await world.worker()).worker }))
    },
    async service(change) {
      const added = await officer.post('/catalogue', { place: world.township, content: certificate(world.partner, change) })
      equal(added.status, 201, added.text)
      const published = await officer.post(`/catalogue/${String(added.body['id'])}/publication`, {})
      equal(published.status, 201, published.text)
      return Number(added.body['id'])
    },
    earlier: (application, days) =>
      waystation.sql(async (tx) => {
        await sql`update application set submitted_at = submitted_at - make_interval(days => ${days}::int), due_on = due_on - ${days}::int where id = ${application}`.execute(tx)
        await sql`update application_stop set from_on = from_on - ${days}::int where application_id = ${application}`.execute(tx)
      }),
  }
}

export async function upload(who: Person): Promise<number> {
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#b04a2f' } }).jpeg().toBuffer()
  const answer = await who.upload('/attachments', photo, '身份证.jpg')
  equal(answer.status, 201, answer.text)
  return Number(answer.body['id'])
}

/** Applies with everything that is needed, and agrees. */
export async function apply(who: Person, service: number, more: Record<string, unknown> = {}): Promise<Answer & { id: number }> {
  const answer = await who.post('/me/applications', { service_id: service, version: 1, answers, documents: [{ code: 'id_card', attachment_id: await upload(who) }], consent_version: '2026-11', ...more })
  return Object.assign(answer, { id: Number(answer.body['id']) })
}

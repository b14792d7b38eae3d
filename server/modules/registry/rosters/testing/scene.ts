// What roster tests start with: a company of their own in the demo city, invented people, their list as CSV.

import { sql } from 'kysely'
import { idHeadings, residentId } from '../../../../../simulator/people/identifiers.ts'
import type { Answer, Person, TestWaystation } from '../../../../testing/waystation.ts'
import { foldOutletName } from '../reading/fold-outlet-name.ts'

export type Listed = { name: string; phone: string; id: string; outlet: string; hired?: string; kind?: string; agency?: string; post?: string }

export type Scene = {
  company: number
  outlets: Map<string, number>
  /** Person number n: always the same one; numbers differ between scenes. */
  person(n: number, outlet: string, other?: Partial<Listed>): Listed
}

let scenes = 0

/** @param persona is made HR of the company; @param manager of its first outlet */
export async function makeScene(waystation: TestWaystation, outletNames: readonly string[], granted: { hr?: string; manager?: string } = {}): Promise<Scene> {
  scenes += 1
  const scene = scenes
  return waystation.sql(async (tx) => {
    const place = 110105000000000
    const { rows: townships } = await sql<{ code: number }>`select code from place where parent = ${place} order by code`.execute(tx)
    const { id: company } = await tx
      .insertInto('company')
      .values({ name: `测试快送第${scene}有限公司`, short_name: `测试快送${scene}`, credit_code: `91110105MATEST${String(scene).padStart(4, '0')}`, kind: 'platform', trade: 'food-delivery', place, created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') })
      .returning('id')
      .executeTakeFirstOrThrow()
    const outlets = new Map<string, number>()
    for (const [index, name] of outletNames.entries()) {
      const row = await tx
        .insertInto('outlet')
        .values({ company_id: company, name, name_key: foldOutletName(name), kind: 'delivery-station', trade: 'food-delivery', place: townships[index % townships.length]?.code ?? place, created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') })
        .returning('id')
        .executeTakeFirstOrThrow()
      outlets.set(name, row.id)
    }
    if (granted.hr) await grant(tx, granted.hr, 'company_hr', { company_id: company })
    if (granted.manager) await grant(tx, granted.manager, 'outlet_manager', { outlet_id: outlets.get(outletNames[0] ?? '') ?? 0 })
    return {
      company,
      outlets,
      person: (n, outlet, other = {}) => ({ name: nameOf(n), phone: `154${String(scene).padStart(3, '0')}${String(n).padStart(5, '0')}`, id: idOf(scene, n), outlet, ...other }),
    }
  })
}

async function grant(tx: Parameters<Parameters<TestWaystation['sql']>[0]>[0], persona: string, role: string, target: { company_id?: number; outlet_id?: number }): Promise<void> {
  const { id } = await tx.selectFrom('account').select('id').where('persona', '=', persona).executeTakeFirstOrThrow()
  await tx.insertInto('role_grant').values({ account_id: id, role, ...target, from_on: Temporal.PlainDate.from('2026-01-01'), granted_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).execute()
}

export const HEADER = '姓名,手机号,身份证号,配送站,入职日期,用工形式,服务商,岗位'

export function csv(people: readonly Listed[], header = HEADER): string {
  return [header, ...people.map((one) => [one.name, one.phone, one.id, one.outlet, one.hired ?? '', one.kind ?? '直营', one.agency ?? '', one.post ?? '骑手'].join(','))].join('\r\n')
}

export type RosterState = { id: number; state: string; reason: string | null; counts: Record<string, number>; guard: { tripped: boolean; scope?: string; reason?: string; outlets?: { id: number; name: string; present: number; leaving: number }[] }; present: number; present_after: number; revision: number; reversible: boolean; mapping: { column: string; header: string; field: string | null }[]; reason_text: string | null }

/** Uploads and waits until it is read. */
export async function upload(who: Person, company: number, content: string | Uint8Array, options: { asOf?: string; outlet?: number; name?: string } = {}): Promise<RosterState> {
  const query = new URLSearchParams({ ...(options.asOf ? { as_of: options.asOf } : {}), ...(options.outlet ? { outlet: String(options.outlet) } : {}) })
  const answer = await who.upload(`/companies/${company}/rosters?${query}`, content, options.name ?? '花名册.csv')
  if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`)
  return read(who, Number(answer.body['id']))
}

export async function read(who: Person, id: number): Promise<RosterState> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body, status, text } = await who.get(`/rosters/${id}`)
    if (status !== 200) throw new Error(`${status} ${text}`)
    const roster = body as unknown as RosterState
    if (roster.state !== 'reading') return roster
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Roster ${id} is still being read`)
}

export function apply(who: Person, id: number, body: Record<string, unknown> = {}): Promise<Answer> {
  return who.post(`/rosters/${id}/application`, body)
}

/** Uploads and applies, and insists on both. */
export async function listAll(who: Person, company: number, people: readonly Listed[], asOf: string): Promise<RosterState> {
  const roster = await upload(who, company, csv(people), { asOf })
  const answer = await apply(who, roster.id, { confirm_mass_removal: true })
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body as unknown as RosterState
}

export type RowView = { row: number | null; kind: string; name: string; id_tail: string; phone_masked: string; outlet: string; from_outlet: string | null; worker_id: number | null; engagement_id: number | null; changes: { field: string; before: string | null; after: string | null; evidence: string | null }[]; held: boolean; review_reason: string | null; rejections: { code: string; column: string | null; header: string | null; text: string }[] }

export async function rowsOf(who: Person, id: number, kind?: string): Promise<RowView[]> {
  const rows: RowView[] = []
  let next: string | null = null
  do {
    const query = new URLSearchParams({ limit: '200', ...(kind ? { kind } : {}), ...(next ? { after: next } : {}) })
    const { body, status, text } = await who.get(`/rosters/${id}/rows?${query}`)
    if (status !== 200) throw new Error(`${status} ${text}`)
    const page = body as unknown as { items: RowView[]; next: string | null }
    rows.push(...page.items)
    next = page.next
  } while (next)
  return rows
}

export function dayBefore(days: number): string {
  return Temporal.Now.plainDateISO('Asia/Shanghai').subtract({ days }).toString()
}

function nameOf(n: number): string {
  return `${'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'[n % 16]}${'伟芳娜敏静丽强磊军洋勇艳杰涛明超'[Math.floor(n / 16) % 16]}${'一二三四五六七八九十百千万天地人'[Math.floor(n / 256) % 16]}`
}

function idOf(scene: number, n: number): string {
  const headings = idHeadings([41, 42, 43, 51, 52, 53][scene % 6] ?? 41)
  return residentId(headings[Math.floor(scene / 6) % headings.length] ?? 410101, 5000 + n, 100 + (scene % 400) * 2)
}

import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { person, startWaystation } from '../../../testing/waystation.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, rowsOf, upload } from './testing/scene.ts'

const waystation = await startWaystation({ rosterMaxBytes: 300_000, rosterMaxRows: 500 })
const officer = await waystation.as('district-officer')
const uploads = join(waystation.services.config.dataFolder, 'uploads', '110105')

function stored(): string[] {
  return existsSync(uploads) ? readdirSync(uploads) : []
}

test('an upload is answered at once with where to look', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const answer = await officer.upload(`/companies/${scene.company}/rosters?as_of=${dayBefore(1)}`, csv([scene.person(1, '东风站')]), '花名册.csv')
  assert.equal(answer.status, 202)
  assert.deepEqual(Object.keys(answer.body).sort(), ['id', 'state'])
  assert.equal(answer.headers.get('location'), `/api/v1/110105/rosters/${answer.body['id']}`)
  const roster = await read(officer, Number(answer.body['id']))
  assert.equal(roster.state, 'ready')
})

test('the file is kept encrypted until the roster is decided, and no longer', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const one = scene.person(1, '东风站')
  const known = new Set(stored())
  const roster = await upload(officer, scene.company, csv([one]), { asOf: dayBefore(1) })
  const added = stored().filter((name) => !known.has(name))
  assert.equal(added.length, 1)
  const bytes = readFileSync(join(uploads, added[0] ?? ''))
  assert.ok(!bytes.includes(one.id) && !bytes.includes(one.phone) && !bytes.includes(one.name))
  assert.equal((await apply(officer, roster.id)).status, 200)
  assert.deepEqual(stored().filter((name) => !known.has(name)), [])
})

test('a file that is too large, too long, damaged, empty, locked or the wrong sheet is refused as a whole, and the server goes on', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const many = csv(Array.from({ length: 501 }, (_, n) => scene.person(n, '东风站')))
  const files: [reason: string, content: string | Uint8Array, name: string][] = [
    ['too-large', '姓名,手机号\r\n'.padEnd(300_001, 'x'), 'a.csv'],
    ['too-large', many, 'a.csv'],
    ['unreadable-file', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(3000, 7)]), 'a.xlsx'],
    ['empty-file', '', 'a.csv'],
    ['empty-file', '姓名,手机号,身份证号,配送站\r\n', 'a.csv'],
    ['wrong-sheet', '日期,金额\r\n2026-01-01,3\r\n', 'a.csv'],
  ]
  for (const [reason, content, name] of files) {
    const roster = await upload(officer, scene.company, content, { name, asOf: dayBefore(1) })
    assert.deepEqual([roster.state, roster.reason], ['refused', reason])
    assert.ok(roster.reason_text)
    assert.equal((await apply(officer, roster.id)).status, 409)
    assert.equal((await rowsOf(officer, roster.id)).length, 0)
  }
  assert.equal((await officer.upload(`/companies/${scene.company}/rosters`, 'x'.repeat(2_000_000), 'a.csv')).status, 413)
  assert.equal((await upload(officer, scene.company, csv([scene.person(1, '东风站')]))).state, 'ready')
})

test('HR of one company uploads for it, and finds nothing of another', async () => {
  const [mine, other] = [await makeScene(waystation, ['东风站'], { hr: 'company-hr' }), await makeScene(waystation, ['东风站'])]
  const hr = await waystation.as('company-hr')
  const roster = await upload(hr, mine.company, csv([mine.person(1, '东风站')]), { asOf: dayBefore(1) })
  const [row] = await rowsOf(hr, roster.id)
  assert.equal(row?.name, mine.person(1, '东风站').name)
  assert.equal(row?.phone_masked, '154****0001')
  assert.equal((await hr.upload(`/companies/${other.company}/rosters`, csv([other.person(1, '东风站')]), 'a.csv')).status, 404)
  const theirs = await upload(officer, other.company, csv([other.person(1, '东风站')]), { asOf: dayBefore(1) })
  for (const path of ['', '/rows', '/events', '/export', '/rejections']) assert.equal((await hr.get(`/rosters/${theirs.id}${path}`)).status, 404, path)
  assert.equal((await apply(hr, theirs.id)).status, 404)
  assert.equal((await hr.post(`/rosters/${theirs.id}/reversal`, {})).status, 404)
  assert.equal((await hr.delete(`/rosters/${theirs.id}`)).status, 404)
  assert.equal((await apply(hr, roster.id)).status, 200)
})

test('an outlet manager’s list covers their outlet only: others stay, and its leavers go', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站'], { manager: 'outlet-manager' })
  const people = Array.from({ length: 8 }, (_, n) => scene.person(n, n < 4 ? '东风站' : '西坝河站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const manager = await waystation.as('outlet-manager')
  // Without a column for the outlet: it can only be this one. Number 3 has left, number 7 came over.
  const lines = [...people.slice(0, 3), people[7], scene.person(50, '')].map((one) => [one?.name, one?.phone, one?.id].join(','))
  const roster = await upload(manager, scene.company, ['姓名,手机号,身份证号', ...lines].join('\n'), { asOf: dayBefore(1) })
  assert.deepEqual([roster.counts['joined'], roster.counts['left'], roster.counts['moved'], roster.counts['same']], [1, 1, 1, 3])
  assert.deepEqual([roster.present, roster.present_after], [4, 5])
  assert.deepEqual((await rowsOf(manager, roster.id, 'left')).map((row) => row.name), [people[3]?.name])
  assert.equal((await apply(manager, roster.id)).status, 200)
  const company = await waystation.sql((tx) => tx.selectFrom('company').select('last_as_of').where('id', '=', scene.company).executeTakeFirstOrThrow())
  assert.equal(company.last_as_of?.toString(), dayBefore(2), 'one outlet says nothing about how current the company is')
  const open = await waystation.sql((tx) => tx.selectFrom('engagement').select('outlet_id').where('company_id', '=', scene.company).where('until_on', 'is', null).execute())
  assert.equal(open.filter((one) => one.outlet_id === scene.outlets.get('西坝河站')).length, 3)
  assert.equal((await manager.upload(`/companies/${scene.company}/rosters?outlet=${scene.outlets.get('西坝河站')}`, csv(people), 'a.csv')).status, 404)
})

test('a program sends the day’s list with its token, and a repeated sending counts once', async () => {
  const scene = await makeScene(waystation, ['东风站'], { hr: 'company-hr-parcel' })
  const hr = await waystation.as('company-hr-parcel')
  const made = await hr.post('/programs', { company_id: scene.company, name: '夜间同步' })
  assert.equal(made.status, 201, made.text)
  const program = person(waystation.origin, String(made.body['token']))
  const content = csv([scene.person(1, '东风站'), scene.person(2, '东风站')])
  const send = async (body: string, key: string) => {
    const form = new FormData()
    form.append('file', new Blob([body]), '今日.csv')
    return program.post(`/companies/${scene.company}/rosters?as_of=${dayBefore(1)}`, form, { 'idempotency-key': key })
  }
  const [first, second] = await Promise.all([send(content, 'day-2026-11-24'), send(content, 'day-2026-11-24')])
  assert.deepEqual([first.status, second.status], [202, 202])
  assert.equal(first.body['id'], second.body['id'])
  assert.equal((await send(`${content}\r\n`, 'day-2026-11-24')).status, 422, 'the same key for another file')
  const roster = await read(program, Number(first.body['id']))
  assert.equal(roster.counts['joined'], 2)
  const applied = await program.post(`/rosters/${roster.id}/application`, {}, { 'idempotency-key': 'apply-2026-11-24' })
  assert.equal(applied.status, 200, applied.text)
  assert.equal((await program.post(`/rosters/${roster.id}/application`, {}, { 'idempotency-key': 'apply-2026-11-24' })).status, 200)
  assert.equal((await program.post(`/rosters/${roster.id}/reversal`, {})).status, 403, 'taking back is for people')
})

test('progress and the state that comes of it arrive as events', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const answer = await officer.upload(`/companies/${scene.company}/rosters?as_of=${dayBefore(1)}`, csv([scene.person(1, '东风站')]), 'a.csv')
  const events = await fetch(`${waystation.origin}/api/v1/110105/rosters/${answer.body['id']}/events`, { headers: { authorization: `Bearer ${officer.token}` } })
  assert.match(events.headers.get('content-type') ?? '', /^text\/event-stream/)
  const text = await events.text()
  const last = text.trim().split('\n\n').at(-1) ?? ''
  assert.match(last, /^event: state\ndata: \{"state":"ready"/)
})

test('a roster that was not applied can be withdrawn, also while it is read', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const roster = await upload(officer, scene.company, csv([scene.person(1, '东风站')]), { asOf: dayBefore(1) })
  assert.equal((await officer.delete(`/rosters/${roster.id}`)).status, 204)
  assert.equal((await officer.get(`/rosters/${roster.id}`)).status, 404)
  const answer = await officer.upload(`/companies/${scene.company}/rosters?as_of=${dayBefore(1)}`, csv(Array.from({ length: 400 }, (_, n) => scene.person(n, '东风站'))), 'a.csv')
  assert.equal((await officer.delete(`/rosters/${answer.body['id']}`)).status, 204)
  assert.equal((await officer.get(`/rosters/${answer.body['id']}`)).status, 404)
  const applied = await listAll(officer, scene.company, [scene.person(1, '东风站')], dayBefore(1))
  assert.equal((await officer.delete(`/rosters/${applied.id}`)).status, 409)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation, type Person } from '../../../testing/waystation.ts'
import { noteLateCompanies } from './note-late-companies.ts'

const waystation = await startWaystation()
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')

async function firstLate(person: Person): Promise<{ id: number; short_name: string }> {
  const { body } = await person.get('/companies?freshness=late')
  const [late] = body['items'] as unknown as { id: number; short_name: string }[]
  assert.ok(late)
  return late
}

test('the late company reaches the desks of the district and of every township with an outlet of it', async () => {
  const late = await firstLate(district)
  for (const officer of [district, sanlitun]) {
    const items = (await officer.get('/queue?kind=late-company')).body['items'] as unknown as { href: string; title: string }[]
    assert.ok(items.some((one) => one.href === `/desk/companies/${late.id}` && one.title.includes(late.short_name)))
  }
})

test('an officer reminds its contact twice; the third time that day waits for tomorrow', async () => {
  const late = await firstLate(sanlitun)
  assert.equal((await sanlitun.post(`/companies/${late.id}/reminders`)).status, 204)
  assert.equal((await district.post(`/companies/${late.id}/reminders`)).status, 204)
  const third = await sanlitun.post(`/companies/${late.id}/reminders`)
  assert.equal(third.status, 429)
  const messages = await eventually(async () => {
    const { body } = await waystation.stranger.get('/demo/messages')
    const sent = (body as unknown as { to: string; text: string }[]).filter((one) => one.text.includes(late.short_name))
    return sent.length === 2 ? sent : undefined
  })
  assert.match(messages[0]?.text ?? '', /花名册还没收到/)
})

test('a company that owes nothing is not reminded', async () => {
  const { body } = await district.get('/companies?freshness=not-asked')
  const [quiet] = body['items'] as unknown as { id: number }[]
  assert.equal((await district.post(`/companies/${quiet?.id}/reminders`)).status, 422)
})

test('that a company is late is said once for each due day', async () => {
  const city = await waystation.services.cities.find(110105)
  assert.ok(city)
  await noteLateCompanies(waystation.services, city)
  assert.equal(await noteLateCompanies(waystation.services, city), 0)
  const late = await firstLate(district)
  const events = () => waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'company.late').where('subject', '=', late.id).execute())
  const before = (await events()).length
  await waystation.sql((tx) => tx.updateTable('company').set({ last_as_of: Temporal.PlainDate.from('2026-01-05') }).where('id', '=', late.id).execute())
  assert.equal(await noteLateCompanies(waystation.services, city), 1)
  assert.equal((await events()).length, before + 1)
})

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 60; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('It did not happen within 15 seconds')
}

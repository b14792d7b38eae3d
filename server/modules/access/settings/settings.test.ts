import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { settingDefinitions, type SettingDefinition } from './setting-definitions.ts'
import { knownSetting, settingValue } from './setting-value.ts'

let ahead = 0
const waystation = await startWaystation({ work: false, clock: () => Temporal.Now.instant().add({ seconds: ahead }) })
const administrator = await waystation.as('administrator')
const district = await waystation.as('district-officer')

type Item = { key: string; title: string; value: number; source: string; effective_from: string; minimum: number }
const items = async (key: string) => ((await district.get('/settings')).body['items'] as Item[]).filter((one) => one.key === key)
const today = () => waystation.services.clock().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
const holds = (key: keyof typeof settingDefinitions, day = today()) => waystation.sql((tx) => settingValue({ tx, today: day, services: waystation.services }, key))

describe('rules of the field', () => {
  it('come with where they are from, and hold until the city says otherwise', async () => {
    const [one] = await items('roster.guard.company-people')
    equal(one?.value, 20)
    ok(one?.source && one.title)
    equal(((await district.get('/settings')).body['items'] as Item[]).length, Object.keys(settingDefinitions).length)
    const english = (await district.get('/settings', { 'accept-language': 'en' })).body['items'] as Item[]
    ok(english.every(({ title }) => !/\p{Script=Han}/u.test(title)))
  })

  it('change from a day on, and who changed them is on record', async () => {
    equal((await administrator.put('/settings/roster.guard.company-people', { value: 30 })).status, 204)
    const later = today().add({ days: 3 })
    equal((await administrator.put('/settings/roster.guard.company-people', { value: 40, effective_from: later.toString() })).status, 204)
    deepEqual((await items('roster.guard.company-people')).map(({ value }) => value), [30, 40])
    deepEqual([await holds('roster.guard.company-people'), await holds('roster.guard.company-people', later), await holds('roster.guard.company-people', today().subtract({ days: 1 }))], [30, 40, 20])
    match((await items('roster.guard.company-people'))[0]?.source ?? '', /邵文清/)
    const event = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'setting.changed').orderBy('id', 'desc').executeTakeFirstOrThrow())
    deepEqual(event.data, { key: 'roster.guard.company-people', value: 40, from: later.toString() })
    equal((await administrator.put('/settings/roster.guard.company-people', { value: 30, effective_from: '2020-01-01' })).status, 422)
  })

  it('are known without asking again, until one changes', async () => {
    const { services } = waystation
    const city = { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true }
    const known = (day = today()) => waystation.sql((tx) => knownSetting({ tx, today: day, services, city }, 'outlet.check-days'))
    equal(await known(), 30)
    // Behind everybody's back: not asked again.
    await waystation.sql((tx) => tx.insertInto('setting').values({ key: 'outlet.check-days', value: '14', source: '', effective_from: today(), changed_by: 1, changed_at: services.clock() }).execute())
    equal(await known(), 30)
    equal((await administrator.put('/settings/outlet.check-days', { value: 21, effective_from: today().add({ days: 2 }).toString() })).status, 204)
    for (let tries = 0; tries < 50 && (await known(today().add({ days: 2 }))) !== 21; tries += 1) await new Promise((resolve) => void setTimeout(resolve, 20))
    deepEqual([await known(), await known(today().add({ days: 2 })), await known(today().add({ days: 9 }))], [14, 21, 21])
  })

  it('are numbers within bounds', async () => {
    for (const [value, status] of [[0, 422], [1.5, 400], ['20', 400], [null, 400], [1e9, 422], [25, 204]] as const) equal((await administrator.put('/settings/roster.guard.outlet-people', { value })).status, status, String(value))
    equal((await administrator.put('/settings/no.such.rule', { value: 1 })).status, 404)
    equal((await administrator.put('/settings/toString', { value: 1 })).status, 404)
  })

  it('are changed by the administrator only, and read by the district', async () => {
    equal((await district.put('/settings/roster.guard.company-people', { value: 5 })).status, 403)
    equal((await (await waystation.as('township-officer')).get('/settings')).status, 403)
  })

  it('bounds hold for every default', () => {
    for (const [key, definition] of Object.entries<SettingDefinition>(settingDefinitions)) {
      const value = typeof definition.initial === 'function' ? definition.initial(waystation.services.config) : definition.initial
      ok(value >= definition.minimum && value <= definition.maximum, key)
      Temporal.PlainDate.from(definition.since)
    }
  })
})

describe('what Waystation refuses', () => {
  it('statistics of fewer than five people, tracking, scores of persons: whoever asks', async () => {
    for (const [key, value] of [['statistics.small-cell', 4], ['worker.tracking', true], ['worker.score', 1], ['employer.sees-everything', true], ['disclosure.without-purpose', true]] as const) {
      const { status, body } = await administrator.put(`/settings/${key}`, { value })
      equal(status, 422)
      match(String(body['type']), /refused-by-design/)
      ok(body['why'])
    }
    equal((await administrator.put('/settings/statistics.small-cell', { value: 10 })).status, 204)
  })
})

import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation } from '../../testing/waystation.ts'
import { knownCalendar, readCalendar, seedCalendar } from './index.ts'

const waystation = await startWaystation({ work: false })
const city = { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true }
type Item = { date: string; kind: string; name: string; origin: string; note: string }
const year = async (of: number, language = 'zh-CN') => (await waystation.stranger.get(`/calendar?year=${of}`, { 'accept-language': language })).body as { published: boolean; items: Item[] }
const day = (text: string) => Temporal.PlainDate.from(text)

describe('the calendar of a city', () => {
  it('a passer-by reads the holidays of the year, with their names', async () => {
    const { published, items } = await year(2026)
    equal(published, true)
    deepEqual(items.find(({ date }) => date === '2026-10-01'), { date: '2026-10-01', kind: 'holiday', name: '国庆节', origin: 'state-council', note: '国务院办公厅节假日安排' })
    equal((await year(2026, 'en')).items.find(({ date }) => date === '2026-10-10')?.name, 'National Day')
    equal((await year(2028)).published, false)
    equal((await waystation.stranger.get('/calendar')).status, 400)
  })

  it('the administrator closes the city for a day, and everybody reckons with it at once, on every server', async () => {
    const administrator = await waystation.as('administrator')
    const workday = () => waystation.sql(async (tx) => [(await readCalendar(tx)).isWorkday(day('2026-12-01')), (await knownCalendar({ tx, city, services: waystation.services })).isWorkday(day('2026-12-01'))])
    deepEqual(await workday(), [true, true])
    equal((await administrator.put('/calendar/2026-12-01', { kind: 'holiday' })).status, 400)
    equal((await administrator.put('/calendar/2026-12-01', { kind: 'workday' })).status, 422)
    const { status, body } = await administrator.put('/calendar/2026-12-01', { kind: 'holiday', name: '大风停工', note: '区应急办通知' })
    equal(status, 200)
    deepEqual(body, { date: '2026-12-01', kind: 'holiday', name: '大风停工', origin: 'local', note: '区应急办通知' })
    for (let tries = 0; tries < 100 && (await workday())[1]; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20))
    deepEqual(await workday(), [false, false])
    equal((await (await waystation.as('auditor')).put('/calendar/2026-12-02', { kind: 'holiday', name: 'x' })).status, 403)
  })

  it('what was entered here outlasts a newer release; what the law alone said gives way to the notice', async () => {
    const administrator = await waystation.as('administrator')
    await administrator.put('/calendar/2026-10-10', { kind: 'usual' })
    await waystation.sql((tx) => tx.insertInto('calendar_day').values({ day: day('2026-07-07'), kind: 'holiday', name: '旧的', origin: 'statutory' }).execute())
    await waystation.sql((tx) => tx.updateTable('calendar_day').set({ kind: 'workday' }).where('day', '=', day('2026-10-01')).execute())
    await seedCalendar(waystation.services.db.owner, city.schema)
    const { items } = await year(2026)
    equal(items.find(({ date }) => date === '2026-10-10')?.kind, 'usual')
    equal(items.find(({ date }) => date === '2026-07-07'), undefined)
    equal(items.find(({ date }) => date === '2026-10-01')?.kind, 'holiday')
    await waystation.sql(async (tx) => equal((await readCalendar(tx)).isWorkday(day('2026-10-10')), false))
  })
})

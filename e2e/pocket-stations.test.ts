// A worker between two orders: finds an open station, checks in and out, says what is wrong there, and reads the keeper's answer.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, origin, picture, signInAs, visit, type Visit } from './testing/browser.ts'
import { calling, named } from './testing/desk.ts'
import { api, until } from './testing/pocket.ts'

type WithId = { id: number }
const officer = await calling('district-officer')
const owner = await calling('partner-staff')
const { items: owners } = await officer<{ items: (WithId & { short_name: string })[] }>('GET', `/partners?search=${encodeURIComponent('李记面馆')}`)
const allDay = Array.from({ length: 7 }, () => [[0, 1440]])

/** A station of 李记面馆 that is always open, with its code, and nothing between it and where the phone is. */
async function newStation(): Promise<{ id: number; name: string; code: string; at: { longitude: number; latitude: number } }> {
  const at = { longitude: Number((116.4 + Math.random() / 10).toFixed(4)), latitude: Number((39.9 + Math.random() / 10).toFixed(4)) }
  const name = named('李记歇脚点')
  const { id } = await officer<WithId>('POST', '/stations', { name, kind: 'partner-shop', partner_id: owners[0]?.id, place: 110105004000000, position: { lon: at.longitude, lat: at.latitude }, address: '三里屯东三街6号', amenities: ['water', 'charging', 'meal', 'toilet', 'rest', 'wifi'], hours: { weekly: allDay, holidays: 'as-weekly', workdays: 'as-weekly' }, capacity: 12, entrance_note: '面馆边上的小门', status: 'open' })
  const { code } = await owner<{ code: string }>('POST', `/stations/${id}/codes`, {})
  return { id, name, code, at }
}

const station = await newStation()

/** On a phone that stands at the station's door. */
async function atTheDoor(device: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  const visited = await visit('phone', device)
  await visited.context.grantPermissions(['geolocation'], { origin: origin() })
  await visited.context.setGeolocation(station.at)
  return visited
}

test('周小满 finds the nearest open station with a charger, sees what it has, and is handed over to a map', async () => {
  const visited = await atTheDoor()
  const { page, complaints } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/')
  await page.getByRole('link', { name: '驿站', exact: true }).click()
  await page.getByText('按名字排的').waitFor()
  await readable(page, 'stations by name')
  await page.getByRole('button', { name: '找最近的' }).click()
  const nearest = page.locator('.stops li').first()
  await nearest.getByText(station.name).waitFor()
  await page.getByRole('button', { name: '充电' }).click()
  await page.getByRole('button', { name: '现在开门' }).click()
  await page.waitForFunction(() => document.querySelector('.stops[aria-busy]') === null)
  assert.equal(await page.locator('.stop.shut').count(), 0, 'one that is shut is in the list of those open now')
  await nearest.getByText(station.name).waitFor()
  await readable(page, 'stations by distance')
  await picture(page, 'pocket-stations')
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '洗澡' }).click()
  await assertAccessible(page, 'what else there is')
  await page.getByRole('button', { name: '就这些' }).click()
  await nearest.getByText(station.name).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '更多，选了 1 样' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '洗澡' }).click()
  await page.getByRole('button', { name: '就这些' }).click()
  await page.getByRole('button', { name: '搜驿站' }).click()
  await page.getByRole('searchbox').fill(station.name)
  await until(async () => (await page.locator('.stops li').count()) === 1)
  await nearest.click()
  await page.getByRole('heading', { name: station.name }).waitFor()
  await page.getByText('24 小时').first().waitFor()
  await page.getByText('面馆边上的小门').waitFor()
  await readable(page, 'station')
  await picture(page, 'pocket-station')
  await page.getByRole('button', { name: '导航' }).click()
  for (const [map, address] of [['高德地图', /^https:\/\/uri\.amap\.com\//], ['百度地图', /^https?:\/\/api\.map\.baidu\.com\//], ['腾讯地图', /^https:\/\/apis\.map\.qq\.com\//]] as const) {
    assert.match((await page.getByRole('link', { name: map }).getAttribute('href')) ?? '', address)
  }
  await assertAccessible(page, 'handing over to a map')
  assert.deepEqual(complaints, [])
})

test('the map of the tab shows where one is, and the station whose lantern one taps', async () => {
  const visited = await atTheDoor()
  const { page, complaints } = visited
  await page.goto(`${origin()}/stations`)
  await page.getByRole('button', { name: '找最近的' }).click()
  await page.locator('.stops li').first().getByText(station.name).waitFor()
  await page.getByText('地图', { exact: true }).click()
  await page.getByRole('button', { name: new RegExp(station.name) }).click({ force: true })
  await page.getByRole('link', { name: new RegExp(station.name) }).waitFor()
  await readable(page, 'map of stations')
  await picture(page, 'pocket-stations-map')
  assert.deepEqual(complaints, [])
})

test('石磊 types the code from the door, is checked in, sees it on the home, and leaves: nothing of it stays', async () => {
  const visited = await atTheDoor()
  const { page, complaints } = visited
  await signInAs(visited, 'worker-shi-lei', '/join')
  await readable(page, 'scanning')
  await page.getByLabel(/输码底下那串字/).fill(` ${station.code.slice(0, 4).toLowerCase()} ${station.code.slice(4)} `)
  await page.getByRole('button', { name: '就是它' }).click()
  await page.getByText('歇着呢').waitFor()
  assert.equal(new URL(page.url()).pathname, `/s/${station.code}`)
  await readable(page, 'checked in')
  await picture(page, 'pocket-checked-in')
  await page.goto(origin())
  await page.getByRole('link', { name: station.name }).first().waitFor()
  await readable(page, 'home while resting')
  await picture(page, 'pocket-home-resting')
  await page.getByRole('button', { name: '我走了' }).click()
  await page.getByText('路上慢点').first().waitFor()
  assert.deepEqual(await (await visited.context.request.get(`${origin()}${api}/me/stay`)).json(), { stay: null })
  assert.deepEqual(complaints, [])
})

test('the code on the poster leads through the sign-in and back to the same door; a wrong one says so', async () => {
  const visited = await atTheDoor()
  const { page } = visited
  await page.goto(`${origin()}/s/${station.code}`)
  await page.getByRole('heading', { name: station.name }).waitFor()
  await readable(page, 'a code, not signed in')
  await page.getByRole('button', { name: '用手机号进来再打' }).click()
  await page.waitForURL(/sign-in/)
  assert.equal(new URL(page.url()).searchParams.get('to'), `/s/${station.code}`)
  await signInAs(visited, 'worker-luo-changhe', `/s/${station.code}`)
  await page.getByRole('button', { name: '我到了' }).click()
  await page.getByText('歇着呢').waitFor()
  await page.getByRole('button', { name: '我走了' }).click()
  await page.getByRole('heading', { name: '路上慢点' }).waitFor()
  await readable(page, 'checked out')
  await page.goto(`${origin()}/s/AAAAAAAAAA`)
  await page.getByRole('heading', { name: '这个码用不了' }).waitFor()
  await readable(page, 'a code that ended')
})

test('田秀兰 says that the hours are wrong; the keeper, who does not learn who said it, answers; she is told', async () => {
  const visited = await atTheDoor()
  const { page, complaints } = visited
  await signInAs(visited, 'worker-tian-xiulan', `/stations/${station.id}`)
  await page.getByRole('button', { name: '信息有误' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '告诉站长' }).click()
  await sheet.getByText('先选一样').waitFor()
  await sheet.getByText('开门时间不对').click()
  await sheet.getByLabel(/多说一句/).fill('晚上十点就锁门了')
  await assertAccessible(page, 'a remark')
  await picture(page, 'pocket-remark')
  await sheet.getByRole('button', { name: '告诉站长' }).click()
  await page.getByText('等站长答').waitFor()
  await readable(page, 'my remarks')

  const { items } = await owner<{ items: (WithId & { note: string })[] }>('GET', `/remarks?station=${station.id}&state=open`)
  const [remark] = items
  assert.ok(remark)
  assert.equal(remark.note, '晚上十点就锁门了')
  assert.doesNotMatch(JSON.stringify(items), /田秀兰/)
  await owner('POST', `/remarks/${remark.id}/answer`, { text: '门锁改好了，夜里扫码能进' })

  await page.goto(origin())
  await page.getByRole('link', { name: /消息，1 条没看过/ }).click()
  await readable(page, 'notices')
  await picture(page, 'pocket-notices')
  await page.getByRole('link', { name: new RegExp(station.name) }).first().click()
  await page.getByText('门锁改好了，夜里扫码能进').first().waitFor()
  await readable(page, 'an answered remark')
  await picture(page, 'pocket-remark-answered')
  assert.deepEqual(complaints, [])
})

test('without network the stations that were seen are still there, with the moment they were seen', async () => {
  const visited = await atTheDoor()
  const { page, context } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/stations')
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while ((await caches.keys()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await page.getByRole('button', { name: '找最近的' }).click()
  await page.locator('.stops li').first().getByText(station.name).click()
  await page.getByRole('heading', { name: station.name }).waitFor()
  await page.waitForTimeout(500)
  await context.setOffline(true)
  await page.goto(`${origin()}/stations`)
  await page.getByText(/没连上网。这是 .* 存下的/).waitFor()
  await page.getByRole('link', { name: new RegExp(station.name) }).first().click()
  await page.getByRole('heading', { name: station.name }).waitFor()
  await readable(page, 'a station without network')
})

test('the public map needs nobody signed in: list and map, a township to print, both languages', async () => {
  const visited = await atTheDoor()
  const { page, complaints } = visited
  await page.goto(`${origin()}/map`)
  await page.getByRole('heading', { level: 1, name: /驿站地图/ }).waitFor()
  await page.locator('.stops li').nth(3).waitFor()
  await page.waitForLoadState('networkidle')
  await readable(page, 'public map')
  await picture(page, 'pocket-public-map')
  // Drawn by the server: nothing has to come before it can be read. The first press fetches the app, and is not lost.
  assert.equal(await page.locator('#app[data-v-app]').count(), 0)
  await page.getByRole('button', { name: '地图' }).click()
  await page.locator('.leaflet-container').waitFor()
  await page.waitForLoadState('networkidle')
  await readable(page, 'public map, drawn')
  await picture(page, 'pocket-public-map-drawn')
  await page.getByRole('button', { name: '列表' }).click()
  await page.getByRole('button', { name: '找最近的' }).click()
  await page.locator('.stops li').first().getByText(station.name).waitFor()
  const township = page.getByLabel('打印一个街道的清单')
  await township.focus()
  await township.selectOption({ label: '三里屯街道' })
  const sheet = await visited.context.request.get(new URL((await page.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '', origin()).href)
  assert.equal(sheet.status(), 200)
  assert.equal((await sheet.body()).subarray(0, 5).toString(), '%PDF-')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: '中文' }).waitFor()
  await readable(page, 'public map in English')
  const { cookies } = await visited.context.storageState()
  assert.deepEqual(cookies, [])
  assert.deepEqual(complaints, [])
})

/** Axe, and nothing wider than the phone. */
async function readable(page: Page, where: string): Promise<void> {
  await page.locator('.bones').first().waitFor({ state: 'detached' })
  await assertAccessible(page, where)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, `${where} is wider than the phone`)
}

// The phone app without network, on a phone of several hands, and after the session has ended.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'
import { api, comeIn, consent, newPhone, newPoster, until } from './testing/pocket.ts'

test('without network 石磊 still sees what he saw; what he says waits, survives closing the app, and is done once', async () => {
  const visited = await visit('phone')
  const { context } = visited
  await signInAs(visited, 'worker-shi-lei', '/')
  await shellKept(visited.page)
  await visited.page.getByText('公司已确认').waitFor()
  await openPrivacy(visited.page)
  const before = await consentEvents(context)
  const granted = await consent(context, 'sms-replies')

  await context.setOffline(true)
  await visited.page.getByText('没网了').waitFor()
  await visited.page.getByRole('switch', { name: '用短信告诉我答复' }).click()
  if (granted === false) await visited.page.getByRole('button', { name: '我答应' }).click()
  await visited.page.getByText(granted ? '收回，等网络' : '答应，等网络').waitFor()
  await assertAccessible(visited.page, 'offline')
  await picture(visited.page, 'pocket-offline')

  // Closed and opened again, still without network.
  const page = await context.newPage()
  await visited.page.close()
  await page.goto(origin())
  await page.getByText('公司已确认').waitFor()
  await page.getByText(/^上次更新/).first().waitFor()
  await page.getByRole('link', { name: /1 件等网络/ }).click()
  await page.getByText('答应或收回').waitFor()
  assert.equal(await consentEvents(context), before)

  await context.setOffline(false)
  await page.getByRole('heading', { name: '都发出去了' }).waitFor()
  assert.equal(await consent(context, 'sms-replies'), !granted)
  assert.equal(await consentEvents(context), before + 1)
})

test('nothing of him can be read from the storage of the phone, and nothing is left of it after signing out', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/')
  await page.getByText('工体站').first().waitFor()
  await until(async () => (await stored(page)).records.length >= 3)
  const { records, local } = await stored(page)
  for (const one of records) assert.ok(one.shape === 'sealed' || one.shape === 'key, not extractable', `${one.name} is ${one.shape}`)
  assert.doesNotMatch(JSON.stringify(records.map((one) => one.name)) + local, /周小满|工体站|疾鹿|0805/)

  await page.getByRole('link', { name: '我的' }).click()
  await assertAccessible(page, 'me')
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/\/sign-in/)
  await page.getByLabel('手机号').waitFor()
  assert.deepEqual((await stored(page)).records, [])
  assert.equal((await visited.context.request.get(`${origin()}${api}/me`)).status(), 401)
})

test('signing out without network ends the session on the server as soon as there is one', async () => {
  const visited = await visit('phone')
  const { page, context } = visited
  await signInAs(visited, 'worker-tian-xiulan', '/')
  await shellKept(page)
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('button', { name: '退出登录' }).waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/\/sign-in/)
  assert.deepEqual((await stored(page)).records, [])
  await context.setOffline(false)
  assert.equal((await context.request.get(`${origin()}${api}/me`)).status(), 200)
  await page.goto(origin())
  await page.waitForURL(/\/sign-in/)
  await until(async () => (await context.request.get(`${origin()}${api}/me`)).status() === 401)
})

test('a session that was ended elsewhere leads to the sign-in page, and after it back to where one was', async () => {
  const visited = await visit('phone')
  const { page, context } = visited
  const phone = newPhone()
  await page.goto(`${origin()}/me/phones`)
  await page.waitForURL(/sign-in\?to=/)
  await comeIn(visited, phone)
  await page.getByText('就是这台').waitFor()
  await assertAccessible(page, 'phones')
  const { items } = (await (await context.request.get(`${origin()}${api}/me/sessions`)).json()) as { items: { id: number }[] }
  for (const { id } of items) await context.request.delete(`${origin()}${api}/me/sessions/${id}`, { headers: { origin: origin() } })
  await page.goto(`${origin()}/me/privacy`)
  await page.getByText('登录过期了').waitFor()
  await comeIn(visited, phone)
  await page.waitForURL(`${origin()}/me/privacy`)
  await page.getByRole('heading', { name: /没人看过你的信息/ }).waitFor()
})

test('who leaves holds the button for three seconds, is told goodbye, and is gone from the phone and the city', async () => {
  const visited = await visit('phone')
  const { page, context } = visited
  const poster = await newPoster()
  await page.goto(`${origin()}/i/${poster.code}`)
  await page.getByRole('button', { name: '用手机号进来再报' }).click()
  await comeIn(visited, newPhone())
  await page.getByLabel('你叫什么').fill('要走的人')
  for (const answer of ['骑手', '今天来的', '众包']) await page.getByText(answer, { exact: true }).click()
  await page.getByRole('button', { name: '报上去' }).click()
  await page.getByRole('heading', { name: '报上去了' }).waitFor()
  await page.goto(`${origin()}/me/privacy`)
  await page.getByRole('link', { name: '退出，删掉信息' }).click()
  await assertAccessible(page, 'leave')
  await picture(page, 'pocket-leave')
  const button = page.getByRole('button', { name: '按住 3 秒' })
  await button.hover()
  await page.mouse.down()
  await page.waitForTimeout(1000)
  await page.mouse.up()
  await page.waitForTimeout(2500)
  assert.match(page.url(), /\/me\/leave/)
  await page.mouse.down()
  await page.waitForURL(`${origin()}/goodbye`)
  await page.mouse.up()
  await page.getByRole('heading', { name: '再见，一路平安' }).waitFor()
  await assertAccessible(page, 'goodbye')
  assert.deepEqual((await stored(page)).records, [])
  assert.equal((await context.request.get(`${origin()}${api}/me`)).status(), 401)
})

for (const look of [{ dark: true }, { language: 'en' as const }, { large: true }]) {
  const name = look.dark ? 'dark' : look.large ? 'large' : 'en'
  test(`every screen is readable (${name}): axe, and nothing wider than the phone`, async () => {
    const visited = await visit('phone', { dark: look.dark ?? false })
    const { page, complaints } = visited
    await page.addInitScript((kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(`waystation.${key}`, value)
    }, { ...(look.large ? { type: 'large' } : {}), ...(look.language ? { language: look.language } : {}) })
    const poster = await newPoster()
    await page.goto(`${origin()}/sign-in`)
    await page.locator('h1').waitFor()
    await assertFits(page, `${name} sign-in`)
    await signInAs(visited, 'worker-zhou-xiaoman', '/')
    for (const path of ['/', '/join', `/i/${poster.code}`, '/work', '/me', '/me/privacy', '/me/phones', '/me/unsent', '/me/leave', '/help', '/goodbye', '/nowhere']) {
      await page.goto(origin() + path)
      await page.locator('h1, h2').first().waitFor()
      await assertFits(page, `${name} ${path}`)
    }
    await picture(page, `pocket-${name}`)
    assert.deepEqual(complaints, [])
  })
}

async function assertFits(page: Page, where: string): Promise<void> {
  await page.locator('.bones').first().waitFor({ state: 'detached' })
  await assertAccessible(page, where)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, `${where} is wider than the phone`)
}

/** The service worker has the shell. */
async function shellKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while ((await caches.keys()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  })
}

async function openPrivacy(page: Page): Promise<void> {
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('link', { name: '隐私' }).click()
  await page.getByRole('switch', { name: '用短信告诉我答复' }).waitFor()
  // Kept on the device before the network goes.
  await until(async () => (await stored(page)).records.some((one) => one.name.endsWith('GET /me/consents')))
}

/** How often the worker has agreed or taken back, from the copy they can take along. */
async function consentEvents(context: BrowserContext): Promise<number> {
  const everything = (await (await context.request.get(`${origin()}${api}/me/export`)).json()) as { consents: unknown[] }
  return everything.consents.length
}

type Stored = { records: { name: string; shape: string }[]; local: string }

/** What lies in the browser's storage: names, and whether a value is sealed. */
function stored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const answered = <T,>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('refused')))
      })
    const records: { name: string; shape: string }[] = []
    for (const { name: database } of await indexedDB.databases()) {
      const open = await answered(indexedDB.open(database ?? ''))
      for (const store of open.objectStoreNames) {
        const inside = open.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([answered(inside.getAllKeys()), answered(inside.getAll())])
        for (const [at, value] of values.entries()) {
          const sealed = typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'iv,sealed' && value.sealed instanceof ArrayBuffer
          records.push({ name: String(keys[at]), shape: value instanceof CryptoKey ? `key, ${value.extractable ? '' : 'not '}extractable` : sealed ? 'sealed' : 'clear' })
        }
      }
      open.close()
    }
    return { records, local: JSON.stringify({ ...localStorage, ...sessionStorage }) }
  })
}

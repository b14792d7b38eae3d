// The desk's way in and the pages of every office, in a real browser.

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'

test('a visitor picks 陈晓岚 on the sign-in page and lands on her work queue, for her township only', async () => {
  const { page, complaints } = await visit('monitor')
  await page.goto(`${origin()}/desk/`)
  await page.getByText('选一个身份，直接进去看').waitFor()
  await assertAccessible(page, 'sign-in')
  await picture(page, 'desk-sign-in')
  await page.getByRole('button', { name: /陈晓岚/ }).click()
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  await page.locator('.scope b').filter({ hasText: '三里屯街道' }).waitFor()
  await page.locator('.queue-row').first().waitFor()
  await picture(page, 'desk-queue')
  assert.deepEqual(complaints, [])
})

test('she walks the queue by keyboard and opens what is on top', async () => {
  const visited = await visit('monitor')
  await signInAs(visited, 'township-officer', '/desk/')
  await visited.page.locator('.queue-row').first().waitFor()
  await visited.page.keyboard.press('j')
  await visited.page.keyboard.press('j')
  const title = await visited.page.locator('.queue-row:focus .what').textContent()
  assert.ok(title)
  await visited.page.keyboard.press('Enter')
  await visited.page.waitForURL((url) => url.pathname !== '/desk/')
})

test('an address that needs somebody leads to the sign-in page and then on', async () => {
  const { page } = await visit('monitor')
  await page.goto(`${origin()}/desk/workers?search=zxm`)
  await page.waitForURL(/\/desk\/sign-in\?to=/)
  await page.getByRole('button', { name: /陈晓岚/ }).click()
  await page.waitForURL((url) => url.pathname === '/desk/workers' && url.searchParams.get('search') === 'zxm')
})

test('what a person may not see is neither in the nav nor at its address', async () => {
  const visited = await visit('monitor')
  await signInAs(visited, 'company-hr', '/desk/')
  await visited.page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  assert.equal(await visited.page.getByRole('navigation').getByRole('link', { name: '从业人员' }).count(), 0)
  assert.equal(await visited.page.getByRole('navigation').getByRole('link', { name: '审计' }).count(), 0)
  await visited.page.goto(`${origin()}/desk/audit`)
  await visited.page.getByRole('heading', { name: '没有这一页' }).waitFor()
})

test('a worker who opens the desk is brought to the pocket app', async () => {
  const visited = await visit('phone')
  await signInAs(visited, 'worker-zhou-xiaoman', '/desk/workers')
  await visited.page.waitForURL((url) => !url.pathname.startsWith('/desk'))
})

test('an administrator adds a person, hands over the invitation, and the person signs in with password and code', async () => {
  const visited = await visit('monitor')
  await signInAs(visited, 'administrator', '/desk/roles')
  const { page } = visited
  await page.getByRole('button', { name: '添加人员' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('姓名').fill('测试员')
  await form.getByLabel('账号').fill('e2e-101')
  await form.getByLabel('身份').selectOption({ label: '网格员' })
  await form.getByRole('combobox', { name: '辖区' }).fill('sanlitun')
  await page.getByRole('option', { name: /三里屯街道/ }).first().click()
  await form.getByRole('button', { name: '保存' }).click()
  const invitation = await page.locator('output.code').textContent()
  assert.ok(invitation)
  await page.getByRole('button', { name: '记下了' }).click()
  await page.getByText('测试员').first().waitFor()

  const person = await visit('monitor')
  await person.page.goto(`${origin()}/desk/invitation`)
  await person.page.getByLabel('邀请码').fill(invitation)
  await person.page.getByLabel('新密码').fill('一个足够长的密码-2026')
  await assertAccessible(person.page, 'invitation')
  await person.page.getByRole('button', { name: '设好，去登录' }).click()
  await person.page.getByRole('textbox', { name: '账号' }).fill('e2e-101')
  await person.page.getByRole('textbox', { name: '密码' }).fill('一个足够长的密码-2026')
  await person.page.getByRole('button', { name: '登录', exact: true }).click()
  const secret = (await person.page.locator('.secret').textContent())?.match(/[A-Z2-7]{16,}/)?.[0]
  assert.ok(secret)
  await person.page.getByLabel('动态码').fill(totp(secret))
  await person.page.getByRole('button', { name: '登录', exact: true }).click()
  await person.page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
})

const pages: Record<string, string[]> = {
  'district-officer': ['/desk/', '/desk/companies', '/desk/outlets', '/desk/workers', '/desk/rosters', '/desk/verify', '/desk/roles', '/desk/settings', '/desk/settings?tab=rules', '/desk/settings?tab=trades', '/desk/help'],
  'auditor': ['/desk/audit', '/desk/audit?tab=disclosures', '/desk/audit?tab=seals'],
  'company-hr': ['/desk/', '/desk/rosters', '/desk/rosters/upload', '/desk/outlets'],
  'outlet-manager': ['/desk/', '/desk/rosters/upload'],
}

for (const device of ['monitor', 'phone'] as const) {
  for (const [persona, paths] of Object.entries(pages)) {
    test(`every page of ${persona} is accessible on a ${device}, never scrolls sideways, and complains of nothing`, async () => {
      const visited = await visit(device)
      await signInAs(visited, persona, '/desk/help')
      for (const path of paths) {
        await visited.page.goto(origin() + path)
        await visited.page.getByRole('heading', { level: 1 }).first().waitFor()
        await visited.page.waitForLoadState('networkidle')
        await assertAccessible(visited.page, `${path} as ${persona} on a ${device}`)
        const sideways = await visited.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.ok(sideways <= 1, `${path} scrolls ${sideways} px sideways on a ${device}`)
      }
      assert.deepEqual(visited.complaints, [])
    })
  }
}

for (const look of [{ language: 'en' as const }, { dark: true }]) {
  test(`the queue, an outlet list and settings are accessible ${look.dark ? 'at night' : 'in English'}`, async () => {
    const visited = await visit('monitor', look)
    await signInAs(visited, 'township-officer', '/desk/help')
    for (const path of ['/desk/', '/desk/outlets', '/desk/workers', '/desk/settings', '/desk/roles']) {
      await visited.page.goto(origin() + path)
      await visited.page.waitForLoadState('networkidle')
      await assertAccessible(visited.page, `${path} ${JSON.stringify(look)}`)
    }
  })
}

/** RFC 6238, written apart from the server's own. */
function totp(secret: string): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

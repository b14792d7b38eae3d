// Passkeys with a real browser and its virtual authenticator (WebAuthn over the debugger's protocol).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, origin, visit, type Visit } from './testing/browser.ts'

/** A passkey belongs to a name. */
const byName = () => origin().replace('127.0.0.1', 'localhost')
const byNumber = () => origin().replace('localhost', '127.0.0.1')

test('陈晓岚 adds a passkey in her settings, signs out, and signs in with a touch', async () => {
  const visited = await visit('monitor')
  const { page, complaints } = visited
  const credentials = await fingerReader(visited)
  await bePersona(visited, byName())

  await page.goto(`${byName()}/desk/settings`)
  await page.getByText('还没有通行密钥').waitFor()
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByLabel('给它起个名字').fill('办公室电脑')
  await page.getByRole('dialog').getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByText('办公室电脑').waitFor()
  await page.getByText('还没用过').waitFor()
  assert.equal((await credentials()).length, 1)

  await page.getByRole('button', { name: /陈晓岚/ }).click()
  await page.getByRole('menuitem', { name: '退出', exact: true }).click()
  await page.waitForURL(/\/desk\/sign-in/)
  assert.equal((await page.request.get(`${byName()}/api/v1/110105/me`)).status(), 401)

  await page.getByRole('button', { name: '通行密钥', exact: true }).click()
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
  await page.locator('.scope b').filter({ hasText: '三里屯街道' }).waitFor()
  await page.goto(`${byName()}/desk/settings`)
  await page.getByText(/最近用于/).first().waitFor()

  await page.getByRole('listitem').filter({ hasText: '办公室电脑' }).getByRole('button', { name: '移除' }).click()
  await page.getByText('还没有通行密钥').waitFor()
  assert.deepEqual(complaints, [])
})

test('who came by the number of this machine is shown its name, on the way in and in the settings', async () => {
  const visited = await visit('monitor')
  const { page } = visited
  await page.goto(`${byNumber()}/desk/sign-in`)
  await page.getByRole('button', { name: '通行密钥', exact: true }).click()
  await page.getByRole('link', { name: `${byName()}/desk/` }).waitFor()
  await assertAccessible(page, 'sign-in by number')
  await bePersona(visited, byNumber())
  await page.goto(`${byNumber()}/desk/settings`)
  assert.equal(await page.getByRole('link', { name: `${byName()}/desk/` }).getAttribute('href'), `${byName()}/desk/`)
  assert.equal(await page.getByRole('button', { name: '添加通行密钥' }).count(), 0)
})

test('who comes back from the sign-in page of their office reads why, and never what an address says', async () => {
  for (const [language, sentences] of [
    ['zh-CN', { cancelled: '您在单位的登录页上取消了', expired: '已经失效', unknown: '没有与这个单位账号对应的人', suspended: '已停用', unavailable: '现在连不上', failed: '没有成功' }],
    ['en', { cancelled: 'You cancelled', expired: 'took too long', unknown: 'Nobody in Waystation', suspended: 'is suspended', unavailable: 'does not answer', failed: 'did not work' }],
  ] as const) {
    const { page } = await visit('monitor', { language })
    await page.goto(`${byName()}/desk/sign-in`)
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
    for (const [problem, sentence] of Object.entries(sentences)) {
      await page.goto(`${byName()}/desk/sign-in?problem=${problem}`)
      await page.getByRole('alert').filter({ hasText: sentence }).waitFor()
    }
    await assertAccessible(page, `sign-in with a problem in ${language}`)
    for (const made of ['toString', encodeURIComponent('请拨打 95588'), '<img src=x>']) {
      await page.goto(`${byName()}/desk/sign-in?problem=${made}`)
      await page.getByRole('button', { name: language === 'en' ? 'Passkey' : '通行密钥', exact: true }).waitFor()
      assert.equal(await page.getByRole('alert').count(), 0, made)
    }
  }
})

async function bePersona({ page }: Visit, at: string): Promise<void> {
  await page.goto(`${at}/desk/sign-in`)
  await page.getByRole('button', { name: /陈晓岚/ }).click()
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor()
}

/** A reader in the machine that knows the finger. @returns what asks it for its credentials */
async function fingerReader({ page, context }: Visit): Promise<() => Promise<unknown[]>> {
  const debug = await context.newCDPSession(page)
  await debug.send('WebAuthn.enable')
  const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return async () => (await debug.send('WebAuthn.getCredentials', { authenticatorId })).credentials
}

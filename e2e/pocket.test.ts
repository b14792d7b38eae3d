// A worker with a phone: comes in, sees what is on record, puts it right, decides who may see it, leaves.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'
import { api, asStaff, codeFor, comeIn, consent, newPhone, newPoster, text, until } from './testing/pocket.ts'

test('somebody new scans the poster of an outlet, comes in by phone code, says “I work here” and is told that it waits', async () => {
  const visited = await visit('phone')
  const { page, complaints } = visited
  const poster = await newPoster()
  await page.goto(`${origin()}/i/${poster.code}`)
  await page.getByRole('heading', { name: poster.outlet }).waitFor()
  await page.getByRole('button', { name: '用手机号进来再报' }).click()
  await comeIn(visited, newPhone())
  await page.waitForURL(`${origin()}/i/${poster.code}`)

  await page.getByRole('button', { name: '报上去' }).click()
  assert.equal(await page.getByText('还没填').count(), 3)
  await page.getByLabel('你叫什么').fill('测试骑手')
  await page.getByText('骑手', { exact: true }).click()
  await page.getByText('昨天来的').click()
  await page.getByText('众包').click()
  await assertAccessible(page, 'poster')
  await picture(page, 'pocket-poster')
  await page.getByRole('button', { name: '报上去' }).click()
  await page.getByRole('heading', { name: '报上去了' }).waitFor()
  await assertAccessible(page, 'reported')

  await page.getByRole('link', { name: '看我的经历' }).click()
  await page.getByRole('link', { name: new RegExp(poster.outlet) }).getByText('你报的，等确认').waitFor()
  await page.goto(`${origin()}/i/${poster.code}`)
  for (const answer of ['骑手', '今天来的', '说不准']) await page.getByText(answer, { exact: true }).click()
  await page.getByRole('button', { name: '报上去' }).click()
  await page.getByRole('heading', { name: '你在这儿登记过了' }).waitFor()
  assert.deepEqual(complaints, [])
})

test('a code is typed as one reads it from the wall, and one that ended says so', async () => {
  const visited = await visit('phone')
  const { page } = visited
  const poster = await newPoster()
  await signInAs(visited, 'worker-shi-lei', '/join')
  await assertAccessible(page, 'join')
  await picture(page, 'pocket-join')
  await page.getByLabel(/输码底下那串字/).fill(` ${poster.code.slice(0, 5).toLowerCase()}-${poster.code.slice(5)} `)
  await page.getByRole('button', { name: '就是它' }).click()
  await page.getByRole('heading', { name: poster.outlet }).waitFor()
  await page.goto(`${origin()}/i/AAAAAAAAAA`)
  await page.getByRole('heading', { name: '这张码用不了' }).waitFor()
})

test('a wrong code says how many tries are left, a spent one asks for another', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await page.goto(origin())
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByText('手机号是 11 位').waitFor()
  await assertAccessible(page, 'sign-in')
  await picture(page, 'pocket-sign-in')
  const phone = newPhone()
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '发验证码' }).click()
  await page.getByRole('heading', { name: '短信里的 6 位数' }).waitFor()
  await page.getByText(/秒后能再发/).waitFor()
  await assertAccessible(page, 'code')
  const right = await codeFor(visited.context, phone)
  const wrong = right === '000000' ? '000001' : '000000'
  for (const left of [4, 3, 2, 1]) {
    await page.getByLabel('第 1 位').fill(wrong)
    await page.getByText(`还能试 ${left} 次`).waitFor()
  }
  await page.getByLabel('第 1 位').fill(wrong)
  await page.getByText('这个码作废了').waitFor()
  await page.getByLabel('第 1 位').fill(right)
  assert.equal(await page.getByRole('button', { name: '进来' }).getAttribute('aria-disabled'), 'true')
})

test('阿依古丽 sees where she works and for how long, says that her job is another, and her word stands beside the roster', async () => {
  const visited = await visit('phone')
  const { page, complaints } = visited
  await signInAs(visited, 'worker-ayiguli', '/')
  await page.getByRole('heading', { name: /好，阿依古丽/ }).waitFor()
  await page.getByText('公司已确认').waitFor()
  await assertAccessible(page, 'home')
  await picture(page, 'pocket-home')
  await page.getByRole('link', { name: '看经历' }).click()
  await assertAccessible(page, 'work')
  await picture(page, 'pocket-work')
  await page.locator('.spell').first().click()
  await page.getByRole('button', { name: '改 岗位' }).click()
  await page.getByRole('dialog').getByText('站长').click()
  await assertAccessible(page, 'correction')
  await page.getByRole('button', { name: '就这么报' }).click()
  await page.getByText('你自己：站长').waitFor()
  await page.getByText('公司花名册：骑手').waitFor()
  await page.getByText('现在按公司花名册的算').waitFor()
  await assertAccessible(page, 'detail')
  await picture(page, 'pocket-detail')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('link', { name: /岗位，说法不一样/ }).waitFor()
  assert.deepEqual(complaints, [])
})

test('罗长河 says that he no longer works there, and the spell ends on the day he names', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await signInAs(visited, 'worker-luo-changhe', '/work')
  await page.locator('.spell').first().click()
  await page.getByRole('button', { name: '我不在这儿干了' }).click()
  await page.getByRole('button', { name: '是，不干了' }).click()
  await page.getByText('还没填').waitFor()
  await page.getByRole('dialog').getByText('昨天').click()
  await page.getByRole('button', { name: '是，不干了' }).click()
  await page.getByText(/走的$/).waitFor()
  assert.equal(await page.getByRole('button', { name: '我不在这儿干了' }).count(), 0)
})

test('周小满 reads a text before he agrees, and takes it back with one touch', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/me/privacy')
  const badge = page.getByRole('switch', { name: '亮身份页' })
  await badge.waitFor()
  if (await badge.isChecked()) await badge.click()
  await badge.click()
  await page.getByText('看不到手机号、证件号和住处').waitFor()
  await assertAccessible(page, 'consent')
  await page.getByRole('button', { name: '先不' }).click()
  assert.equal(await badge.isChecked(), false)
  await badge.click()
  await page.getByRole('button', { name: '我答应' }).click()
  await page.getByText(/今天|\d+月\d+日答应的/).first().waitFor()
  await until(async () => (await consent(visited.context, 'public-badge')) === true)
  assert.equal(await badge.isChecked(), true)
  await badge.click()
  await until(async () => (await consent(visited.context, 'public-badge')) === false)
  assert.equal(await badge.isChecked(), false)
})

test('an officer who reads his full phone number stands on his page at once, with the purpose; his company cannot', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/me/privacy')
  await page.getByText('公司、网点').waitFor()
  const { worker_id: worker } = (await (await visited.context.request.get(`${origin()}${api}/me`)).json()) as { worker_id: number }
  const officer = await asStaff('township-officer')
  assert.equal(await officer('POST', `/workers/${worker}/disclosures`, { field: 'phone', purpose: 'service-for-worker', matter: '送防寒手套' }), 201)
  assert.equal(await (await asStaff('company-hr'))('POST', `/workers/${worker}/disclosures`, { field: 'phone', purpose: 'other', matter: '想看看' }), 403)
  await page.reload()
  await page.getByText('替你办事（送防寒手套）').waitFor()
  await page.getByText(/^今天 /).first().waitFor()
  await page.getByText('0 次。你没答应的，他们看不到').waitFor()
  await assertAccessible(page, 'privacy')
  await picture(page, 'pocket-privacy')
})

test('he takes everything along, as a page and as data', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/me/privacy')
  for (const [button, name] of [['能看的网页', /\.html$/], ['给程序读的 JSON', /\.json$/]] as const) {
    await page.getByRole('button', { name: '全部带走一份' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
    assert.match(download.suggestedFilename(), name)
    assert.match(await text(await download.createReadStream()), /周小满/)
  }
})

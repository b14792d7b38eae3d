// The registry in a real browser: who works here, looked at, confirmed, merged, and never shown to those who may not.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, city, origin, picture, signInAs, visit } from './testing/browser.ts'

test('丁海涛 checks an outlet on his phone, one thumb, and the visit stands in its record', async () => {
  const { page, complaints } = await walk('phone', 'grid-worker', '/desk/outlets')
  await page.getByRole('link', { name: /^现场核实 / }).first().click()
  await page.getByRole('button', { name: / 在$/ }).nth(0).click()
  await page.getByRole('button', { name: / 在$/ }).nth(1).click()
  await page.getByRole('button', { name: / 不在$/ }).nth(2).click()
  await page.reload()
  await page.getByText('看了 3，共').waitFor()
  await page.getByRole('button', { name: '添一个名单外的人' }).click()
  await page.getByRole('dialog').getByLabel('姓名').fill('罗小山')
  await assertAccessible(page, 'somebody who is not on the list')
  await page.getByRole('button', { name: '添上' }).click()
  await picture(page, 'desk-check-phone')
  await assertAccessible(page, 'a check on the spot')
  await page.getByRole('button', { name: '交核实结果' }).click()
  await page.getByText('在的 2 人').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '交核实结果' }).click()
  await page.getByText('在 2 人，不在 1 人，名单外 1 人').waitFor()
  await page.getByRole('link', { name: '回到网点' }).click()
  await page.getByRole('cell', { name: /丁海涛/ }).first().waitFor()
  assert.deepEqual(complaints, [])
})

test('陈晓岚 finds 周小满 by initials, reads his number for a purpose, and is written down at once', async () => {
  const { page, complaints } = await walk('monitor', 'township-officer', '/desk/workers')
  await page.getByRole('main').getByRole('searchbox').fill('zxm')
  await page.getByRole('row', { name: /周小满/ }).click()
  await page.getByRole('heading', { name: '周小满' }).waitFor()
  await assertAccessible(page, 'the drawer of a worker')
  await picture(page, 'desk-worker')
  assert.match(new URL(page.url()).pathname, /^\/desk\/workers\/\d+$/)
  await page.getByRole('button', { name: '查看完整手机号' }).click()
  const show = page.getByRole('button', { name: '记录用途并查看' })
  assert.equal(await show.getAttribute('aria-disabled'), 'true', 'no purpose, no number')
  await page.getByLabel('处理本人提出的诉求').check()
  await page.getByLabel('关联事项').fill('回访诉求 2026-11-0042')
  await assertAccessible(page, 'asking for a number')
  await show.click()
  await page.getByText(/秒后遮住/).waitFor()
  await page.getByRole('cell', { name: '回访诉求 2026-11-0042' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: '从业人员' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/desk/workers', 'closing leads back to the list')
  assert.deepEqual(complaints, [])
})

test('where sources disagree she settles which one stands, and can take it back', async () => {
  const { page } = await walk('monitor', 'township-officer', '/desk/workers?search=zxm')
  await page.getByRole('row', { name: /周小满/ }).click()
  await page.getByRole('button', { name: '定下…' }).first().click()
  await page.getByRole('menuitem', { name: /^按花名册/ }).click()
  await page.getByText(/· 已定$/).first().waitFor()
  await page.getByRole('button', { name: '定下…' }).first().click()
  await page.getByRole('menuitem', { name: /^撤回/ }).click()
  await page.getByText('已撤回，按采用顺序').waitFor()
})

test('two records of one person are merged, taken apart, and told apart for good', async () => {
  const { page } = await walk('monitor', 'district-officer', '/desk/verify?tab=duplicates')
  const first = page.getByRole('button', { name: '是同一人，合并' }).first()
  await first.waitFor()
  await assertAccessible(page, 'pairs side by side')
  await first.click()
  await page.getByRole('dialog').getByRole('button', { name: '是同一人，合并' }).click()
  await page.getByText('已合并', { exact: true }).last().waitFor()
  await page.getByRole('button', { name: '已合并' }).click()
  await page.getByRole('button', { name: '拆开' }).first().click()
  await page.getByText('已拆开，回到两个人').waitFor()
  await page.getByRole('button', { name: '要认的' }).click()
  await first.waitFor()
  await page.getByRole('button', { name: '不是同一人', exact: true }).last().click()
  await page.getByText('这一对以后不再提').waitFor()
})

test('a company with a wrong credit code is refused at the field; the right one gets its page', async () => {
  const { page } = await walk('monitor', 'district-officer', '/desk/companies')
  await page.getByRole('button', { name: '添企业' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('全称').fill('北京试行配送有限公司')
  await form.getByLabel('简称').fill('试行配送')
  await form.getByLabel('统一社会信用代码').fill('91350100M000100Y4Z')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText(/校验不通过/).waitFor()
  await assertAccessible(page, 'a form with an error')
  await form.getByLabel('统一社会信用代码').fill('91350100M000100Y43')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { level: 1, name: '试行配送' }).waitFor()
})

test('a filter is kept under a name, brought back by one press, and the list goes out as a workbook', async () => {
  const { page } = await walk('monitor', 'township-officer', '/desk/outlets?show=late')
  await page.getByRole('button', { name: '存为筛选' }).click()
  await page.getByLabel('叫什么').fill('要催的')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: /^全部网点/ }).click()
  await page.waitForURL((url) => !url.searchParams.has('show'))
  await page.getByRole('button', { name: '要催的' }).click()
  await page.waitForURL((url) => url.searchParams.get('show') === 'late')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  assert.match((await download).suggestedFilename(), /^网点.*\.xlsx$/)
  await page.getByRole('button', { name: '删除这个筛选' }).click()
})

test('the poster of an outlet holds a code that leads to it', async () => {
  const { page } = await walk('monitor', 'company-hr', '/desk/outlets/1?tab=posters')
  await page.getByRole('button', { name: '生成一张海报' }).click()
  await page.getByRole('img', { name: /^扫码报到/ }).waitFor()
  await assertAccessible(page, 'a poster')
  const address = await page.getByText(/\/i\/[A-Z0-9]+/).innerText()
  const code = /\/i\/([A-Z0-9]+)/.exec(address)?.[1] ?? ''
  const answer = await page.request.get(`${origin()}/api/v1/${city}/posters/${code}`)
  assert.equal(((await answer.json()) as { outlet: string }).outlet, await page.getByRole('article').getByRole('heading', { level: 2 }).innerText())
})

test('an employer sees their own outlets and lists, and no page of workers', async () => {
  const { page } = await walk('monitor', 'company-hr', '/desk/outlets')
  await page.getByText('1 家企业').waitFor()
  assert.equal(await page.getByRole('navigation').getByRole('link', { name: '从业人员' }).count(), 0)
  await page.goto(`${origin()}/desk/workers`)
  await page.getByText('没有这一页').waitFor()
  await page.goto(`${origin()}/desk/verify`)
  await page.getByRole('tab', { name: '自报待核' }).waitFor()
  assert.equal(await page.getByRole('tab').count(), 1)
})

test('the map and the table hold the same; the outlet in hand is in the card below', async () => {
  const { page } = await walk('monitor', 'township-officer', '/desk/outlets')
  const row = page.getByRole('row', { name: /三里屯站/ })
  await row.click()
  await page.locator('.map-dock').getByText('三里屯站').waitFor()
  assert.equal(await row.getAttribute('aria-current'), 'true')
  const shown = Number((await page.getByText(/^共 \d+ 个网点$/).innerText()).replace(/\D/g, ''))
  assert.equal(await page.locator('.map-dot').count(), shown)
})

async function walk(device: 'phone' | 'monitor', persona: string, path: string): Promise<{ page: Page; complaints: string[] }> {
  const visited = await visit(device)
  await signInAs(visited, persona, path)
  await visited.page.waitForLoadState('networkidle')
  return visited
}

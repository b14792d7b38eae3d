// The station network on the desk: an officer imports a sheet with mistakes, adds and pauses a station; a keeper confirms; coverage.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'
import { calling, named } from './testing/desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'waystation-stations-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const SANLITUN = 110105004000000
const owner = named('润禾物业')
const call = await calling('district-officer')
await call('POST', '/partners', { name: `北京${owner}管理有限公司`, short_name: owner, kind: 'property', place: SANLITUN })

test('李慕云 imports a sheet with mistakes: bad rows are sent back with their reason, good ones are applied', async () => {
  const [good, other, wrong] = [named('幸福里驿站'), named('工体驿站'), named('错行驿站')]
  const sheet = join(folder, '驿站.csv')
  writeFileSync(sheet, ['驿站名称,类型,所属单位,辖区,经纬度,开放时间,设施,座位数', `${good},骑手驿站,${owner},三里屯街道,"116.4551,39.9337",每天 6:00-22:00,饮水 充电,20`, `${other},社区,${owner},三里屯街道,"116.4520,39.9310",周一至周五 9:00-18:00,饮水,12`, `${wrong},骑手驿站,${owner},三里屯街道,"16.4551,39.9337",每天 25:00,饮水,很多`].join('\n'))
  const visited = await visit('monitor')
  const { page } = visited
  await signInAs(visited, 'district-officer', '/desk/stations/imports')
  await page.getByRole('heading', { name: '导入驿站', level: 1 }).waitFor()
  await assertAccessible(page, 'station imports')
  await page.locator('input[type=file]').setInputFiles(sheet)
  await page.getByRole('tab', { name: /新增/ }).waitFor({ timeout: 60_000 })
  await page.getByText(good).first().waitFor()
  await page.getByRole('tab', { name: /退回/ }).click()
  await page.locator('td').filter({ hasText: wrong }).first().waitFor()
  await assertAccessible(page, 'preview of an import')
  await picture(page, 'desk-station-import')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载批注后的表格' }).click()
  assert.match((await download).suggestedFilename(), /\.xlsx$/)
  await page.getByRole('button', { name: '应用：新增 2，更新 0' }).click()
  await page.getByText('已应用').first().waitFor()
  await page.goto(`${origin()}/desk/stations?search=${encodeURIComponent(good)}`)
  await page.getByRole('link', { name: good }).waitFor()
  await page.goto(`${origin()}/desk/stations?search=${encodeURIComponent(wrong)}`)
  await page.getByText('没有符合的').waitFor()
})

test('she adds a station, gives it hours that pass midnight, and pauses it for repairs', async () => {
  const name = named('团结湖驿站')
  const visited = await visit('monitor')
  const { page } = visited
  await signInAs(visited, 'district-officer', '/desk/stations')
  await page.getByRole('button', { name: '新建驿站' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByLabel('归哪家单位管').fill(owner)
  await page.getByRole('option', { name: new RegExp(owner) }).click()
  await dialog.getByLabel('所在社区').fill('三里屯街道')
  await page.getByRole('option', { name: /三里屯街道/ }).first().click()
  await dialog.getByLabel('经度').fill('116.4600')
  await dialog.getByLabel('纬度').fill('39.9300')
  await assertAccessible(page, 'adding a station')
  await dialog.getByRole('radio', { name: '马上启用' }).check()
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByRole('button', { name: '填开放时间' }).click()
  await dialog.getByLabel('周一第 1 段，几点开').fill('20:00')
  await dialog.getByLabel('周一第 1 段，几点关').fill('2:00')
  await dialog.getByRole('button', { name: '周二至周五同周一' }).click()
  await assertAccessible(page, 'hours of a station')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('20:00–次日 2:00').first().waitFor()
  await assertAccessible(page, 'a station')
  await picture(page, 'desk-station')
  await page.getByRole('button', { name: '已启用' }).click()
  await page.getByRole('menuitem', { name: '暂停' }).click()
  await dialog.getByLabel('为什么暂停').fill('装修，12 月 10 日恢复')
  await dialog.getByRole('button', { name: '暂停' }).click()
  await page.getByText('装修，12 月 10 日恢复').waitFor()
})

test('the keeper 吴玉兰 confirms her station on her phone with one press, and sees no network but her own', async () => {
  const visited = await visit('phone')
  const { page } = visited
  await signInAs(visited, 'station-keeper', '/desk/stations')
  await page.locator('.cards li').first().waitFor()
  assert.equal(await page.locator('.cards li').count(), 1)
  await assertAccessible(page, 'stations on a phone')
  await page.locator('.cards a').first().click()
  await page.getByRole('button', { name: '确认资料没变' }).click()
  await page.getByText(/的资料今天核对过/).waitFor()
  await assertAccessible(page, 'a station on a phone')
})

test('李慕云 looks at an hour of the week, and asks where the next two stations would help most', async () => {
  const visited = await visit('monitor')
  const { page, complaints } = visited
  await signInAs(visited, 'district-officer', '/desk/coverage')
  await page.getByRole('gridcell').first().waitFor()
  await page.getByRole('button', { name: /^周三 3 点：/ }).click()
  await page.getByRole('heading', { name: /周三 3:00 够不着的/ }).waitFor()
  await page.getByLabel('建几个').fill('2')
  await page.getByRole('button', { name: '算一算' }).click()
  await page.getByText(/已证明|再怎么选也到不了/).waitFor({ timeout: 60_000 })
  assert.equal(await page.locator('.sites li').count(), 2)
  await assertAccessible(page, 'coverage')
  await picture(page, 'desk-coverage')
  assert.deepEqual(complaints, [])
})

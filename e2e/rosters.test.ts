// The main job in a real browser: rosters in every habit, previewed, guarded, applied, taken back.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { simulateCity } from '../simulator/city/simulate-city.ts'
import { MISTAKES } from '../simulator/files/compose-roster.ts'
import { writeRosterFile, type RosterFile } from '../simulator/files/write-roster-file.ts'
import { assertAccessible, city, origin, picture, signInAs, visit, type Visit } from './testing/browser.ts'

const today = Temporal.Now.plainDateISO('Asia/Shanghai')
const simulated = simulateCity({ city, seed: 1, today })
const folder = mkdtempSync(join(tmpdir(), 'waystation-rosters-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const styles = ['xlsx-title', 'xls-numbers', 'csv-gb18030', 'ods-plain', 'xlsx-two-lines', 'tsv-utf16', 'xlsx-english', 'csv-bom', 'xlsx-plain', 'xlsx-traditional', 'csv-utf8']

/** 郑可 hands in lists of 疾鹿外卖（朝阳）. */
const company = companyNamed('疾鹿外卖（朝阳）')
const hr = await visit('monitor')

for (const style of styles) {
  test(`郑可 uploads her list in the habit ${style} and sees the true joiners, leavers, moves and changes`, async () => {
    const file = await writeRosterFile({ city: simulated, company, day: today, style, mistakes: [], folder })
    await upload(hr, file.path)
    await assertCounts(hr.page, file)
    if (style === 'xlsx-title') {
      await assertAccessible(hr.page, 'roster preview')
      await picture(hr.page, 'desk-roster')
    }
    await withdraw(hr.page)
  })
}

test('every mistake clerks make is sent back with its row, column and reason, and good rows are not held back', async () => {
  // A misread ID is valid and somebody else's: that is for review, not for sending back.
  const mistakes = MISTAKES.filter((one) => one !== 'id-lost-precision' && one !== 'misread-id')
  const file = await writeRosterFile({ city: simulated, company, day: today, style: 'csv-bom', mistakes, folder })
  await upload(hr, file.path)
  assert.ok(file.rejected >= 5)
  await assertCounts(hr.page, file)
  await hr.page.getByRole('tab', { name: /退回/ }).click()
  for (const reason of [/校验码/, /手机号/, /日期/, /是同一个证件/]) await hr.page.getByText(reason).first().waitFor()
  const download = hr.page.waitForEvent('download')
  await hr.page.getByRole('button', { name: '下载批注后的工作簿' }).click()
  assert.match((await download).suggestedFilename(), /\.xlsx$/)
  await withdraw(hr.page)
})

test('half a list is stopped by the guard: nothing is applied until she confirms, and she can send a whole one instead', async () => {
  let row = 0
  const file = await writeRosterFile({ city: simulated, company, day: today, style: 'csv-utf8', mistakes: [], folder, leaveOut: () => row++ % 2 === 0 })
  await upload(hr, file.path)
  await hr.page.getByText('大批离职已拦下').first().waitFor()
  await picture(hr.page, 'desk-roster-guard')
  await assertAccessible(hr.page, 'a roster stopped by the guard')
  assert.equal(await hr.page.getByRole('button', { name: /^先核实这/ }).getAttribute('aria-disabled'), 'true')
  await withdraw(hr.page)
})

test('one emptied outlet is held while the rest can be applied, and the application can be taken back', async () => {
  const day = Math.round(Date.UTC(today.year, today.month - 1, today.day) / 86_400_000)
  const present = Map.groupBy((simulated.byCompany.get(company.id) ?? []).filter((spell) => spell.start <= day && spell.end >= day), (spell) => spell.outletId)
  const [outlet] = [...present].find(([, people]) => people.length >= 12 && people.length <= 40) ?? []
  assert.ok(outlet)
  const file = await writeRosterFile({ city: simulated, company, day: today, style: 'xlsx-plain', mistakes: [], folder, leaveOut: (spell) => spell.outletId === outlet })
  await upload(hr, file.path)
  await hr.page.getByText('大批离职已拦下').first().waitFor()
  await hr.page.getByRole('button', { name: /^应用，先不动/ }).click()
  await hr.page.getByText('已应用').first().waitFor()
  await hr.page.getByRole('button', { name: '整份撤销' }).click()
  await hr.page.getByRole('dialog').getByRole('button', { name: '整份撤销' }).click()
  await hr.page.getByText(/已回到应用之前/).first().waitFor()
})

test('the whole list is applied, and the same file again changes nothing', async () => {
  const file = await writeRosterFile({ city: simulated, company, day: today, style: 'xlsx-two-lines', mistakes: [], folder })
  await upload(hr, file.path)
  await hr.page.getByRole('button', { name: /^应用/ }).click()
  await hr.page.getByText('已应用').first().waitFor()
  await upload(hr, file.path)
  await hr.page.getByText('和在册的一样，没有要动的').waitFor()
  await withdraw(hr.page)
})

const refused: Record<string, { name: string; bytes: Buffer; says: RegExp }> = {
  'a picture that is called a list': { name: '名单.xlsx', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), says: /读不了|打不开|不是/ },
  'an empty file': { name: '空.csv', bytes: Buffer.alloc(0), says: /没有人员/ },
  'a list of something else': { name: '菜单.csv', bytes: Buffer.from('菜名,价格\n宫保鸡丁,28\n鱼香肉丝,26\n'), says: /列|表头|姓名/ },
  'a workbook with a password': { name: '加密.xlsx', bytes: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4088)]), says: /密码|打不开|读不了/ },
}

for (const [what, { name, bytes, says }] of Object.entries(refused)) {
  test(`${what} is refused in plain words`, async () => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    await openUpload(hr)
    await hr.page.locator('input[type=file]').setInputFiles(path)
    await hr.page.getByRole('status').filter({ hasText: '这份文件读不了' }).filter({ hasText: says }).waitFor()
  })
}

test('钱卫东 hands in his one outlet on his phone', async () => {
  const manager = await visit('phone')
  await signInAs(manager, 'outlet-manager', '/desk/rosters/upload')
  const outlet = companyNamed('青雀到家（朝阳）')
  const managed = simulated.outlets.list.find((one) => one.companyId === outlet.id && one.name === '三里屯站')?.id
  const file = await writeRosterFile({ city: simulated, company: outlet, day: today, style: 'xlsx-title', mistakes: [], folder, leaveOut: (spell) => spell.outletId !== managed })
  await assertAccessible(manager.page, 'upload on a phone')
  await manager.page.locator('input[type=file]').setInputFiles(file.path)
  await manager.page.getByText(/^读好了/).waitFor({ timeout: 60_000 })
  await picture(manager.page, 'desk-upload-phone')
  await manager.page.getByRole('link', { name: '看变化，再应用' }).click()
  await manager.page.getByRole('heading', { level: 1 }).waitFor()
  await assertAccessible(manager.page, 'roster preview on a phone')
})

function companyNamed(shortName: string) {
  const found = simulated.companies.list.find((one) => one.shortName === shortName)
  assert.ok(found, shortName)
  return found
}

async function openUpload(visited: Visit): Promise<void> {
  if (visited.page.url() === 'about:blank') await signInAs(visited, 'company-hr', '/desk/rosters/upload')
  else await visited.page.goto(`${origin()}/desk/rosters/upload`)
  await visited.page.locator('input[type=file]').waitFor({ state: 'attached' })
}

/** Through the three steps, on to the preview. */
async function upload(visited: Visit, path: string): Promise<void> {
  await openUpload(visited)
  await visited.page.locator('input[type=file]').setInputFiles(path)
  await visited.page.getByText(/^读好了/).waitFor({ timeout: 60_000 })
  await visited.page.getByRole('link', { name: '看变化，再应用' }).click()
  await visited.page.getByRole('tab', { name: /新入职/ }).waitFor()
}

async function assertCounts(page: Page, { expected, rejected }: RosterFile): Promise<void> {
  assert.ok(expected)
  for (const [word, count] of [['新入职', expected.joined.length], ['离职', expected.left.length], ['调站', expected.moved.length], ['信息变更', expected.changed.length], ['退回', rejected]] as const) {
    const shown = await page.getByRole('tab', { name: new RegExp(word) }).first().locator('b').textContent()
    assert.equal(Number(shown?.replaceAll(',', '')), count, word)
  }
}

async function withdraw(page: Page): Promise<void> {
  await page.getByRole('button', { name: '撤下这份名单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤下', exact: true }).click()
  await page.getByText('已撤下').first().waitFor()
}

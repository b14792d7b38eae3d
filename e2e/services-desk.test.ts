// Services on the desk: the catalogue is edited without programming, an application handled, a voucher redeemed once, a campaign run.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'
import { calling, named } from './testing/desk.ts'

type WithId = { id: number }
const CHAOYANG = 110105000000000
const call = await calling('district-officer')
const words = { zh: '', en: '' }

function content(title: string) {
  return {
    group: 'functional', icon: 'health', provider_id: null, title: { zh: title, en: title }, summary: { zh: '不用自己跑', en: '' }, description: { zh: '替您预约、递件、取件。', en: '' }, eligibility: { all: [] }, eligibility_note: words,
    form: { type: 'object', properties: { phone: { type: 'string', 'x-widget': 'phone', format: 'cn-phone', title: '联系手机', 'x-title-en': 'Phone' } }, required: ['phone'] }, documents: [],
    steps: [{ code: 'received', title: { zh: '收件', en: 'Received' }, note: words }, { code: 'done', title: { zh: '取件', en: 'Collect' }, note: words }], promised_days: 5, monthly_quota: null, price_fen: 0, price_note: words, where: { zh: '街道政务服务大厅', en: '' }, places: [], station_ids: [],
  }
}
async function publishedService(title: string): Promise<number> {
  const { id } = await call<WithId>('POST', '/catalogue', { place: CHAOYANG, content: content(title) })
  await call('POST', `/catalogue/${id}/publication`, {})
  return id
}

test('李慕云 writes a service without programming: fields, steps, price; the phone beside it follows, and it is published', async () => {
  const title = named('健康证代办')
  const visited = await visit('monitor')
  const { page, complaints } = visited
  await signInAs(visited, 'district-officer', '/desk/catalogue/new')
  await page.getByLabel('事项名称', { exact: true }).fill(title)
  await page.getByLabel('事项名称 · 英文').fill('Health certificate')
  await page.getByLabel('一句话说明', { exact: true }).fill('不用自己跑')
  await page.getByLabel('详细说明', { exact: true }).fill('替您预约、递件、取件。')
  await page.getByRole('tab', { name: /表单/ }).click()
  await page.getByRole('button', { name: '加一项' }).click()
  await page.getByLabel('问什么', { exact: true }).fill('想去哪个点办')
  await page.getByLabel('填什么').selectOption('choice')
  await page.getByLabel('选项 1', { exact: true }).fill('三里屯大厅')
  await page.getByRole('button', { name: '加一个选项' }).click()
  await page.getByLabel('选项 2', { exact: true }).fill('望京大厅')
  const phone = page.getByRole('region', { name: '手机上的样子' })
  await phone.getByText('望京大厅').waitFor()
  await assertAccessible(page, 'the editor of a service')
  await picture(page, 'desk-catalogue-editor')
  await page.getByRole('button', { name: '存草稿' }).click()
  await page.waitForURL(/\/desk\/catalogue\/\d+$/)
  await page.getByText('发布前还要补 1 处').waitFor()
  await page.getByRole('button', { name: '在哪办' }).click()
  await page.getByLabel('在哪办', { exact: true }).fill('三里屯街道政务服务大厅')
  await page.getByText('可以发布').waitFor()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('第 1 版已发布', { exact: false }).waitFor()
  await page.goto(`${origin()}/desk/catalogue?search=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title }).waitFor()
  await assertAccessible(page, 'catalogue')
  assert.deepEqual(complaints, [])
})

test('an application is asked for more, which stops its clock; one is done, one refused with a reason from the list', async () => {
  const service = await publishedService(named('居住证续办'))
  await call('PUT', '/refusal-reasons/not_complete', { words: { zh: '材料不全，补不齐', en: 'Papers are missing' } })
  const { items: workers } = await call<{ items: WithId[] }>('GET', '/workers?limit=3')
  const ids: number[] = []
  for (const worker of workers) ids.push((await call<WithId>('POST', '/applications', { worker_id: worker.id, service_id: service, answers: { phone: '13812345678' }, consent: { way: 'signed-paper', note: '在站点签的' } })).id)
  const visited = await visit('monitor')
  const { page } = visited
  await signInAs(visited, 'district-officer', `/desk/applications?service=${service}`)
  await page.locator('tbody tr').nth(2).waitFor()
  await assertAccessible(page, 'applications')
  await picture(page, 'desk-applications')
  await page.goto(`${origin()}/desk/applications/${ids[0]}?service=${service}`)
  const drawer = page.locator('.drawer')
  await drawer.getByRole('button', { name: '请本人补' }).click()
  const dialog = page.locator('.dialog')
  await dialog.getByLabel('缺什么，写清楚').fill('手机号打不通，请核对')
  await dialog.getByRole('checkbox', { name: '联系手机' }).check()
  await dialog.getByRole('button', { name: '请本人补' }).click()
  await drawer.getByText('手机号打不通，请核对').first().waitFor()
  await drawer.locator('.clock.paused').waitFor()
  await assertAccessible(page, 'an application')
  await picture(page, 'desk-application')
  await page.goto(`${origin()}/desk/applications/${ids[1]}?service=${service}`)
  await drawer.getByRole('button', { name: '办结' }).click()
  await dialog.getByLabel('告诉本人什么').fill('带身份证到窗口 3 领取')
  await dialog.getByRole('button', { name: '办结' }).click()
  await drawer.getByText('带身份证到窗口 3 领取').first().waitFor()
  await page.goto(`${origin()}/desk/applications?service=${service}`)
  await page.locator('tbody tr').filter({ hasNot: page.locator('.clock.paused') }).first().getByRole('checkbox').check()
  await page.getByRole('toolbar').getByRole('button', { name: '不予办理' }).click()
  await dialog.getByLabel('原因', { exact: true }).selectOption({ label: '材料不全，补不齐' })
  await dialog.getByRole('button', { name: '不予办理' }).click()
  await dialog.getByText('1 件办好了').waitFor()
  await dialog.getByRole('button', { name: '知道了' }).click()
  await page.getByText('1 件', { exact: true }).waitFor()
})

test('two tablets redeem one voucher in the same second: one wins, the other is told when and where', async () => {
  const keeper = await calling('station-keeper')
  const { items } = await keeper<{ items: { id: number; partner: { id: number } }[] }>('GET', '/network/stations')
  const [station] = items
  assert.ok(station)
  const batch = await call<WithId>('POST', '/voucher-batches', { place: CHAOYANG, title: named('热汤券'), value_fen: 1500, quota: 10, valid_from: '2026-01-01', valid_until: '2099-12-31', partner_ids: [station.partner.id], claimable: true })
  const worker = await calling('worker-zhou-xiaoman')
  const { code } = await worker<{ code: string }>('POST', '/me/vouchers', { batch_id: batch.id })
  const tablets = [await visit('phone'), await visit('phone')]
  for (const tablet of tablets) {
    await signInAs(tablet, 'station-keeper', '/desk/redeem')
    await tablet.page.getByLabel('券码').fill(code)
    await tablet.page.getByRole('button', { name: '看这张券' }).click()
    await tablet.page.getByRole('button', { name: '核销 15 元' }).waitFor()
  }
  await assertAccessible(tablets[0]?.page ?? assert.fail(), 'a voucher before it is redeemed')
  await Promise.all(tablets.map(({ page }) => page.getByRole('button', { name: '核销 15 元' }).click()))
  await Promise.all(tablets.map(({ page }) => page.getByText(/^(已核销|这张券用过了)$/).first().waitFor()))
  const won = await Promise.all(tablets.map(({ page }) => page.getByText('已核销', { exact: true }).count()))
  assert.equal(won.filter((count) => count > 0).length, 1, 'one of them wins')
  const loser = tablets[won[0] === 0 ? 0 : 1]?.page ?? assert.fail()
  await loser.getByText(/用掉$/).waitFor()
  await picture(loser, 'desk-redeem-lost')
  await assertAccessible(loser, 'a voucher that was redeemed')
})

test('a care campaign goes from plan to report: announced, handed out, ended, written up', async () => {
  const name = named('冬日暖蜂行动')
  const keeper = await calling('station-keeper')
  const { items } = await keeper<{ items: WithId[] }>('GET', '/network/stations')
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const { id } = await call<WithId>('POST', '/campaigns', { place: CHAOYANG, name, season: 'winter-warmth', starts_on: String(today), ends_on: String(today.add({ days: 10 })), joining: 'both', target: 40, station_ids: items.map((one) => one.id) })
  const visited = await visit('monitor')
  const { page } = visited
  await signInAs(visited, 'district-officer', `/desk/campaigns/${id}`)
  await page.getByRole('button', { name: '排期' }).click()
  await page.getByRole('button', { name: '公布' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '公布' }).click()
  await page.getByText('已公布').first().waitFor()
  await page.getByRole('button', { name: '开始发放' }).click()
  await dialog.getByRole('button', { name: '开始发放' }).click()
  await page.getByRole('button', { name: '现场发放' }).click()
  for (let person = 1; person <= 2; person += 1) {
    await dialog.getByRole('button', { name: '到站 +1' }).click()
    await page.getByText(`记下了，共 ${person} 人次`).waitFor()
  }
  await dialog.getByRole('button', { name: '取消' }).click()
  await page.getByText('已惠及 2 人次，目标 40').waitFor()
  await assertAccessible(page, 'a running campaign')
  await picture(page, 'desk-campaign')
  await page.getByRole('button', { name: '结束' }).click()
  await dialog.getByRole('button', { name: '结束' }).click()
  await page.getByRole('link', { name: '写总结' }).click()
  await page.getByLabel('做了什么、效果怎样').fill('两天送出手套和姜茶，骑手都说好。')
  await page.getByRole('button', { name: '加一笔' }).click()
  await page.getByLabel('什么钱').fill('横幅')
  await page.getByLabel('多少元').fill('120')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('总结已写好').waitFor()
  await assertAccessible(page, 'the report of a campaign')
  await picture(page, 'desk-campaign-report')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '总结 PDF' }).click()
  assert.match((await download).suggestedFilename(), /\.pdf$/)
})

test('vouchers, settlement and notices read well to everybody', async () => {
  const visited = await visit('monitor')
  const { page, complaints } = visited
  for (const [path, heading] of [['/desk/vouchers', '券'], ['/desk/settlement', '结算'], ['/desk/campaigns', '关爱活动'], ['/desk/partners', '共建单位'], ['/desk/notices', '通知'], ['/desk/settings?tab=calendar', '设置']] as const) {
    await signInAs(visited, 'district-officer', path)
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await assertAccessible(page, path)
  }
  assert.deepEqual(complaints, [])
})

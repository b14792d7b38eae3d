// A worker hands an errand over: applies, is asked, adds a photo, is told, rates. Vouchers without network. A care campaign.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, origin, picture, signInAs, visit } from './testing/browser.ts'
import { calling, named } from './testing/desk.ts'

type WithId = { id: number }
const CHAOYANG = 110105000000000
const officer = await calling('district-officer')
const provider = await calling('provider-staff')
const { items: providers } = await officer<{ items: WithId[] }>('GET', `/partners?search=${encodeURIComponent('蓝桥服务中心')}`)
const words = (zh: string): { zh: string; en: string } => ({ zh, en: zh })
const none = words('')

/** A service of 蓝桥 with a form, a photo that must be taken, and two steps. */
async function newService(title: string): Promise<number> {
  const choices = [{ const: 'morning', title: '上午', 'x-title-en': 'Morning' }, { const: 'evening', title: '晚上', 'x-title-en': 'Evening' }]
  const { id } = await officer<WithId>('POST', '/catalogue', { place: CHAOYANG, content: {
    group: 'functional', icon: 'permit', provider_id: providers[0]?.id, title: words(title), summary: words('材料拍照就行，证送到驿站'), description: words('我们替您跑窗口。'), eligibility: { all: [] }, eligibility_note: none,
    form: { type: 'object', properties: { phone: { type: 'string', 'x-widget': 'phone', format: 'cn-phone', title: '联系手机', 'x-title-en': 'Phone' }, slot: { type: 'string', 'x-widget': 'choice', title: '啥时候方便', 'x-title-en': 'When', oneOf: choices } }, required: ['phone', 'slot'] },
    documents: [{ code: 'lease', title: words('租房合同'), note: words('第一页和签字页'), how: 'photo', required: true, identity: false }],
    steps: [{ code: 'checked', title: words('核对材料'), note: none }, { code: 'handed', title: words('送到手'), note: none }],
    promised_days: 5, monthly_quota: 20, price_fen: 0, price_note: none, where: words('街道政务大厅'), places: [], station_ids: [],
  } })
  await officer('POST', `/catalogue/${id}/publication`, {})
  return id
}

test('阿依古丽 applies, is asked for a page that is missing, adds a photo, is told that it is done, and rates it', async () => {
  const title = named('居住证代办')
  const service = await newService(title)
  const visited = await visit('phone')
  const { page, complaints } = visited
  await signInAs(visited, 'worker-ayiguli', '/')
  await page.getByRole('link', { name: '服务', exact: true }).click()
  await page.getByRole('link', { name: new RegExp(title) }).waitFor()
  await readable(page, 'services')
  await picture(page, 'pocket-services')
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await page.getByText('这个月还剩 20 个名额').waitFor()
  await readable(page, 'service')
  await picture(page, 'pocket-service')
  await page.getByRole('link', { name: '申请', exact: true }).click()

  // Nothing goes before it is whole, and each thing that is missing is said where it belongs.
  await page.getByRole('button', { name: '交上去' }).click()
  await page.getByText('有 3 处没填好').waitFor()
  await page.getByLabel('联系手机').fill('138 1234 5678')
  await page.getByRole('radio', { name: '上午' }).check()
  await page.locator('input[type=file]').setInputFiles(await photo(page, 'lease-1.jpg', '租房合同 第一页'))
  await page.getByText('传好了').waitFor()
  // Called away in the middle: it is as it was.
  await page.goto(`${origin()}/services/${service}`)
  await page.getByRole('link', { name: '接着填' }).click()
  await page.getByText('接着上次填的').waitFor()
  assert.equal(await page.getByLabel('联系手机').inputValue(), '13812345678')
  await page.getByText('传好了').waitFor()
  const agree = page.getByRole('checkbox', { name: /我答应/ })
  if ((await agree.count()) > 0) await agree.check()
  await readable(page, 'applying')
  await picture(page, 'pocket-apply')
  await page.getByRole('button', { name: '交上去' }).click()
  await page.waitForURL(/\/applications\/\d+$/)
  await page.getByText('有进展就告诉你，不用来问。').waitFor()
  await readable(page, 'an application that was sent')
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))

  await provider('POST', `/applications/${id}/steps`, { step: 0 })
  await provider('POST', `/applications/${id}/questions`, { words: '签字那页没拍，补一张', fields: ['slot'], documents: ['lease'] })
  await page.goto(`${origin()}/notices`)
  await page.getByRole('link', { name: new RegExp(title) }).first().click()
  await page.getByRole('heading', { name: '要你补一下' }).waitFor()
  await page.getByText('签字那页没拍，补一张').first().waitFor()
  await page.getByText('等你的时候不算时间').waitFor()
  await page.getByText('上次填的是：上午').waitFor()
  await page.getByRole('button', { name: '补上去' }).click()
  await page.getByText('写一句，或者补一样，再交').waitFor()
  await page.locator('input[type=file]').setInputFiles(await photo(page, 'lease-2.jpg', '签字页'))
  await page.getByText('传好了').waitFor()
  await readable(page, 'an application that asks')
  await picture(page, 'pocket-application-asked')
  await page.getByRole('button', { name: '补上去' }).click()
  await page.getByText('补上去了，接着办').waitFor()
  await page.getByText(/^答应.*办好$/).waitFor()

  await provider('POST', `/applications/${id}/steps`, { step: 1 })
  await provider('POST', `/applications/${id}/approval`, { words: '证在中纺里驿站，带手机来取' })
  await page.goto(`${origin()}/applications`)
  await page.getByRole('heading', { name: '你申请的' }).waitFor()
  await readable(page, 'applications')
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await page.getByText('证在中纺里驿站，带手机来取').first().waitFor()
  await page.getByText('特别好').click()
  await page.getByLabel(/想说的/).fill('没跑一趟就办下来了')
  await readable(page, 'rating')
  await picture(page, 'pocket-application-done')
  await page.getByRole('button', { name: '就这么评' }).click()
  await page.getByText('你评的：特别好').waitFor()
  const { rating } = await officer<{ rating: { stars: number } }>('GET', `/applications/${id}`)
  assert.equal(rating.stars, 5)
  assert.deepEqual(complaints, [])
})

test('somebody who is not signed in reads what there is, and signs in to apply', async () => {
  const service = await newService(named('体检预约'))
  const visited = await visit('phone')
  const { page } = visited
  await page.goto(`${origin()}/services`)
  await page.getByRole('heading', { name: '想办点啥？' }).waitFor()
  await readable(page, 'services, not signed in')
  await page.goto(`${origin()}/services/${service}`)
  await page.getByRole('button', { name: '用手机号进来再申请' }).click()
  await page.waitForURL(/sign-in/)
})

test('周小满 takes a voucher and shows it in a cellar without network; the shop redeems it, and his phone knows', async () => {
  const shop = await calling('partner-staff')
  const { items: shops } = await officer<{ items: WithId[] }>('GET', `/partners?search=${encodeURIComponent('李记面馆')}`)
  const title = named('热汤面券')
  await officer('POST', '/voucher-batches', { place: CHAOYANG, title, terms: '限堂食，不找零', value_fen: 1500, quota: 5, valid_from: '2026-01-01', valid_until: '2099-12-31', partner_ids: [shops[0]?.id], claimable: true })
  const visited = await visit('phone')
  const { page, context, complaints } = visited
  await signInAs(visited, 'worker-zhou-xiaoman', '/vouchers')
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while ((await caches.keys()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await page.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: '领' }).click()
  await page.getByText('领到了，出示就能用').waitFor()
  await page.getByRole('link', { name: new RegExp(title) }).waitFor()
  await readable(page, 'vouchers')
  await picture(page, 'pocket-vouchers')

  await context.setOffline(true)
  await page.goto(`${origin()}/vouchers`)
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await page.getByRole('img', { name: `${title}的二维码` }).waitFor()
  await page.getByText('没网也能出示').waitFor()
  await readable(page, 'a voucher without network')
  await picture(page, 'pocket-voucher-offline')
  const spoken = await page.locator('.code .vh').textContent()
  const code = (spoken ?? '').replaceAll(/[^A-Z0-9]/g, '')
  await shop('POST', '/vouchers/redemptions', { code })

  await context.setOffline(false)
  await page.getByText('用掉了', { exact: true }).waitFor()
  await readable(page, 'a voucher that was redeemed')
  assert.deepEqual(complaints, [])
})

test('罗长河 signs up for a care campaign, shows his pass, and gives the seat back', async () => {
  const name = named('冬日送温暖')
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const { items: stations } = await (await calling('station-keeper'))<{ items: WithId[] }>('GET', '/network/stations')
  const { id } = await officer<WithId>('POST', '/campaigns', { place: CHAOYANG, name, purpose: '手套、姜茶、热汤，路过就来。', season: 'winter-warmth', starts_on: String(today), ends_on: String(today.add({ days: 10 })), joining: 'sign-up', target: 40, station_ids: stations.map((one) => one.id) })
  await officer('POST', `/campaigns/${id}/state`, { to: 'planned' })
  await officer('POST', `/campaigns/${id}/announcement`, {})
  await officer('POST', `/campaigns/${id}/state`, { to: 'running' })

  const visited = await visit('phone')
  const { page, complaints } = visited
  await page.goto(`${origin()}/campaigns/${id}`)
  await page.getByRole('button', { name: '用手机号进来再报名' }).waitFor()
  await readable(page, 'a campaign, not signed in')
  await signInAs(visited, 'worker-luo-changhe', '/campaigns')
  await page.getByRole('heading', { name: '有啥活动' }).waitFor()
  await readable(page, 'campaigns')
  await picture(page, 'pocket-campaigns')
  await page.getByRole('link', { name: new RegExp(name) }).click()
  await page.getByRole('button', { name: '我要报名' }).click()
  await page.getByText('到时候带手机来，出示领取码。').waitFor()
  await readable(page, 'a campaign, signed up')
  await picture(page, 'pocket-campaign')
  await page.getByRole('link', { name: '出示领取码' }).click()
  await page.getByText(/秒后换新的/).waitFor()
  await readable(page, 'pass')
  await picture(page, 'pocket-pass')
  const pass = (await page.locator('.letters').textContent()) ?? ''
  await (await calling('station-keeper'))('POST', `/campaigns/${id}/hand-outs`, { station_id: stations[0]?.id, pass })
  await page.goto(`${origin()}/campaigns/${id}`)
  await page.getByText('领过 1 次').waitFor()
  await page.getByText('已经送出 1 份，打算送 40 份').waitFor()
  assert.deepEqual(complaints, [])
})

test('田秀兰 may not sign up before somebody knows that she is meant: she agrees where it matters, and takes a voucher the same way', async () => {
  const name = named('主播护嗓')
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const { items: shops } = await officer<{ items: WithId[] }>('GET', `/partners?search=${encodeURIComponent('李记面馆')}`)
  const { items: stations } = await (await calling('station-keeper'))<{ items: WithId[] }>('GET', '/network/stations')
  const rule = { all: [{ fact: 'months', at_least: 0 }] }
  const { id } = await officer<WithId>('POST', '/campaigns', { place: CHAOYANG, name, purpose: '润喉茶', season: 'other', starts_on: String(today), ends_on: String(today.add({ days: 10 })), joining: 'sign-up', target: 40, rule, station_ids: stations.map((one) => one.id) })
  await officer('POST', `/campaigns/${id}/state`, { to: 'planned' })
  await officer('POST', `/campaigns/${id}/announcement`, {})
  const later = named('腊月汤券')
  await officer('POST', '/voucher-batches', { place: CHAOYANG, title: later, terms: '', value_fen: 1500, quota: 5, valid_from: String(today.add({ days: 9 })), valid_until: '2099-12-31', partner_ids: [shops[0]?.id], claimable: true, rule })

  const visited = await visit('phone')
  const { page, complaints } = visited
  await signInAs(visited, 'worker-tian-xiulan', `/campaigns/${id}`)
  await page.getByText('没看你的登记，看过才能报名').waitFor()
  assert.equal(await page.getByRole('button', { name: '我要报名' }).count(), 0)
  await page.goto(`${origin()}/vouchers`)
  const offer = page.getByRole('listitem').filter({ hasText: later })
  await offer.getByRole('button', { name: '帮我看看符不符合' }).waitFor()
  assert.equal(await offer.getByRole('button', { name: '领', exact: true }).count(), 0, 'a voucher is offered that the server would refuse')
  await page.goto(`${origin()}/campaigns/${id}`)
  await page.getByRole('button', { name: '帮我看看符不符合' }).click()
  await page.getByText('要看：干了多久').waitFor()
  await assertAccessible(page, 'agreeing that the record is looked at')
  await page.getByRole('button', { name: '我答应' }).click()
  await page.getByText('按登记的，你符合').waitFor()
  await page.getByRole('button', { name: '我要报名' }).click()
  await page.getByText('到时候带手机来，出示领取码。').waitFor()

  // Now the voucher is hers; it is good from the ninth day on, and not held out before.
  await page.goto(`${origin()}/vouchers`)
  await offer.getByRole('button', { name: '领', exact: true }).click()
  await page.getByRole('heading', { name: '还没到日子' }).waitFor()
  await page.getByRole('link', { name: new RegExp(later) }).click()
  await page.getByText('到了那天，码就在这儿。').waitFor()
  assert.equal(await page.locator('.sheet-of-paper').count(), 0, 'a code is held out that a shop would refuse')
  assert.deepEqual(complaints, [])
})

test('who wants no messages by phone says so once, by topic', async () => {
  const visited = await visit('phone')
  const { page, complaints } = visited
  await signInAs(visited, 'worker-shi-lei', '/me/notices')
  await page.getByRole('heading', { name: '怎么告诉我' }).first().waitFor()
  await page.getByText(/这些时候不响/).waitFor()
  await readable(page, 'ways of being told')
  await picture(page, 'pocket-channels')
  assert.deepEqual(complaints, [])
})

/** A picture as a camera makes it, drawn by the browser, with words to see. */
async function photo(page: Page, name: string, text: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const data = await page.evaluate(async (said) => {
    const canvas = document.createElement('canvas')
    canvas.width = 600
    canvas.height = 800
    const ink = canvas.getContext('2d')
    if (ink === null) throw new Error('no canvas')
    ink.fillStyle = '#f4efe4'
    ink.fillRect(0, 0, 600, 800)
    ink.fillStyle = '#222'
    ink.font = '40px sans-serif'
    ink.fillText(said, 60, 120)
    for (let line = 0; line < 14; line += 1) ink.fillRect(60, 200 + line * 36, 480 - (line % 4) * 60, 6)
    return canvas.toDataURL('image/jpeg', 0.8)
  }, text)
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(data.split(',')[1] ?? '', 'base64') }
}

/** Axe, and nothing wider than the phone. */
async function readable(page: Page, where: string): Promise<void> {
  await page.locator('.bones').first().waitFor({ state: 'detached' })
  await assertAccessible(page, where)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, `${where} is wider than the phone`)
}

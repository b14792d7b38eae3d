// The first visit to the 驿站 tab on a cheap phone in a bad network: until the first stations can be read, and what
// script had to come for it. Nothing is kept from before, and no position is known: the first list is by name.

import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { hasChromium, noChromium, withFreshBrowser } from './chromium.ts'
import { median, notMeasured, under, upTo, type Measure } from './measure.ts'
import { benchCity } from './scratch.ts'

/** 1.6 Mbit/s with 150 ms for a round trip, and a processor a quarter as fast as this one. */
const PHONE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 }
const SLOWER = 4
const BARS = { seconds: 1.8, kilobytes: 60 }

interface Seen {
  /** Milliseconds from the start of the navigation until the rows have been painted. */
  readonly at: number
  /** Bytes of script asked for until then, as they travelled. */
  readonly script: number
}

export async function measureFirstVisit(origin: string, { quick, say }: { quick: boolean; say: (line: string) => void }): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const who of ['signed in', 'anybody'] as const) {
    const visit = `first visit to the 驿站 tab, 1.6 Mbit/s, 150 ms, 4 × CPU, ${who}`
    const names = { time: `${visit}: until the list is seen`, script: `${visit}: script until then` }
    if (!hasChromium) {
      measures.push(notMeasured(names.time, BARS.seconds, noChromium), notMeasured(names.script, BARS.kilobytes, noChromium))
      continue
    }
    say(`${visit} …`)
    const seen: Seen[] = []
    for (let round = 0; round < (quick ? 3 : 5); round += 1) seen.push(await visitOnce(origin, who === 'signed in'))
    measures.push(under(names.time, 's', median(seen.map((one) => one.at)) / 1000, BARS.seconds, 2), upTo(names.script, 'KB', median(seen.map((one) => one.script)) / 1024, BARS.kilobytes))
  }
  return measures
}

function visitOnce(origin: string, signedIn: boolean): Promise<Seen> {
  return withFreshBrowser(async (context) => {
    if (signedIn) await signIn(context, origin)
    const page = context.pages()[0] ?? (await context.newPage())
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', PHONE)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await session.send('Runtime.enable')
    await session.send('Runtime.addBinding', { name: BINDING })
    await page.addInitScript({ content: watchForRows })
    const seen = seenAt(session)
    await page.goto(`${origin}/stations`, { waitUntil: 'commit' })
    const at = await seen
    return { at, script: await scriptUntil(page, at) }
  })
}

async function signIn(context: BrowserContext, origin: string): Promise<void> {
  const answer = await context.request.post(`${origin}/api/v1/${benchCity}/demo/sessions`, { data: { persona: 'worker-luo-changhe' } })
  if (answer.status() !== 201) throw new Error(`no session: ${answer.status()} ${await answer.text()}`)
}

/** The page says so itself. To ask it would bring Playwright's own script into it, which takes this phone half a second. */
function seenAt(session: CDPSession): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no station was seen within a minute')), 60_000)
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== BINDING) return
      clearTimeout(timer)
      resolve(Number(payload))
    })
  })
}

async function scriptUntil(page: Page, at: number): Promise<number> {
  await page.waitForLoadState('networkidle')
  return page.evaluate((until) => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return files.filter((file) => new URL(file.name).pathname.endsWith('.js') && file.startTime < until).reduce((sum, file) => sum + file.encodedBodySize, 0)
  }, at)
}

const BINDING = 'stationsSeen'

/** In the page: every frame, whether a row stands in the window; then, once that frame has been painted, the time. */
const watchForRows = `(() => {
  const look = () => {
    const row = document.querySelector('main li a[href^="/stations/"]')
    const box = row?.getBoundingClientRect()
    const isSeen = box !== undefined && box.height > 0 && box.top < innerHeight && row.textContent.trim() !== '' && getComputedStyle(row).opacity === '1'
    if (!isSeen) return requestAnimationFrame(look)
    const painted = new MessageChannel()
    painted.port1.onmessage = () => ${BINDING}(String(performance.now()))
    painted.port2.postMessage(null)
  }
  requestAnimationFrame(look)
})()`

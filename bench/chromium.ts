// The browser of the measures that need one: Debian's Chromium, with a fresh profile for every visit.

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

export const hasChromium = executablePath !== undefined
export const noChromium = 'there is no Chromium here'

/** @param work gets a phone's window that has never been anywhere; it is gone afterwards */
export async function withFreshBrowser<T>(work: (context: BrowserContext) => Promise<T>, args: readonly string[] = []): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'waystation-bench-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executablePath ?? '',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...args],
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A second visit would find everything kept; this is the first.
    serviceWorkers: 'block',
  })
  try {
    return await work(context)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
}

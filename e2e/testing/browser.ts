// A person with a browser: Chromium, a phone or an office monitor, signed in as a demo persona.

import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

export const city = 110105
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

export type Device = 'phone' | 'monitor'

export type Visit = { page: Page; context: BrowserContext; /** What the browser console and the page complained about. */ complaints: string[] }

export function origin(): string {
  const known = process.env['WAYSTATION_ORIGIN']
  if (!known) throw new Error('Run journeys with `npm run e2e`')
  return known
}

/**
 * Opens a fresh browser profile; it closes when the test ends.
 * @param options.sees what its camera sees, see camera.ts
 */
export async function visit(device: Device, options: { language?: 'zh-CN' | 'en'; dark?: boolean; sees?: readonly string[] } = {}): Promise<Visit> {
  if (!executablePath) throw new Error('Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)')
  const profile = mkdtempSync(join(tmpdir(), 'waystation-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(options.sees ?? [])],
    viewport: device === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: device === 'phone' ? 2 : 1,
    ...(device === 'phone' ? { isMobile: true, hasTouch: true } : {}),
    locale: options.language ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.dark ? 'dark' : 'light',
    acceptDownloads: true,
  })
  after(async () => {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  })
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(45_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints }
}

/** Signs in as a demo persona by cookie, then opens a path. */
export async function signInAs(visited: Visit, persona: string, path: string): Promise<void> {
  const answer = await visited.context.request.post(`${origin()}/api/v1/${city}/demo/sessions`, { data: { persona } })
  assert.equal(answer.status(), 201, await answer.text())
  await visited.page.goto(origin() + path)
}

/** Nothing serious or critical by axe, on the page as it stands. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  // By the debugger, not by a script element: the page's policy allows no foreign script, and must stay on.
  const source = await import('node:fs/promises').then((fs) => fs.readFile(axePath, 'utf8'))
  await page.evaluate(source)
  const findings = await page.evaluate(async () => {
    type Axe = { run(where: Document, options: unknown): Promise<{ violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] }> }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] })
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${node.failureSummary.split('\n').slice(1, 3).join(' ')})`).join(' | ')}`)
  })
  assert.deepEqual(findings, [], `axe on ${where}`)
}

/** Keeps a picture of the page as it is, in e2e/screens/. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = new URL('../screens/', import.meta.url).pathname
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

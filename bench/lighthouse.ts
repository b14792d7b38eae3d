// The public map as Lighthouse sees it: a mid-range phone in a slow network, by Lighthouse's own default profile.

import lighthouse from 'lighthouse'
import { hasChromium, noChromium, withFreshBrowser } from './chromium.ts'
import { freePort } from './free-port.ts'
import { median, notMeasured, over, type Measure } from './measure.ts'

const CATEGORIES = ['performance', 'accessibility'] as const
const BAR = 95

export async function measurePublicMap(origin: string, { quick, say }: { quick: boolean; say: (line: string) => void }): Promise<Measure[]> {
  const name = (category: string) => `public map, Lighthouse ${category}, phone`
  if (!hasChromium) return CATEGORIES.map((category) => notMeasured(name(category), BAR, noChromium))
  say('public map, Lighthouse …')
  const scores: Record<string, number>[] = []
  for (let round = 0; round < (quick ? 1 : 3); round += 1) scores.push(await scoresOf(`${origin}/map`))
  return CATEGORIES.map((category) => over(name(category), 'of 100', median(scores.map((one) => one[category] ?? 0)), BAR))
}

async function scoresOf(url: string): Promise<Record<string, number>> {
  const port = await freePort()
  return withFreshBrowser(async () => {
    const result = await lighthouse(url, { port, logLevel: 'error', onlyCategories: [...CATEGORIES] })
    if (result === undefined || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
    return Object.fromEntries(CATEGORIES.map((category) => [category, Math.round((result.lhr.categories[category]?.score ?? 0) * 100)]))
  }, [`--remote-debugging-port=${port}`])
}

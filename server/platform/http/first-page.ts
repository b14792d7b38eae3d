// A page that people open first comes with the answers it would ask for next: on a slow network that is one journey
// instead of three. Which ones, the page itself lists (web/ui/build/first-pages.ts). They are asked for as by somebody
// who is not signed in, so there is nothing of anybody in them. Its list comes drawn, too, where the build has what draws it.

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const slot = /(<script type="application\/json" id="answers">)(.*?)(<\/script>)/
const drawn = '<!--drawn-->'
const cities = '/api/v1/cities'
const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

/** HTML of a page, from the answers by address and the time in milliseconds: web/pocket/first/draw.ts. */
export type Draw = (name: string, answers: Readonly<Record<string, unknown>>, at: number) => Promise<string>

/** @param page as built; without a slot for answers it is sent as it is */
export function serveFirstPage(app: FastifyInstance, path: string, page: string, draw?: Draw): void {
  const wanted = JSON.parse(slot.exec(page)?.[2] ?? '[]') as string[]
  app.get(path, { schema: { hide: true } }, async (request, reply) => {
    const answers = await answersTo(app, request, wanted)
    // A less-than sign could end the script element that it stands in.
    const filled = page.replace(slot, (_, before: string, __, after: string) => before + JSON.stringify(answers).replaceAll('<', '\\u003c') + after)
    const list = await drawnList(answers, request)
    const text = list === undefined ? filled.replace(drawn, '') : filled.replace(drawn, () => list.html).replace('<html ', `<html data-city="${list.city}" `)
    const accepted = String(request.headers['accept-encoding'] ?? '')
    // What is open now is so for a moment: kept nowhere.
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store').header('vary', 'accept-encoding')
    // Level 5 takes a millisecond for what the network would carry for a hundred.
    if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }))
    if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await gzipped(text))
    return reply.send(text)
  })

  /** Undefined where an answer is missing or the page cannot be drawn: then the app draws it. */
  async function drawnList(answers: Record<string, unknown>, request: FastifyRequest): Promise<{ html: string; city: number } | undefined> {
    const city = cityOf(answers[cities])
    if (draw === undefined || city === undefined || Object.keys(answers).length < wanted.length) return undefined
    try {
      return { html: await draw(path.slice(path.lastIndexOf('/') + 1), answers, Date.now()), city }
    } catch (error) {
      request.log.error({ stack: error instanceof Error ? error.stack : undefined }, 'page not drawn')
      return undefined
    }
  }
}

function cityOf(answer: unknown): number | undefined {
  return (answer as { items: { code: number }[] } | undefined)?.items[0]?.code
}

/** By address. What cannot be answered is left out: then the page asks for itself. */
async function answersTo(app: FastifyInstance, request: FastifyRequest, wanted: readonly string[]): Promise<Record<string, unknown>> {
  const ask = async (url: string): Promise<unknown> => {
    const answer = await app.inject({ method: 'GET', url, remoteAddress: request.ip, headers: { host: String(request.headers.host ?? ''), 'accept-language': String(request.headers['accept-language'] ?? '') } })
    return answer.statusCode === 200 ? (answer.json() as unknown) : undefined
  }
  const all = wanted.includes(cities) ? await ask(cities) : undefined
  const city = cityOf(all)
  const addresses = wanted.filter((url) => url !== cities && city !== undefined).map((url) => url.replace('{city}', String(city)))
  const found = await Promise.all(addresses.map(async (url) => [url, await ask(url)] as const))
  return Object.fromEntries([[cities, all] as const, ...found].filter(([, answer]) => answer !== undefined))
}

// The built web apps: pocket at /, desk at /desk/. Hashed assets are kept a year, pages are asked for again.

import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { serveFirstPage, type Draw } from './first-page.ts'
import { Problem } from './problem.ts'

const apps = [
  { name: 'desk', prefix: '/desk/' },
  { name: 'pocket', prefix: '/' },
] as const

export async function serveWeb(app: FastifyInstance): Promise<void> {
  for (const { name, prefix } of apps) {
    const root = fileURLToPath(new URL(`../../../web/${name}/dist/`, import.meta.url))
    if (!existsSync(root)) continue
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: false,
      wildcard: false,
      preCompressed: true, // the build lays .br and .gz beside what is text
      setHeaders: (reply, path) => {
        const hashed = /\/assets\/.+-[\w-]{8,}\.\w+(\.(br|gz))?$/.test(path)
        reply.header('vary', 'accept-encoding')
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    const draw = drawing(name)
    for (const file of await readdir(root)) if (file.endsWith('.html') && file !== 'index.html') serveFirstPage(app, prefix + file.slice(0, -'.html'.length), await readFile(root + file, 'utf8'), draw)
    // The apps route in the browser: an address below them that is no file is their page.
    const page = await readFile(`${root}index.html`, 'utf8')
    app.get(`${prefix}*`, { schema: { hide: true } }, async (request, reply) => {
      if (/^\/(api|hsds)\//.test(request.url) || /\.\w+$/.test(request.url.split('?')[0] ?? '')) throw new Problem('not-found')
      return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    })
  }
  app.get('/desk', { schema: { hide: true } }, async (_, reply) => reply.redirect('/desk/'))
}

/** What draws an app's first pages here, where the build has it. */
function drawing(app: string): Draw | undefined {
  const built = new URL(`../../../web/${app}/dist-first/draw.js`, import.meta.url)
  // Fetched with the first page that is drawn: a start does not wait for it.
  return existsSync(built) ? async (...page) => ((await import(built.href)) as { draw: Draw }).draw(...page) : undefined
}

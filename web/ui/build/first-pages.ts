/**
 * Vite plugin: beside index.html, a page of its own for each address that people open first. It names the files that
 * address needs, so that they are all on their way at once instead of one after the other, and the requests it will
 * make, so that the server can send their answers along (server/platform/http/first-page.ts) and draw its list.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

export interface FirstPage {
  /** The page's lazy module, and what else it fetches before it can be read. */
  readonly modules: RegExp
  /** Addresses it asks first, all open to everybody; `{city}` is the installation's first city. */
  readonly asks: readonly string[]
  /** On a phone the app comes with the first touch: until then the drawn page and its links do. */
  readonly onTouch?: boolean
}

/** @param pages by file name: `stations` is the page of /stations */
export function firstPages(pages: Readonly<Record<string, FirstPage>>): Plugin {
  let folder = ''
  return {
    name: 'waystation-first-pages',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler(_options, bundle) {
        const page = readFileSync(join(folder, 'index.html'), 'utf8')
        for (const [name, first] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), pageWith(page, bundle, first))
      },
    },
  }
}

const splash = /(<svg class="mark splash"[^]*?<\/svg>)/
const start = /<script type="module" crossorigin src="([^"]+)"><\/script>/

function pageWith(page: string, bundle: Rolldown.OutputBundle, { modules, asks, onTouch = false }: FirstPage): string {
  const chunks = withImports(bundle, modules)
  const scripts = chunks.map((chunk) => chunk.fileName)
  const styles = chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])])
  const fresh = (name: string): boolean => !page.includes(`/${name}"`)
  const links = [
    ...[...new Set(styles)].filter(fresh).map((name) => `<link rel="stylesheet" crossorigin href="/${name}">`),
    ...scripts.filter(fresh).map((name) => `<link rel="modulepreload" crossorigin href="/${name}">`),
  ]
  // The answers come with the page: nothing is asked for twice.
  const lean = page.replace(/\s*<!--(?:(?!-->)[^])*-->\s*<link rel="preload"[^>]*as="fetch"[^>]*>/, '')
  if (lean === page || !lean.includes('</head>') || !splash.test(lean) || !start.test(lean)) throw new Error('index.html is not as firstPages() knows it')
  const full = lean.replace(splash, '$1<!--drawn-->').replace('</head>', `${links.join('\n    ')}\n  </head>`).replace('</body>', `<script type="application/json" id="answers">${JSON.stringify(asks)}</script>\n  </body>`)
  // The list is drawn: what makes it look as it does comes before what makes it live.
  if (!onTouch) return full.replaceAll('<link rel="modulepreload" ', '<link rel="modulepreload" fetchpriority="low" ').replace('<script type="module" ', '<script type="module" fetchpriority="low" ')
  // What is only fetched in good time is not compiled, either.
  return full.replace(start, '').replaceAll('<link rel="modulepreload" ', '<link rel="prefetch" as="script" ').replace('<html ', `<html data-start="${start.exec(full)?.[1] ?? ''}" `)
}

function withImports(bundle: Rolldown.OutputBundle, modules: RegExp): Rolldown.OutputChunk[] {
  const all = Object.values(bundle).filter((one) => one.type === 'chunk')
  const found = new Set<Rolldown.OutputChunk>()
  const add = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) add(all.find((one) => one.fileName === name))
  }
  for (const chunk of all) if (modules.test(chunk.facadeModuleId ?? '')) add(chunk)
  if (found.size === 0) throw new Error(`No file of the build is ${modules.source}`)
  return [...found]
}

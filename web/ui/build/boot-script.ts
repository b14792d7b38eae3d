/**
 * Vite plugin: bundles `web/ui/boot.ts` into one small classic script and names it first in <head>. A module
 * would run after the first paint, an inline script would break the content security policy.
 */
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const entry = fileURLToPath(new URL('../boot.ts', import.meta.url))
const devPath = '@boot.js'

export function bootScript(): Plugin {
  let base = '/'
  let serving = false
  return {
    name: 'waystation-boot-script',
    configResolved(config) {
      base = config.base
      serving = config.command === 'serve'
    },
    configureServer(server) {
      server.middlewares.use(base + devPath, async (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript').end(await bundle())
      })
    },
    async buildStart() {
      if (!serving) this.emitFile({ type: 'asset', name: 'boot.js', source: await bundle() })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const src = base + (serving ? devPath : builtName(context.bundle))
        return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }]
      },
    },
  }
}

function builtName(files: object | undefined): string {
  const found = Object.keys(files ?? {}).find((name) => /(^|\/)boot-[\w-]+\.js$/.test(name))
  if (found === undefined) throw new Error('The boot script is not in the bundle')
  return found
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: { write: false, target: 'es2020', lib: { entry, formats: ['iife'], name: 'boot', fileName: 'boot' } },
  })
  const [first] = Array.isArray(result) ? result : [result]
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (chunk === undefined) throw new Error('boot.ts gave no script')
  return chunk.code
}

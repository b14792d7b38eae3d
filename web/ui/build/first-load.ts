/**
 * Vite plugin: weighs what a phone must fetch before its first screen, prints it, and stops the build when it is over
 * the budget: 60 KB of script and 20 KB of style, as they travel (Brotli).
 */
import type { Plugin, Rolldown } from 'vite'
import { brotli } from './compressed.ts'

export interface Budget {
  /** Kilobytes of script and style, compressed. */
  readonly script: number
  readonly style: number
  /** What may be on the phone's first screen, each with the paths of its lazy modules: a screen is weighed with the entry. */
  readonly firstScreens: Readonly<Record<string, RegExp>>
}

export function firstLoad(budget: Budget): Plugin {
  return {
    name: 'waystation-first-load',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const [screen, modules] of Object.entries(budget.firstScreens)) {
        const chunks = chunksOfFirstLoad(bundle, modules)
        const styles = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))
        const script = sum(chunks.map((chunk) => chunk.code))
        const style = sum([...styles].map((name) => textOf(bundle[name])))
        this.info(`first load of ${screen}, compressed: script ${script.toFixed(1)} of ${budget.script} KB (${chunks.map((chunk) => chunk.name).join(', ')}); style ${style.toFixed(1)} of ${budget.style} KB`)
        if (script > budget.script || style > budget.style) this.error(`The first load of ${screen} is over its budget`)
      }
    },
  }
}

function chunksOfFirstLoad(bundle: Rolldown.OutputBundle, modules: RegExp): Rolldown.OutputChunk[] {
  const all = Object.values(bundle).filter((one) => one.type === 'chunk')
  const found = new Set<Rolldown.OutputChunk>()
  const add = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) add(all.find((one) => one.fileName === name))
  }
  for (const chunk of all) if (chunk.isEntry || modules.test(chunk.facadeModuleId ?? '')) add(chunk)
  return [...found]
}

function textOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string {
  if (file?.type !== 'asset') return ''
  return typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source)
}

function sum(texts: readonly string[]): number {
  return texts.reduce((total, text) => total + brotli(text).length, 0) / 1024
}

/** The language on screen. Everything that makes text reads `language`, so a switch redraws without a reload. */
import { readonly, ref, type Ref } from 'vue'
import { remember, remembered } from '../remembered.ts'

export type Language = 'zh-CN' | 'en'

export const languages: readonly Language[] = ['zh-CN', 'en']

const now = ref<Language>('zh-CN')
const loaders = new Set<() => Promise<void>>()

/** The language on screen now. */
export const language: Readonly<Ref<Language>> = readonly(now)

/** Switches the language once every dictionary met so far has arrived; `<html lang>` follows. */
export async function chooseLanguage(next: Language): Promise<void> {
  remember('language', next)
  await show(next)
}

/** Call before mounting: takes up the language chosen earlier on this device. */
export async function startWords(): Promise<void> {
  await show(remembered('language') === 'en' ? 'en' : 'zh-CN')
}

/**
 * Resolves when the dictionaries met so far are here in the language on screen. The routers await it after a
 * page's code has arrived, so that no page flashes in the other language.
 */
export async function wordsReady(): Promise<void> {
  if (now.value !== 'zh-CN') await loadAll()
}

/** A dictionary announces how it gets its English. @internal */
export function announce(load: () => Promise<void>): void {
  loaders.add(load)
}

async function show(next: Language): Promise<void> {
  if (next !== 'zh-CN') await loadAll()
  now.value = next
  document.documentElement.lang = next
}

async function loadAll(): Promise<void> {
  const waiting = [...loaders]
  await Promise.all(waiting.map((load) => load()))
  for (const load of waiting) loaders.delete(load)
}

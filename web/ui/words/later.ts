/** A part of a page that comes later, together with its words: else it would first be seen in the other language. */
import { defineAsyncComponent, type Component } from 'vue'
import { wordsReady } from './language.ts'

export function later<Part extends Component>(load: () => Promise<{ readonly default: Part }>): Part {
  return defineAsyncComponent(async () => {
    const part = (await load()).default
    await wordsReady()
    return part
  }) as Part
}

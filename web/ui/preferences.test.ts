import { beforeEach, expect, it, vi } from 'vitest'
import { chooseTheme, chooseTypeSize } from './preferences.ts'
import { chooseLanguage } from './words/language.ts'

beforeEach(() => window.localStorage.clear())

it('the boot script puts back what the reader chose, before anything is drawn', async () => {
  chooseTheme('dark')
  chooseTypeSize('large')
  await chooseLanguage('en')
  const root = document.documentElement
  root.removeAttribute('data-theme')
  root.removeAttribute('data-type')
  root.lang = ''
  vi.resetModules()
  await import('./boot.ts')
  expect([root.dataset['theme'], root.dataset['type'], root.lang]).toEqual(['dark', 'large', 'en'])
})

it('a browser that refuses storage still gets a page', async () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new Error('denied')
  })
  vi.resetModules()
  await import('./boot.ts')
  expect(document.documentElement.dataset['theme']).toBe('auto')
})

import { afterEach, describe, expect, it } from 'vitest'
import { h, nextTick } from 'vue'
import { mount } from '@vue/test-utils'
import Phrase from '../Phrase.ts'
import { chooseLanguage } from './language.ts'
import { cutAtHoles, defineWords, type Plural, type Translation } from './words.ts'

const zh = { hello: '你好，{name}', waiting: '等您办的 {n} 件', plain: '保存' } as const
const english = { hello: 'Hello {name}', waiting: { one: '{n} item waits', other: '{n} items wait' }, plain: 'Save' } satisfies Translation<typeof zh>
const t = defineWords(zh, async () => ({ default: english }))

afterEach(() => chooseLanguage('zh-CN'))

describe('words', () => {
  it('fills holes, and writes numbers with separators', () => {
    expect(t('hello', { name: '周小满' })).toBe('你好，周小满')
    expect(t('waiting', { n: 15_190 })).toBe('等您办的 15,190 件')
  })

  it('an English reader sees the plural that fits', async () => {
    await chooseLanguage('en')
    expect(t('waiting', { n: 1 })).toBe('1 item waits')
    expect(t('waiting', { n: 0 })).toBe('0 items wait')
    expect(document.documentElement.lang).toBe('en')
  })

  it('a switch of language redraws without a reload', async () => {
    const shown = mount({ render: () => t('plain') })
    await chooseLanguage('en')
    await nextTick()
    expect(shown.text()).toBe('Save')
  })

  it('a dictionary met after the switch waits for its English', async () => {
    await chooseLanguage('en')
    const late = defineWords({ late: '晚' } as const, async () => ({ default: { late: 'late' } }))
    const { wordsReady } = await import('./language.ts')
    await wordsReady()
    expect(late('late')).toBe('late')
  })

  it('knows the codes it has words for', () => {
    expect(t.has('plain')).toBe(true)
    expect(t.has('hello')).toBe(false) // has a hole: not to be shown bare
    expect(t.has('no-such-code')).toBe(false)
  })

  it('a missing key, a key too many and an unfilled hole do not pass the type check', () => {
    // @ts-expect-error English lacks `plain`
    const missing: Translation<typeof zh> = { hello: 'Hello {name}', waiting: '{n} wait' }
    // @ts-expect-error Chinese has no `extra`
    const extra = { ...english, extra: 'too much' } satisfies Translation<typeof zh>
    // @ts-expect-error `name` is not given
    expect(t('hello', {})).toBe('你好，{name}')
    // @ts-expect-error no such key
    expect(t('nothing')).toBe('nothing')
    expect([missing, extra]).toHaveLength(2)
  })

  it('a phrase puts live parts into its holes', () => {
    const shown = mount({ render: () => h('p', [h(Phrase, { text: t.open('waiting') }, { n: () => [h('b', '27')] })]) })
    expect(shown.element.innerHTML).toContain('等您办的 <b>27</b> 件')
  })
})

describe('every dictionary of the apps', () => {
  const chinese = import.meta.glob<{ zh: Record<string, string> }>(['../../**/words/*.ts', '../../ui/**/words.ts', '!../../**/*.en.ts', '!../../**/*.test.ts', '!../words/words.ts'])
  const inEnglish = import.meta.glob<{ default: Record<string, string | Plural> }>('../../**/*.en.ts')

  it('has the same holes in both languages', async () => {
    let seen = 0
    for (const [path, load] of Object.entries(inEnglish)) {
      const partner = chinese[path.replace('.en.ts', '.ts')]
      if (partner === undefined) continue
      const [{ zh: words }, { default: translated }] = await Promise.all([partner(), load()])
      for (const [key, text] of Object.entries(translated)) {
        const forms = typeof text === 'string' ? [text] : [text.one, text.other]
        const allowed = holesOf(words[key] ?? '')
        for (const form of forms) expect(allowed, `${path} ${key}`).toEqual(expect.arrayContaining(holesOf(form)))
      }
      seen += 1
    }
    expect(seen).toBeGreaterThan(3)
  })
})

function holesOf(text: string): string[] {
  return cutAtHoles(text).filter((_, at) => at % 2 === 1)
}

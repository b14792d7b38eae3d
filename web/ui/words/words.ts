/**
 * The words on screen. A dictionary is a flat object per area; Chinese is written beside its `defineWords`,
 * English in a file of its own that is loaded only by those who read English:
 *
 *     // queue.ts
 *     export const zh = { waiting: '等您办的 {n} 件' } as const
 *     export const t = defineWords(zh, () => import('./queue.en.ts'))
 *     // queue.en.ts
 *     export default { waiting: { one: '{n} item', other: '{n} items' } } satisfies Translation<typeof zh>
 *
 * A key missing on either side, and a hole left unfilled, fail the type check.
 */
import { shallowRef } from 'vue'
import { announce, language } from './language.ts'
import { count } from './numbers.ts'

/** English may differ by number; the hole `{n}` (else the first number given) decides which form. */
export type Plural = { readonly one: string; readonly other: string }

/** What an English file must hold: exactly the keys of the Chinese one. */
export type Translation<Zh> = { readonly [Key in keyof Zh]: string | Plural }

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never

/** Numbers are written with thousands separators; give years and codes as strings. */
export type Filling = string | number

type Fill<Text extends string> = [Holes<Text>] extends [never] ? [] : [fill: Readonly<Record<Holes<Text>, Filling>>]

type PlainKey<Zh> = { [Key in keyof Zh & string]: Zh[Key] extends string ? ([Holes<Zh[Key]>] extends [never] ? Key : never) : never }[keyof Zh & string]

export interface Words<Zh extends Readonly<Record<string, string>>> {
  /** The text of a key in the language on screen, its holes filled. Reactive. */
  <Key extends keyof Zh & string>(key: Key, ...fill: Fill<Zh[Key]>): string
  /** The text with its holes left open, for `<Phrase>`; `n` chooses the plural. */
  open(key: keyof Zh & string, n?: number): string
  /** Whether a code that came over the wire has words here (words without holes, so that `t(code)` is whole). */
  has(key: string): key is PlainKey<Zh>
}

export function defineWords<const Zh extends Readonly<Record<string, string>>>(
  zh: Zh,
  loadEnglish: () => Promise<{ readonly default: Translation<Zh> }>,
): Words<Zh> {
  const english = shallowRef<Translation<Zh>>()
  announce(async () => {
    english.value ??= (await loadEnglish()).default
  })

  const pick = (key: keyof Zh & string, n: number | undefined): string => {
    const text: string | Plural | undefined = language.value === 'en' ? (english.value?.[key] ?? zh[key]) : zh[key]
    if (text === undefined) return key
    if (typeof text === 'string') return text
    return n === undefined || englishForm(n) === 'other' ? text.other : text.one
  }

  return Object.assign(
    <Key extends keyof Zh & string>(key: Key, ...[fill]: [fill?: Readonly<Record<string, Filling>>]): string =>
      fill === undefined ? pick(key, undefined) : fillHoles(pick(key, deciding(fill)), fill),
    {
      open: (key: keyof Zh & string, n?: number) => pick(key, n),
      has: (key: string): key is PlainKey<Zh> => Object.hasOwn(zh, key) && !zh[key]?.includes('{'),
    },
  ) as Words<Zh>
}

/** A text cut at its holes: words at even places, names of holes at odd ones. */
export function cutAtHoles(text: string): string[] {
  return text.split(/\{(\w+)\}/)
}

const plural = new Intl.PluralRules('en')

function englishForm(n: number): 'one' | 'other' {
  return plural.select(n) === 'one' ? 'one' : 'other'
}

function deciding(fill: Readonly<Record<string, Filling>>): number | undefined {
  const { n } = fill
  return typeof n === 'number' ? n : Object.values(fill).find((one) => typeof one === 'number')
}

function fillHoles(text: string, fill: Readonly<Record<string, Filling>>): string {
  return cutAtHoles(text)
    .map((piece, at) => (at % 2 === 0 ? piece : written(fill[piece], piece)))
    .join('')
}

function written(value: Filling | undefined, hole: string): string {
  if (value === undefined) return `{${hole}}`
  return typeof value === 'number' ? count(value) : value
}

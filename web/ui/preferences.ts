/**
 * What the reader chose for this device: theme, type size, language. Kept in localStorage (no personal data),
 * written on <html>, applied before the first paint by `boot.ts`.
 */
import { readonly, ref, type Ref } from 'vue'

export type Theme = 'auto' | 'light' | 'dark'
export type TypeSize = 'normal' | 'large'

const themeNow = ref<Theme>(known(remembered('theme'), ['light', 'dark'], 'auto'))
const typeNow = ref<TypeSize>(known(remembered('type'), ['large'], 'normal'))

/** The theme chosen; `auto` follows the system. */
export const theme: Readonly<Ref<Theme>> = readonly(themeNow)

/** Type size; `large` is 125 %. */
export const typeSize: Readonly<Ref<TypeSize>> = readonly(typeNow)

export function chooseTheme(next: Theme): void {
  themeNow.value = next
  document.documentElement.dataset['theme'] = next
  remember('theme', next)
}

export function chooseTypeSize(next: TypeSize): void {
  typeNow.value = next
  if (next === 'large') document.documentElement.dataset['type'] = 'large'
  else delete document.documentElement.dataset['type']
  remember('type', next)
}

/** Reads a choice of this device; undefined where there is none or storage is refused. */
export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`waystation.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a choice on this device. Never give it personal data: it is stored in the clear. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`waystation.${name}`, value)
  } catch {
    // Private window: the choice lasts as long as the page.
  }
}

function known<T extends string, D extends string>(value: string | undefined, allowed: readonly T[], otherwise: D): T | D {
  return allowed.find((one) => one === value) ?? otherwise
}

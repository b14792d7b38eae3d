/**
 * What the reader chose for this device: theme, type size, language. Kept in localStorage (no personal data),
 * written on <html>, applied before the first paint by `boot.ts`.
 */
import { readonly, ref, type Ref } from 'vue'
import { known, remember, remembered } from './remembered.ts'

export { remember, remembered } from './remembered.ts'

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

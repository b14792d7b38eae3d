/** Whether the screen is a phone's: the pages that people use standing are drawn differently there. */
import { readonly, ref, type Ref } from 'vue'

const query = typeof matchMedia === 'function' ? matchMedia('(max-width: 900px)') : undefined
const now = ref(query?.matches ?? false)
query?.addEventListener('change', (event) => {
  now.value = event.matches
})

export const narrow: Readonly<Ref<boolean>> = readonly(now)

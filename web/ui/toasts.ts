/** Short notices at the foot of the screen. `toast('已应用', { undo })` from anywhere; each app mounts one Toaster. */
import { reactive } from 'vue'

export interface Toast {
  readonly id: number
  readonly words: string
  readonly kind: 'done' | 'wrong'
  readonly act?: { readonly label: string; readonly run: () => void } | undefined
}

export const toasts: Toast[] = reactive([])

let last = 0

/** Shows a notice for six seconds; one that carries a deed or went wrong stays ten. */
export function toast(words: string, options: { kind?: Toast['kind']; act?: Toast['act'] } = {}): void {
  last += 1
  const one: Toast = { id: last, words, kind: options.kind ?? 'done', act: options.act }
  toasts.push(one)
  if (toasts.length > 3) toasts.shift()
  setTimeout(() => dismissToast(one.id), one.act || one.kind === 'wrong' ? 10_000 : 6000)
}

export function dismissToast(id: number): void {
  const at = toasts.findIndex((one) => one.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

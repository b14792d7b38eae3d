/**
 * Keys of a page. `useKeys` binds them while the component lives; the frame lists them all under "?". They rest
 * while somebody types, while a dialog is open, and when Ctrl, Alt or ⌘ is held.
 */
import { onBeforeUnmount, onMounted, shallowReactive, toValue, type MaybeRefOrGetter } from 'vue'

export interface Key {
  /** As `KeyboardEvent.key`: 'j', 'Enter', '/', '?'. */
  readonly key: string
  /** How it is drawn; the key in capitals if left out. */
  readonly cap?: string | undefined
  /** What it does, for the key bar and the list. Without words it works but is not shown. */
  readonly words?: string | undefined
  readonly run: (event: KeyboardEvent) => void
}

const bound: MaybeRefOrGetter<readonly Key[]>[] = shallowReactive([])

/** Binds keys as long as the calling component is mounted; later ones win. */
export function useKeys(keys: MaybeRefOrGetter<readonly Key[]>): void {
  onMounted(() => {
    if (bound.length === 0) document.addEventListener('keydown', onKey)
    bound.push(keys)
  })
  onBeforeUnmount(() => {
    const at = bound.indexOf(keys)
    if (at >= 0) bound.splice(at, 1)
    if (bound.length === 0) document.removeEventListener('keydown', onKey)
  })
}

/** All keys that work now and have words, the page's first. Reactive. */
export function keysNow(): Key[] {
  const seen = new Set<string>()
  return bound
    .toReversed()
    .flatMap((keys) => toValue(keys))
    .filter((one) => one.words !== undefined && !seen.has(one.key) && seen.add(one.key))
}

/** How a key looks on its cap. */
export function capOf(key: Key): string {
  return key.cap ?? (key.key === 'Enter' ? '↵' : key.key.toUpperCase())
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return
  if (document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]') !== null) return
  const key = bound
    .toReversed()
    .flatMap((keys) => toValue(keys))
    .find((one) => one.key === event.key)
  if (key === undefined) return
  event.preventDefault()
  key.run(event)
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

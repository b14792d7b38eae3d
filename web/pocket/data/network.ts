/**
 * Whether answers come. The browser's own `onLine` is true in a lift, so what counts is how the last request ended;
 * its events only say when it is worth trying again.
 */
import { readonly, ref, type Ref } from 'vue'

const reached = ref(typeof navigator === 'undefined' || navigator.onLine)
const listeners = new Set<() => void>()

/** False once a request got no answer, until one does. Reactive. */
export const online: Readonly<Ref<boolean>> = readonly(reached)

/** @internal the client says how a request ended */
export function noteReached(answered: boolean): void {
  const back = answered && !reached.value
  reached.value = answered
  if (back) tell()
}

/** Called when it is worth trying again: the network is back, or the app is in front again. Returns how to stop. */
export function onWorthTrying(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function watchNetwork(): void {
  addEventListener('online', tell)
  addEventListener('offline', () => {
    reached.value = false
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tell()
  })
}

function tell(): void {
  for (const listener of listeners) listener()
}

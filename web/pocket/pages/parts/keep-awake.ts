/** A code that is held out must not go dark. Where the phone does not offer it, it goes dark as ever. */
import { onBeforeUnmount, onMounted } from 'vue'

/** In a component's setup: as long as it is on screen. */
export function keepAwake(): void {
  let lock: WakeLockSentinel | undefined
  let gone = false
  const hold = async (): Promise<void> => {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
    if (gone) await lock?.release()
  }
  // The phone lets go of it whenever the app is behind another.
  const again = (): void => void hold()
  onMounted(() => {
    void hold()
    document.addEventListener('visibilitychange', again)
  })
  onBeforeUnmount(() => {
    gone = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}

/** Server-sent events for what changes under one's eyes. The browser reconnects by itself; `stop` ends it. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'

export interface EventsInHand {
  /** False while the line is down. */
  readonly connected: Readonly<Ref<boolean>>
  readonly stop: () => void
}

/**
 * @param address undefined listens to nothing
 * @param on listeners by the event's name, given its data; `open` and `lost` tell of the line itself
 */
export function useEvents(address: () => string | undefined, on: Readonly<Record<string, (data: unknown) => void>>): EventsInHand {
  const connected = ref(false)
  let source: EventSource | undefined

  function stop(): void {
    source?.close()
    source = undefined
    connected.value = false
  }

  watch(
    address,
    (url) => {
      stop()
      if (url === undefined) return
      const opened = new EventSource(url)
      source = opened
      opened.addEventListener('open', () => {
        connected.value = true
        on['open']?.(undefined)
      })
      opened.addEventListener('error', () => {
        connected.value = false
        on['lost']?.(undefined)
      })
      for (const [name, listener] of Object.entries(on)) {
        if (name === 'open' || name === 'lost') continue
        opened.addEventListener(name, (event: MessageEvent<string>) => listener(JSON.parse(event.data)))
      }
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return { connected, stop }
}

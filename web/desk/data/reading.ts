/** Follows a file while it is read: by events, and by asking now and then where the line does not hold. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useEvents } from './events.ts'

export interface Reading {
  readonly rows: Ref<number>
  /** 0 to 1; undefined until something was read. */
  readonly share: Ref<number | undefined>
  /** The line is down. */
  readonly lost: Ref<boolean>
}

const ASK_EVERY = 4000

/**
 * @param address of its events (`progress` with rows and fraction, then `state`); undefined follows nothing
 * @param onState called when it is no longer being read, and whenever it should be asked for again
 */
export function useReading(address: () => string | undefined, onState: () => void): Reading {
  const rows = ref(0)
  const share = ref<number>()
  const lost = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  const line = useEvents(address, {
    progress(data) {
      const said = data as { rows?: number; fraction?: number }
      rows.value = said.rows ?? rows.value
      share.value = said.fraction === undefined || said.fraction <= 0 ? share.value : said.fraction
    },
    state() {
      line.stop()
      onState()
    },
    open: () => (lost.value = false),
    lost: () => (lost.value = true),
  })

  watch(
    address,
    (url) => {
      clearInterval(timer)
      rows.value = 0
      share.value = undefined
      if (url !== undefined) timer = setInterval(() => lost.value && onState(), ASK_EVERY)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearInterval(timer))
  return { rows, share, lost }
}

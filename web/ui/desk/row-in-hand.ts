/** The one row of a table that keys act on: J K and arrows move it, Enter opens, Space picks. */
import { computed, nextTick, ref, type Ref } from 'vue'
import { t } from '../words/kit.ts'
import { useKeys, type Key } from './keys.ts'

export interface RowInHand {
  readonly at: Ref<number>
  /** Moves the focus to a row. */
  readonly take: (at: number) => void
  readonly onKey: (event: KeyboardEvent) => void
}

export function useRowInHand(table: {
  scroller: Readonly<Ref<HTMLElement | null>>
  keysOf: () => readonly string[]
  reveal: (at: number) => void
  open: (at: number) => void
  pick: (at: number) => void
  /** J, K and Enter from anywhere on the page. */
  everywhere: () => boolean
}): RowInHand {
  const at = ref(0)
  let touched = false

  function take(next: number): void {
    const last = table.keysOf().length - 1
    if (last < 0 || next < 0) return
    touched = true
    at.value = Math.min(next, last)
    table.reveal(at.value)
    void nextTick(() => table.scroller.value?.querySelector<HTMLElement>(`tr[data-at="${at.value}"]`)?.focus({ preventScroll: false }))
  }

  function move(by: number): void {
    take(touched || onRow(document.activeElement) ? Math.max(0, at.value + by) : at.value)
  }

  function onKey(event: KeyboardEvent): void {
    if (!onRow(event.target)) return
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      j: () => move(1),
      k: () => move(-1),
      Home: () => take(0),
      End: () => take(table.keysOf().length - 1),
      PageDown: () => move(15),
      PageUp: () => move(-15),
      Enter: () => table.open(at.value),
      ' ': () => table.pick(at.value),
    }
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    step()
  }

  const everywhere = computed<Key[]>(() =>
    table.everywhere()
      ? [
          { key: 'j', words: t('nextRow'), run: () => move(1) },
          { key: 'k', words: t('previousRow'), run: () => move(-1) },
          { key: 'Enter', words: t('open'), run: () => touched && table.open(at.value) },
        ]
      : [],
  )
  useKeys(everywhere)

  return { at, take, onKey }
}

function onRow(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('tr[data-at]')
}

/**
 * Draws only the rows in sight of a long table, so that 15,190 of them scroll like twenty. It keeps a real <table>
 * (two spacer rows stand for the rest), which positioned rows of a virtual list would not; all rows are of one height.
 */
import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'

export interface RowWindow {
  /** First row drawn and the one after the last. */
  readonly from: ComputedRef<number>
  readonly to: ComputedRef<number>
  /** Heights of the two spacers in pixels. */
  readonly above: ComputedRef<number>
  readonly below: ComputedRef<number>
  readonly onScroll: () => void
  /** Scrolls so that a row is in sight. */
  readonly reveal: (at: number) => void
}

/** Below this all rows are drawn. */
const LONG = 200
/** Rows drawn beyond what is in sight, on each side. */
const SPARE = 20

/** `onEnd` is called when the last rows come into sight: time to fetch more. */
export function useRowWindow(scroller: Readonly<Ref<HTMLElement | null>>, count: () => number, onEnd: () => void): RowWindow {
  const top = ref(0)
  const height = ref(800)
  const rowHeight = ref(34)
  const long = computed(() => count() > LONG)
  const from = computed(() => (long.value ? Math.max(0, Math.min(Math.floor(top.value / rowHeight.value) - SPARE, count() - 1)) : 0))
  const to = computed(() => (long.value ? Math.min(count(), Math.ceil((top.value + height.value) / rowHeight.value) + SPARE) : count()))
  let watcher: ResizeObserver | undefined

  function measure(): void {
    const element = scroller.value
    if (element === null) return
    top.value = element.scrollTop
    height.value = element.clientHeight || height.value
    rowHeight.value = element.querySelector<HTMLElement>('tr[data-at]')?.offsetHeight || rowHeight.value
  }

  onMounted(() => {
    measure()
    if (scroller.value === null || typeof ResizeObserver === 'undefined') return
    watcher = new ResizeObserver(measure)
    watcher.observe(scroller.value)
  })
  onBeforeUnmount(() => watcher?.disconnect())

  return {
    from,
    to,
    above: computed(() => from.value * rowHeight.value),
    below: computed(() => (count() - to.value) * rowHeight.value),
    onScroll() {
      measure()
      const element = scroller.value
      if (element !== null && element.scrollTop + element.clientHeight > element.scrollHeight - 300) onEnd()
    },
    reveal(at) {
      const element = scroller.value
      if (element === null) return
      const head = element.querySelector('thead')?.clientHeight ?? 0
      const rowTop = at * rowHeight.value
      if (rowTop < element.scrollTop) element.scrollTop = rowTop
      else if (rowTop + rowHeight.value + head > element.scrollTop + element.clientHeight) element.scrollTop = rowTop + rowHeight.value + head - element.clientHeight
      measure()
    },
  }
}

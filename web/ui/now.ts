/** The time on screen, so that "剩 50 分" becomes "剩 49 分" without a reload. */
import { readonly, ref, type Ref } from 'vue'

const tick = ref(Date.now())
let timer: ReturnType<typeof setInterval> | undefined

/** Milliseconds since 1970; moves every half minute once the clock runs. Reactive. */
export const now: Readonly<Ref<number>> = readonly(tick)

/** Stands still at a moment: where pages are drawn and not lived in. */
export function standClock(at: number): void {
  tick.value = at
}

/** Starts the clock; `read` replaces the machine's own (the gallery stands still, tests too). */
export function startClock(read: () => number = Date.now): void {
  tick.value = read()
  clearInterval(timer)
  timer = setInterval(() => {
    tick.value = read()
  }, 30_000)
}

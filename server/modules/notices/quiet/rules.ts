// When somebody is not disturbed, and when that is over. Times of day are minutes after midnight, of the city's clock.

/** From a minute up to before another; from 22:00 until 07:00 passes midnight. Equal: never. */
export type QuietSpan = { from: number; until: number }

/**
 * The first minute from `at` on that lies in none of the spans; undefined where every minute does.
 * @param at minutes after midnight of some day; the answer may lie on the days after (1,440 and more)
 */
export function quietUntil(at: number, spans: readonly QuietSpan[]): number | undefined {
  let minute = at
  // Each turn ends in another span's end: more turns than spans, twice around the clock, means there is no gap.
  for (let turn = 0; turn <= spans.length * 3; turn += 1) {
    const inside = spans.find((span) => holds(span, minute % DAY))
    if (!inside) return minute
    minute += (inside.until - (minute % DAY) + DAY) % DAY
  }
  return undefined
}

const DAY = 24 * 60

function holds({ from, until }: QuietSpan, minute: number): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until
}

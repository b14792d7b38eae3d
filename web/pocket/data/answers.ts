/** Answers that came with the page (web/ui/build/first-pages.ts): each stands in for one request, once, and not for long. */

/** A page that took longer than this asks anew: somebody went into a lift while it loaded. */
const FRESH = 30_000
let read = performance.now()
let held: Map<string, unknown> | undefined

/** The answer to a GET of this address, if the page brought one and nobody has taken it. At once, so that the first frame has it. */
export function answerFor(address: string): unknown {
  held ??= answersOfPage()
  if (!held.has(address) || performance.now() - read > FRESH) return undefined
  const body = held.get(address)
  held.delete(address)
  return body
}

/** As if the page had brought these: where it is drawn (first/draw.ts). */
export function holdAnswers(answers: Readonly<Record<string, unknown>>): void {
  held = new Map(Object.entries(answers))
  read = performance.now()
}

function answersOfPage(): Map<string, unknown> {
  const block = document.getElementById('answers')
  block?.remove()
  try {
    const found: unknown = JSON.parse(block?.textContent ?? '{}')
    // As built, without a server that fills it in, it is the list of addresses.
    return new Map(typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [])
  } catch {
    return new Map()
  }
}

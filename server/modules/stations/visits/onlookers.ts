// How many lines open to everybody are kept open at once: in all, and for one address.

/** One process serves this many beside everything else. */
export const MOST_ONLOOKERS = 2000
/** A phone company hides many riders behind one address; a twentieth of all lines is enough for those who watch at once. */
export const MOST_OF_ONE_ADDRESS = 100

/** Counts who watches. `enter` gives what ends it, which may be called twice; undefined: this one has to wait. */
export function countOnlookers(most = MOST_ONLOOKERS, mostOfOne = MOST_OF_ONE_ADDRESS): { enter(address: string): (() => void) | undefined; isFull(): boolean } {
  const byAddress = new Map<string, number>()
  let all = 0
  return {
    isFull: () => all >= most,
    enter(address) {
      const here = byAddress.get(address) ?? 0
      if (all >= most || here >= mostOfOne) return undefined
      all += 1
      byAddress.set(address, here + 1)
      let inside = true
      return () => {
        if (!inside) return
        inside = false
        all -= 1
        const left = (byAddress.get(address) ?? 1) - 1
        if (left > 0) byAddress.set(address, left)
        else byAddress.delete(address)
      }
    },
  }
}

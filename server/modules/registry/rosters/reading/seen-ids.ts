// Which documents a file has named already.

/**
 * Row numbers by 80 bits of the keyed hash, in 16 bytes a slot: a million people take 32 MB, a Map of strings 150 MB.
 * That two of a million people share 80 bits happens once in 2 × 10^12 files.
 */
export class SeenIds {
  #slots = new Uint32Array(4 * 1024)
  #count = 0

  /** The row that named this document first; undefined after remembering it for `row`. @param hash a uuid, random bits */
  findOrAdd(hash: string, row: number): number | undefined {
    if (this.#count * 8 >= this.#slots.length) this.#grow()
    const a = Number.parseInt(hash.slice(0, 8), 16)
    const b = Number.parseInt(hash.slice(24, 32), 16)
    const c = Number.parseInt(hash.slice(28, 36), 16)
    const at = this.#slot(a, b, c)
    const before = this.#slots[at + 3] ?? 0
    if (before !== 0) return before
    this.#put(at, a, b, c, row)
    this.#count++
    return undefined
  }

  /** Where it is, or the free slot (row 0) where it belongs. */
  #slot(a: number, b: number, c: number): number {
    const slots = this.#slots
    const mask = slots.length / 4 - 1
    for (let index = a & mask; ; index = (index + 1) & mask) {
      const at = index * 4
      if (slots[at + 3] === 0 || (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c)) return at
    }
  }

  #put(at: number, a: number, b: number, c: number, row: number) {
    this.#slots[at] = a
    this.#slots[at + 1] = b
    this.#slots[at + 2] = c
    this.#slots[at + 3] = row
  }

  #grow() {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += 4) {
      const a = old[at] ?? 0
      const b = old[at + 1] ?? 0
      const c = old[at + 2] ?? 0
      const row = old[at + 3] ?? 0
      if (row !== 0) this.#put(this.#slot(a, b, c), a, b, c, row)
    }
  }
}

// Many strings in little memory.

/** Bytes of all strings together. Shared strings of 200,000 rows by 20 columns stay far below. */
const MAX_BYTES = 160_000_000
const SLAB = 1 << 20

/**
 * Strings by number, kept as UTF-8 outside the JavaScript heap: a million people are 3 million shared strings, 75 MB
 * here and over 200 MB as JavaScript strings, which moreover would pin the chunks they were cut from.
 */
export class TextPool {
  #slabs: Buffer[] = []
  #slab = Buffer.alloc(0)
  #used = 0
  #bytes = 0
  /** Slab number × SLAB-sized stride is not needed: start offsets are global, strings never straddle slabs. */
  #starts = new Float64Array(1024)
  #lengths = new Int32Array(1024)
  count = 0

  /** @returns false when the pool is full */
  add(text: string): boolean {
    const most = text.length * 3
    if (this.#used + most > this.#slab.length) this.#grow(most)
    const length = this.#slab.write(text, this.#used)
    if (this.count === this.#starts.length) this.#widen()
    this.#starts[this.count] = (this.#slabs.length - 1) * SLAB + this.#used
    // A one-byte string is marked by its sign: latin1 decodes three times faster.
    this.#lengths[this.count] = length === text.length ? -length : length
    this.count++
    this.#used += length
    this.#bytes += length
    return this.#bytes <= MAX_BYTES
  }

  get(index: number): string | undefined {
    const start = this.#starts[index]
    const length = this.#lengths[index]
    if (index >= this.count || start === undefined || length === undefined) return undefined
    const slab = this.#slabs[Math.floor(start / SLAB)]
    const from = start % SLAB
    return length <= 0 ? slab?.toString('latin1', from, from - length) : slab?.toString('utf8', from, from + length)
  }

  #grow(least: number) {
    // Cell text is cut at 32,767 characters, so that any one fits a slab.
    if (least > SLAB) throw new RangeError('string too long for the pool')
    this.#slab = Buffer.allocUnsafeSlow(SLAB)
    this.#slabs.push(this.#slab)
    this.#used = 0
  }

  #widen() {
    const starts = new Float64Array(this.#starts.length * 2)
    starts.set(this.#starts)
    this.#starts = starts
    const lengths = new Int32Array(this.#lengths.length * 2)
    lengths.set(this.#lengths)
    this.#lengths = lengths
  }
}

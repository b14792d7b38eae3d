/** Waits for a promise, but no longer than so many milliseconds. What it brings or breaks later is its own business. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const enough = new Promise((resolve) => setTimeout(resolve, milliseconds))
  await Promise.race([work, enough]).catch(() => undefined)
}

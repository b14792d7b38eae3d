/**
 * Where an arrow key leads within a row of `length` things, of which the one at `at` is current. Undefined for any
 * other key. Stops the page from scrolling.
 */
export function rovingStep(event: KeyboardEvent, at: number, length: number): number | undefined {
  const next = target(event.key, at, length)
  if (next !== undefined) event.preventDefault()
  return next
}

function target(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % length
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + length) % length
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
